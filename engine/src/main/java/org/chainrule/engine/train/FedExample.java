package org.chainrule.engine.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chainrule.engine.data.Dataset;
import org.chainrule.engine.device.Buffer;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Shape;

/** What flows into the sources of a graph when it is shown one example of a data set. */
public final class FedExample {
  private FedExample() {}

  /** A source and its value, row-major. */
  public record Fed(String name, boolean label, Shape shape, float[] values) {}

  /**
   * The values of every source that data flows into, inputs first.
   *
   * @param program compiled for batches of any size; the smaller, the less memory this takes
   * @throws ProblemException where the data set does not fit the graph
   */
  public static List<Fed> of(Program program, Dataset dataset, int example)
      throws ProblemException {
    float[] arena = new float[program.size()];
    Feeding.match(program, dataset.columns()).copy(dataset, example, arena, 0);
    List<Fed> fed = new ArrayList<>();
    for (Program.Feed feed : program.feeds()) {
      Buffer at = feed.buffer();
      float[] values = Arrays.copyOfRange(arena, at.offset(), at.offset() + at.size());
      fed.add(new Fed(feed.name(), feed.label(), feed.shape(), values));
    }
    return fed;
  }
}
