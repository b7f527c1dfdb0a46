package org.chainrule.engine.train;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.data.Dataset;
import org.chainrule.engine.data.Dataset.Column;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.plan.ProblemException;

/**
 * Which column of a data set flows into which source of a graph: inputs meet inputs and labels meet
 * labels, in order.
 */
final class Feeding {
  private final List<Program.Feed> feeds;
  private final int[] columnOf;

  private Feeding(List<Program.Feed> feeds, int[] columnOf) {
    this.feeds = feeds;
    this.columnOf = columnOf;
  }

  /**
   * Matches sources and columns.
   *
   * @throws ProblemException naming each source that the data set cannot feed
   */
  static Feeding match(Program program, Dataset dataset) throws ProblemException {
    List<Problem> problems = new ArrayList<>();
    List<Program.Feed> feeds = program.feeds();
    int[] columnOf = new int[feeds.size()];
    int nextInput = 0;
    int nextLabel = 0;
    for (int i = 0; i < columnOf.length; i++) {
      Program.Feed feed = feeds.get(i);
      int column = column(dataset, feed.label(), feed.label() ? nextLabel++ : nextInput++);
      columnOf[i] = column;
      String fault =
          column < 0 ? "has nothing left for it" : fault(feed, dataset.columns().get(column));
      if (!fault.isEmpty()) {
        problems.add(
            new Problem.NotTrainable(
                feed.node(), feed.name() + " cannot be fed from this data set: it " + fault + "."));
      }
    }
    if (feeds.stream().noneMatch(feed -> !feed.label())) {
      problems.add(
          new Problem.NotTrainable(
              null,
              "The loss depends on no input, so there is nothing to learn from data; wire one in."));
    }
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
    return new Feeding(feeds, columnOf);
  }

  private static int column(Dataset dataset, boolean label, int nth) {
    int seen = 0;
    for (int i = 0; i < dataset.columns().size(); i++) {
      if (dataset.columns().get(i).label() == label && seen++ == nth) {
        return i;
      }
    }
    return -1;
  }

  private static String fault(Program.Feed feed, Column column) {
    if (!feed.shape().equals(column.shape())) {
      return "holds values of shape " + column.shape() + ", not " + feed.shape();
    }
    if (feed.classes() != column.classes()) {
      return column.classes() > 0
          ? "holds classes; write label(classes=" + column.classes() + ")"
          : "holds a quantity, not a class";
    }
    return "";
  }

  /** Copies one example into its place in the batch. */
  void copy(Dataset dataset, int example, float[] arena, int row) {
    for (int i = 0; i < columnOf.length; i++) {
      var buffer = feeds.get(i).buffer();
      dataset.copy(example, columnOf[i], arena, buffer.offset() + row * buffer.size());
    }
  }
}
