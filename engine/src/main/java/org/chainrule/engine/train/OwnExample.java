package org.chainrule.engine.train;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.data.Dataset.Column;
import org.chainrule.engine.data.Table;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Tensor;

/**
 * The example that a document itself holds, in the values of its inputs and labels, as a data set
 * of one.
 */
public final class OwnExample {
  private OwnExample() {}

  /**
   * The document's own example.
   *
   * @throws ProblemException naming each input or label without a value
   */
  public static Table of(Program program) throws ProblemException {
    List<Column> columns = new ArrayList<>();
    List<Tensor> row = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (Program.Feed feed : program.feeds()) {
      Tensor own = feed.own();
      if (own == null) {
        problems.add(new Problem.MissingValue(feed.node(), feed.name()));
      } else {
        columns.add(new Column(feed.name(), feed.label(), feed.shape(), feed.classes()));
        row.add(own);
      }
    }
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
    return new Table(columns, List.of(row));
  }
}
