package org.chainrule.engine.device;

import org.chainrule.engine.device.Instruction.MaxPool;
import org.chainrule.engine.device.Instruction.MaxPoolGradient;

/** Pooling by the greatest entry of a window; where several are as great, by the first of them. */
final class PoolLoops {
  private PoolLoops() {}

  static void forward(MaxPool pool, float[] arena, int examples) {
    Sliding s = pool.sliding();
    for (int row = 0; row < pool.out().rows(examples); row++) {
      int image = pool.x().offset() + row * pool.x().stride();
      int out = pool.out().offset() + row * pool.out().stride();
      for (int place = 0; place < pool.out().size(); place++) {
        arena[out + place] = arena[greatest(s, arena, image, place)];
      }
    }
  }

  static void backward(MaxPoolGradient g, float[] arena, int examples) {
    MaxPool pool = g.forward();
    for (int row = 0; row < pool.out().rows(examples); row++) {
      int image = pool.x().offset() + row * pool.x().stride();
      int gradient = g.gradient().offset() + row * g.gradient().stride();
      int upstream = g.upstream().offset() + row * g.upstream().stride();
      for (int place = 0; place < pool.out().size(); place++) {
        int at = greatest(pool.sliding(), arena, image, place) - image;
        arena[gradient + at] += arena[upstream + place];
      }
    }
  }

  private static int greatest(Sliding s, float[] arena, int image, int place) {
    int channel = place / s.places();
    int top = place / s.placeColumns() % s.placeRows() * s.stride();
    int left = place % s.placeColumns() * s.stride();
    int corner = image + (channel * s.rows() + top) * s.columns() + left;
    int best = corner;
    for (int k = 0; k < s.windowRows(); k++) {
      for (int l = 0; l < s.windowColumns(); l++) {
        int at = corner + k * s.columns() + l;
        // What is no number counts as the greatest, as in the reference.
        if (arena[at] > arena[best] || Float.isNaN(arena[at])) {
          best = at;
        }
      }
    }
    return best;
  }
}
