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
  static Feeding match(Program program, List<Column> columns) throws ProblemException {
    List<Problem> problems = new ArrayList<>();
    List<Program.Feed> feeds = program.feeds();
    int[] columnOf = new int[feeds.size()];
    for (int i = 0; i < columnOf.length; i++) {
      Program.Feed feed = feeds.get(i);
      columnOf[i] = column(columns, feed.label(), rank(feeds, i));
      String fault = columnOf[i] < 0 ? surplus(feed) : misfit(feed, columns.get(columnOf[i]));
      if (!fault.isEmpty()) {
        problems.add(new Problem.NotTrainable(feed.node(), feed.name() + " " + fault));
      }
    }
    requireOne(feeds, columns, false, problems);
    requireOne(feeds, columns, true, problems);
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
    return new Feeding(feeds, columnOf);
  }

  /** How many sources of the same role stand before this one. */
  private static int rank(List<Program.Feed> feeds, int index) {
    int rank = 0;
    for (int i = 0; i < index; i++) {
      rank += feeds.get(i).label() == feeds.get(index).label() ? 1 : 0;
    }
    return rank;
  }

  private static int column(List<Column> columns, boolean label, int nth) {
    int seen = 0;
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).label() == label && seen++ == nth) {
        return i;
      }
    }
    return -1;
  }

  private static String surplus(Program.Feed feed) {
    return "is one "
        + (feed.label() ? "label" : "input")
        + " more than an example of this data set has. Make it a constant.";
  }

  private static String misfit(Program.Feed feed, Column column) {
    if (!feed.shape().equals(column.shape())) {
      return "has shape "
          + feed.shape()
          + ", but "
          + column.name()
          + " of this data set has "
          + column.shape()
          + "; set its shape to "
          + column.shape()
          + ".";
    }
    if (feed.classes() == column.classes()) {
      return "";
    }
    return "has "
        + (feed.classes() == 0 ? "no" : feed.classes())
        + " classes, but "
        + column.name()
        + " of this data set has "
        + (column.classes() == 0
            ? "none; leave its classes out."
            : column.classes() + "; set its classes to " + column.classes() + ".");
  }

  /** A loss that never sees the data would train on nothing. */
  private static void requireOne(
      List<Program.Feed> feeds, List<Column> columns, boolean label, List<Problem> problems) {
    boolean offered = columns.stream().anyMatch(column -> column.label() == label);
    if (offered && feeds.stream().noneMatch(feed -> feed.label() == label)) {
      problems.add(
          new Problem.NotTrainable(
              null,
              "No "
                  + (label ? "label" : "input")
                  + " reaches the loss, but this data set has one; wire one in."));
    }
  }

  /** Copies one example into its place in the batch. */
  void copy(Dataset dataset, int example, float[] arena, int row) {
    for (int i = 0; i < columnOf.length; i++) {
      var buffer = feeds.get(i).buffer();
      dataset.copy(example, columnOf[i], arena, buffer.offset() + row * buffer.size());
    }
  }
}
