package org.chainrule.server.e2e;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * A screenshot, compared block by block: the mean colour of every 8 by 8 pixels. So another way to
 * smooth the edges of letters makes no difference, and a panel that moved, or lost its colour,
 * does.
 */
record Picture(BufferedImage image) {
  private static final int BLOCK = 8;

  /** How far the mean of a colour may be off, of 255. */
  private static final int CLOSE = 20;

  static Picture of(byte[] png) {
    try {
      return new Picture(ImageIO.read(new ByteArrayInputStream(png)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Picture of(Path file) {
    try {
      return of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The share of blocks that differ, from 0 to 1; 1 where the sizes do. */
  double difference(Picture other) {
    int columns = image.getWidth() / BLOCK;
    int rows = image.getHeight() / BLOCK;
    if (image.getWidth() != other.image.getWidth()
        || image.getHeight() != other.image.getHeight()) {
      return 1;
    }
    int different = 0;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        different += differs(other, column * BLOCK, row * BLOCK) ? 1 : 0;
      }
    }
    return (double) different / (rows * columns);
  }

  private boolean differs(Picture other, int x, int y) {
    for (int shift = 0; shift <= 16; shift += 8) {
      if (Math.abs(mean(x, y, shift) - other.mean(x, y, shift)) > CLOSE) {
        return true;
      }
    }
    return false;
  }

  private int mean(int x, int y, int shift) {
    int sum = 0;
    for (int dy = 0; dy < BLOCK; dy++) {
      for (int dx = 0; dx < BLOCK; dx++) {
        sum += image.getRGB(x + dx, y + dy) >> shift & 255;
      }
    }
    return sum / (BLOCK * BLOCK);
  }
}
