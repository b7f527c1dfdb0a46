package org.chainrule.server.training;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chainrule.engine.data.Idx;
import org.chainrule.engine.data.Images;
import org.chainrule.engine.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * The handwritten digits: 28 by 28 pixels a digit, as bytes, read once when they are first needed.
 * Four IDX files, from the jar or from a folder that replaces them. Thread-safe.
 */
public final class Mnist {

  /** Pixels of one image, row by row. */
  public static final int PIXELS = 784;

  /** The digits from 0 to 9. */
  public static final int CLASSES = 10;

  private static final int SIDE = 28;
  private static final long MAX_FILE = 256L << 20;

  private final @Nullable Path folder;
  private @Nullable Images train;
  private @Nullable Images test;

  /**
   * Data that is read when it is first asked for.
   *
   * @param folder a folder of IDX files with MNIST's names, or null for the packed ones
   */
  public Mnist(@Nullable Path folder) {
    this.folder = folder;
  }

  /**
   * The examples to learn from.
   *
   * @throws DatasetException when the files are not there or are not what they should be
   */
  public synchronized Images train() {
    if (train == null) {
      train = read("train");
    }
    return train;
  }

  /**
   * The examples to judge by.
   *
   * @throws DatasetException when the files are not there or are not what they should be
   */
  public synchronized Images test() {
    if (test == null) {
      test = read("t10k");
    }
    return test;
  }

  private Images read(String prefix) {
    Idx images = parse(prefix + "-images-idx3-ubyte");
    Idx labels = parse(prefix + "-labels-idx1-ubyte");
    Shape shape = images.shape();
    if (shape.rank() != 3 || shape.dim(1) != SIDE || shape.dim(2) != SIDE) {
      throw new DatasetException(
          prefix
              + "-images-idx3-ubyte must hold images of 28 by 28 pixels, but it holds "
              + shape
              + ".");
    }
    try {
      return new Images(images, labels, CLASSES);
    } catch (IllegalArgumentException e) {
      throw new DatasetException(
          "The MNIST files called " + prefix + " do not fit. " + e.getMessage());
    }
  }

  private Idx parse(String name) {
    try {
      return Idx.parse(bytes(name));
    } catch (IOException e) {
      throw new DatasetException(
          "The MNIST file "
              + name
              + " cannot be read"
              + (folder == null ? "." : " in " + folder + "."));
    } catch (IllegalArgumentException e) {
      throw new DatasetException(name + " cannot be used. " + e.getMessage());
    }
  }

  private byte[] bytes(String name) throws IOException {
    if (folder != null) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file) && Files.size(file) > MAX_FILE) {
        throw new DatasetException(name + " is larger than 256 MB, the most that is read.");
      }
      return Files.readAllBytes(file);
    }
    try (InputStream in = Mnist.class.getResourceAsStream("/mnist/" + name)) {
      if (in == null) {
        throw new IOException("not packed");
      }
      return in.readAllBytes();
    }
  }
}
