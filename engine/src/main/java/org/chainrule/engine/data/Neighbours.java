package org.chainrule.engine.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Finds the images that are most like a given one: every one of them is compared, none skipped. */
public final class Neighbours {

  private static final int WHITE = 255;

  private Neighbours() {}

  /**
   * An image and how far it is.
   *
   * @param distance Euclidean, over pixels from 0 to 1
   */
  public record Neighbour(int image, double distance) {}

  /**
   * The nearest images in pixel space, the nearest first.
   *
   * @param pixels from 0 to 255, as many as an image has
   */
  public static List<Neighbour> nearest(Images images, int[] pixels, int count) {
    PriorityQueue<Neighbour> kept =
        new PriorityQueue<>(Comparator.comparingDouble(Neighbour::distance).reversed());
    long limit = Long.MAX_VALUE;
    for (int image = 0; image < images.size(); image++) {
      long square = images.squaredDistance(image, pixels, limit);
      if (square >= limit) {
        continue;
      }
      kept.add(new Neighbour(image, Math.sqrt(square) / WHITE));
      if (kept.size() > count) {
        kept.remove();
      }
      if (kept.size() == count) {
        double farthest = kept.element().distance() * WHITE;
        limit = (long) Math.ceil(farthest * farthest);
      }
    }
    List<Neighbour> nearest = new ArrayList<>(kept);
    nearest.sort(Comparator.comparingDouble(Neighbour::distance));
    return Collections.unmodifiableList(nearest);
  }
}
