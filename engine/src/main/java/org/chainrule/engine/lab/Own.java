package org.chainrule.engine.lab;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.data.Dataset.Column;
import org.chainrule.engine.data.Frame;
import org.chainrule.engine.data.Frame.Variable;
import org.chainrule.engine.data.FrameDataset.Place;
import org.chainrule.engine.data.Prepared;
import org.chainrule.engine.data.Split;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Tensor;
import org.chainrule.engine.train.OwnExample;

/**
 * The example that a document itself holds as data of one row, each number a column of its own.
 *
 * @param data the row
 * @param places how it fills the sources again
 */
record Own(Prepared data, List<Place> places) {

  /**
   * The document's own example.
   *
   * @throws ProblemException naming each input or label without a value
   */
  static Own of(Program program) throws ProblemException {
    OwnExample.of(program);
    List<Variable> variables = new ArrayList<>();
    List<double[]> values = new ArrayList<>();
    List<Place> places = new ArrayList<>();
    for (Program.Feed feed : program.feeds()) {
      Tensor own = feed.own();
      int size = own == null ? 0 : own.size();
      int[] indices = new int[size];
      for (int i = 0; own != null && i < size; i++) {
        indices[i] = variables.size();
        String name = size == 1 ? feed.name() : feed.name() + "[" + i + "]";
        variables.add(new Variable(name, feed.label(), List.of()));
        values.add(new double[] {own.at(i)});
      }
      places.add(
          new Place(
              new Column(feed.name(), feed.label(), feed.shape(), feed.classes()), indices, false));
    }
    Frame frame = new Frame(variables, values);
    Split split = new Split(new int[] {0}, new int[0], new int[0]);
    return new Own(new Prepared(frame, frame, split, null), places);
  }
}
