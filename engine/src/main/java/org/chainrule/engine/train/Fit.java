package org.chainrule.engine.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chainrule.engine.data.Dataset.Column;
import org.chainrule.engine.data.Frame;
import org.chainrule.engine.data.FrameDataset.Place;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.plan.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * How a table flows into a graph: each input takes the variable of its name, or all of them as one
 * vector, or the next in order; the label takes the label.
 */
public final class Fit {
  private final Frame frame;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Place> places = new ArrayList<>();

  private Fit(Frame frame) {
    this.frame = frame;
  }

  /**
   * Matches a table to the sources of a program, in the order of its feeds.
   *
   * @throws ProblemException naming each source that the table cannot feed, and what to do
   */
  public static List<Place> of(Program program, Frame frame) throws ProblemException {
    Fit fit = new Fit(frame);
    List<Program.Feed> feeds = program.feeds();
    fit.inputs(feeds.stream().filter(feed -> !feed.label()).toList());
    fit.labels(feeds.stream().filter(Program.Feed::label).toList());
    if (!fit.problems.isEmpty()) {
      throw new ProblemException(fit.problems);
    }
    return fit.places;
  }

  private void inputs(List<Program.Feed> feeds) {
    int[] variables = frame.indices(false);
    if (feeds.isEmpty()) {
      refuse(
          null,
          "No input reaches the loss, but the data has "
              + names(variables)
              + "; wire an input in.");
    } else if (feeds.size() == 1 && feeds.get(0).shape().size() == variables.length) {
      Program.Feed feed = feeds.get(0);
      places.add(new Place(column(feed, 0), variables, false));
    } else {
      scalars(feeds, variables);
    }
  }

  /** One variable each: by name where every name is known, else in order. */
  private void scalars(List<Program.Feed> feeds, int[] variables) {
    boolean named = feeds.stream().allMatch(feed -> named(feed.name(), variables) >= 0);
    for (int i = 0; i < feeds.size(); i++) {
      Program.Feed feed = feeds.get(i);
      if (!feed.shape().isScalar()) {
        refuse(
            feed.node(),
            feed.name()
                + " has shape "
                + feed.shape()
                + ", but the data has "
                + names(variables)
                + "; set its shape to ["
                + variables.length
                + "]"
                + (variables.length == 1 ? ", or leave the shape out." : "."));
      } else if (named) {
        places.add(new Place(column(feed, 0), new int[] {named(feed.name(), variables)}, false));
      } else if (feeds.size() > variables.length) {
        if (i >= variables.length) {
          refuse(
              feed.node(),
              feed.name()
                  + " is one input more than the data has, which has "
                  + names(variables)
                  + "; make it a constant.");
        }
      } else if (feeds.size() < variables.length) {
        refuse(
            feed.node(),
            "The graph has "
                + (feeds.size() == 1 ? "one input" : feeds.size() + " inputs")
                + ", but the data has "
                + names(variables)
                + "; name the inputs so, or make one input of shape ["
                + variables.length
                + "].");
        return;
      } else {
        places.add(new Place(column(feed, 0), new int[] {variables[i]}, false));
      }
    }
  }

  private int named(String name, int[] variables) {
    for (int index : variables) {
      if (frame.variables().get(index).name().equals(name)) {
        return index;
      }
    }
    return -1;
  }

  private void labels(List<Program.Feed> feeds) {
    int[] variables = frame.indices(true);
    if (feeds.isEmpty() && variables.length > 0) {
      refuse(
          null,
          "No label reaches the loss, but the data has " + names(variables) + "; wire a label in.");
    }
    for (int i = 0; i < feeds.size(); i++) {
      if (i >= variables.length) {
        refuse(
            feeds.get(i).node(),
            feeds.get(i).name()
                + " is one label more than an example of the data has; make it a constant.");
      } else {
        label(feeds.get(i), variables[i]);
      }
    }
  }

  private void label(Program.Feed feed, int index) {
    Frame.Variable variable = frame.variables().get(index);
    int classes = variable.classes().size();
    int[] one = {index};
    String call = variable.name() + " of the data has ";
    if (classes == 0) {
      if (feed.classes() > 0) {
        refuse(
            feed.node(),
            feed.name()
                + " names classes, but "
                + variable.name()
                + " of the data is a quantity; leave its classes out and use a loss such as squared error.");
      } else if (!feed.shape().isScalar()) {
        refuse(
            feed.node(),
            feed.name()
                + " has shape "
                + feed.shape()
                + ", but "
                + call
                + "one number; leave the shape out.");
      } else {
        places.add(new Place(column(feed, 0), one, false));
      }
    } else if (feed.shape().isScalar()
        && (feed.classes() == classes || feed.classes() == 0 && classes == 2)) {
      places.add(new Place(column(feed, feed.classes()), one, false));
    } else if (feed.shape().rank() == 1 && feed.shape().dim(0) == classes && feed.classes() == 0) {
      places.add(new Place(column(feed, 0), one, true));
    } else {
      refuse(
          feed.node(),
          feed.name()
              + (feed.classes() == 0
                  ? " has shape " + feed.shape()
                  : " has " + feed.classes() + " classes")
              + ", but "
              + call
              + classes
              + " classes; set its classes to "
              + classes
              + " and leave its shape out.");
    }
  }

  private static Column column(Program.Feed feed, int classes) {
    return new Column(feed.name(), feed.label(), feed.shape(), classes);
  }

  private String names(int[] variables) {
    List<String> names =
        Arrays.stream(variables).mapToObj(i -> frame.variables().get(i).name()).toList();
    int count = names.size();
    String shown =
        count <= 4
            ? String.join(", ", names)
            : names.get(0) + ", " + names.get(1) + " to " + names.get(count - 1);
    return count == 1 ? "one column, " + shown : count + " columns, " + shown;
  }

  private void refuse(@Nullable String node, String sentence) {
    problems.add(new Problem.NotTrainable(node, sentence));
  }
}
