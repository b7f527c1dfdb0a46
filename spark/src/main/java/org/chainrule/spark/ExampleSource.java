package org.chainrule.spark;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.engine.data.DataException;
import org.chainrule.engine.data.Dataset;
import org.chainrule.engine.data.DigitTask;
import org.chainrule.engine.data.FrameDataset;
import org.chainrule.engine.data.Idx;
import org.chainrule.engine.data.Images;
import org.chainrule.engine.data.Prepared;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.train.Fit;

/** Examples in a form that travels to every machine, where they are laid out for a graph. */
public sealed interface ExampleSource extends Serializable {

  /**
   * The examples, laid out for a program.
   *
   * @throws ProblemException where they do not fit it, or cannot be read
   */
  Dataset dataset(Program program) throws ProblemException;

  /** Which part of the data is meant. */
  enum Part {
    /** What is learned from. */
    TRAIN,
    /** What is kept for the end. */
    TEST
  }

  /**
   * A data set of the engine's list, or a table.
   *
   * @param json in the form of {@link Prepared}
   */
  record Described(String json, Part part) implements ExampleSource {
    @Override
    public Dataset dataset(Program program) throws ProblemException {
      try {
        Prepared data = Prepared.read(json);
        int[] rows = part == Part.TRAIN ? data.split().train() : data.split().test();
        return new FrameDataset(data.frame(), Fit.of(program, data.frame()), rows);
      } catch (DataException e) {
        throw refused(String.valueOf(e.getMessage()));
      }
    }
  }

  /**
   * Images of digits, as in MNIST: each has one of ten classes.
   *
   * @param images an IDX file
   * @param labels an IDX file
   */
  record Digits(byte[] images, byte[] labels) implements ExampleSource {
    private static final int CLASSES = 10;

    @Override
    public Dataset dataset(Program program) throws ProblemException {
      try {
        Idx pixels = Idx.parse(images);
        Images all = new Images(pixels, Idx.parse(labels), CLASSES);
        int count = pixels.shape().size() / pixels.shape().dim(0);
        List<Integer> classes = IntStream.range(0, CLASSES).boxed().toList();
        return new DigitTask(all, shape(program, count), classes, DigitTask.Target.CLASS);
      } catch (IllegalArgumentException e) {
        throw refused("The images cannot be used. " + e.getMessage());
      }
    }

    /** Rows and channels may have axes of their own, as long as the pixels are as many. */
    private static Shape shape(Program program, int pixels) {
      for (Program.Feed feed : program.feeds()) {
        if (!feed.label() && feed.shape().count() == pixels) {
          return feed.shape();
        }
      }
      return Shape.of(pixels);
    }
  }

  private static ProblemException refused(String sentence) {
    return new ProblemException(new Problem.NotTrainable(null, sentence));
  }
}
