package org.chainrule.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** The first examples of the real MNIST, as IDX files in a folder: real digits, quick to train. */
public final class SmallMnist {

  public static final int TRAIN = 2000;
  public static final int TEST = 500;

  private SmallMnist() {}

  public static void write(Path folder) {
    cut(folder, "train", TRAIN);
    cut(folder, "t10k", TEST);
  }

  private static void cut(Path folder, String prefix, int count) {
    copy(folder, prefix + "-images-idx3-ubyte", 16, 784, count);
    copy(folder, prefix + "-labels-idx1-ubyte", 8, 1, count);
  }

  private static void copy(Path folder, String name, int header, int item, int count) {
    try (InputStream in = SmallMnist.class.getResourceAsStream("/mnist/" + name)) {
      byte[] bytes = in.readNBytes(header + item * count);
      ByteBuffer.wrap(bytes).putInt(4, count);
      Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
