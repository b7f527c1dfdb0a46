package org.chainrule.engine.plan;

import java.util.List;
import org.chainrule.engine.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * A person's mistake, as data: what is wrong, where, and what to do. The wording of every problem
 * stands in this file. A node is given by its id for programs and by its label for the sentence.
 */
public sealed interface Problem {

  /** A short, stable word for programs to branch on. */
  String code();

  /** The whole sentence for a person. */
  String message();

  /** The id of the node at fault, or null. */
  default @Nullable String node() {
    return null;
  }

  /** The name of the port at fault, or null. */
  default @Nullable String port() {
    return null;
  }

  /** The line of the text at fault, from 1, or 0. */
  default int line() {
    return 0;
  }

  /** The column of the text at fault, from 1, or 0. */
  default int column() {
    return 0;
  }

  /** Text that does not parse. */
  record Syntax(int line, int column, String message) implements Problem {
    @Override
    public String code() {
      return "syntax";
    }
  }

  /** A name that nothing in the text defines. */
  record UnknownName(String name, int line, int column, @Nullable String nearest)
      implements Problem {
    @Override
    public String code() {
      return "unknown_name";
    }

    @Override
    public String message() {
      return "Nothing is called " + name + suggestion(nearest, "; define it in a line of its own");
    }
  }

  /** A document that cannot be read at all. */
  record Unreadable(String message) implements Problem {
    @Override
    public String code() {
      return "document";
    }
  }

  /** An op that the catalogue lacks. */
  record UnknownOp(String node, String label, String op, @Nullable String nearest)
      implements Problem {
    @Override
    public String code() {
      return "unknown_op";
    }

    @Override
    public String message() {
      return label
          + " uses the operation \""
          + op
          + "\", which does not exist"
          + suggestion(nearest, "");
    }
  }

  /** Two nodes with one id. */
  record DuplicateId(String node) implements Problem {
    @Override
    public String code() {
      return "duplicate_id";
    }

    @Override
    public String message() {
      return "Two nodes have the id " + node + "; give one of them another.";
    }
  }

  /** Two nodes with one name. */
  record DuplicateName(String node, String name) implements Problem {
    @Override
    public String code() {
      return "duplicate_name";
    }

    @Override
    public String message() {
      return "Another node is called " + name + " already; rename one of them.";
    }
  }

  /** A name that the text form could not hold. */
  record BadName(String node, String name) implements Problem {
    @Override
    public String code() {
      return "bad_name";
    }

    @Override
    public String message() {
      return "The name \""
          + name
          + "\" does not work in formulas; use letters, digits and _, starting with a letter.";
    }
  }

  /** A setting that the op does not have. */
  record UnknownSetting(String node, String label, String setting, @Nullable String nearest)
      implements Problem {
    @Override
    public String code() {
      return "unknown_setting";
    }

    @Override
    public String message() {
      return label + " has no setting \"" + setting + "\"" + suggestion(nearest, "; remove it");
    }
  }

  /** A setting whose value does not fit. */
  record BadSetting(
      String node,
      String label,
      String setting,
      String expected,
      String actual,
      @Nullable String nearest)
      implements Problem {
    @Override
    public String code() {
      return "bad_setting";
    }

    @Override
    public String message() {
      return "The setting \""
          + setting
          + "\" of "
          + label
          + " takes "
          + expected
          + ", not "
          + actual
          + suggestion(nearest, "");
    }
  }

  /** A wire from or to a node that is not there. */
  record DanglingWire(@Nullable String node, @Nullable String port, String missing)
      implements Problem {
    @Override
    public String code() {
      return "dangling_wire";
    }

    @Override
    public String message() {
      return "A wire joins a node \"" + missing + "\" that is not there; remove the wire.";
    }
  }

  /** A wire into a port that the op does not have. */
  record UnknownPort(String node, String port, String label, String ports) implements Problem {
    @Override
    public String code() {
      return "unknown_port";
    }

    @Override
    public String message() {
      return label
          + " has no port \""
          + port
          + "\"; "
          + (ports.isEmpty() ? "nothing flows into it." : "it takes " + ports + ".");
    }
  }

  /** A second wire into one port. */
  record PortTaken(String node, String port, String label) implements Problem {
    @Override
    public String code() {
      return "port_taken";
    }

    @Override
    public String message() {
      return "Two wires enter port "
          + port
          + " of "
          + label
          + "; remove one, or add the values first.";
    }
  }

  /** A port without a wire. */
  record MissingInput(String node, String port, String label, String summary) implements Problem {
    @Override
    public String code() {
      return "missing_input";
    }

    @Override
    public String message() {
      return "Port "
          + port
          + " of "
          + label
          + " has no input; wire a value into it ("
          + summary
          + ").";
    }
  }

  /** Nodes that feed each other in a circle. */
  record Cycle(String node, List<String> labels) implements Problem {
    private static final int MOST_LABELS = 8;

    public Cycle {
      labels = List.copyOf(labels);
    }

    @Override
    public String code() {
      return "cycle";
    }

    @Override
    public String message() {
      if (labels.size() == 1) {
        return labels.get(0) + " feeds itself; remove the wire from its output to its input.";
      }
      boolean all = labels.size() <= MOST_LABELS;
      int named = all ? labels.size() - 1 : MOST_LABELS - 1;
      return "A cycle runs through "
          + String.join(", ", labels.subList(0, named))
          + " and "
          + (all ? labels.get(named) : (labels.size() - named) + " more")
          + "; remove one of its wires, so that no value depends on itself.";
    }
  }

  /** Input shapes that do not fit each other. */
  record ShapeMismatch(
      String node,
      @Nullable String port,
      String label,
      String expected,
      String actual,
      String remedy)
      implements Problem {
    @Override
    public String code() {
      return "shape_mismatch";
    }

    @Override
    public String message() {
      String where = port == null ? label : "Port " + port + " of " + label;
      return where + " needs " + expected + ", but gets " + actual + ". " + remedy;
    }
  }

  /** A value that would not fit into memory. */
  record TooLarge(String node, String label, String shape, int limit) implements Problem {
    @Override
    public String code() {
      return "too_large";
    }

    @Override
    public String message() {
      return label
          + " would have shape "
          + shape
          + ", more than the "
          + limit
          + " numbers that one value may hold; make it smaller.";
    }
  }

  /** A group that names a node or a group that is not there. */
  record UnknownMember(String group, String missing) implements Problem {
    @Override
    public String code() {
      return "unknown_member";
    }

    @Override
    public String message() {
      return "The group " + group + " names \"" + missing + "\", which is not there; remove it.";
    }
  }

  /** Two groups that share a node without one standing in the other, or one within itself. */
  record GroupOverlap(@Nullable String node, String first, String second) implements Problem {
    @Override
    public String code() {
      return "group_overlap";
    }

    @Override
    public String message() {
      return node == null
          ? "The group " + first + " stands within itself; take it out."
          : "The groups "
              + first
              + " and "
              + second
              + " both claim "
              + node
              + "; a node belongs to one group, which may stand in another.";
    }
  }

  /** A layer that cannot be shown at another grain. */
  record NoLens(String message) implements Problem {
    @Override
    public String code() {
      return "no_lens";
    }
  }

  /** A source that only the person or a data set can give a value. */
  record MissingValue(String node, String label) implements Problem {
    @Override
    public String code() {
      return "missing_value";
    }

    @Override
    public String message() {
      return label + " has no value yet; give it one, or choose an example of a data set.";
    }
  }

  /** A value that left the finite numbers here first. */
  record NonFinite(String node, String label, String value, String cause) implements Problem {
    @Override
    public String code() {
      return "non_finite";
    }

    @Override
    public String message() {
      return label + " is " + value + " although its inputs are finite: " + cause;
    }
  }

  /** A loss that is not a single number. */
  record NotScalarLoss(String node, String label, String shape) implements Problem {
    @Override
    public String code() {
      return "not_scalar_loss";
    }

    @Override
    public String message() {
      return label
          + " has shape "
          + shape
          + "; a gradient is taken of a single number. Sum it or take its mean first.";
    }
  }

  /** A graph without anything to differentiate. */
  record NoLoss() implements Problem {
    @Override
    public String code() {
      return "no_loss";
    }

    @Override
    public String message() {
      return "The graph has no loss; call the node to be minimized loss.";
    }
  }

  /** A graph that runs but cannot be trained as asked. */
  record NotTrainable(@Nullable String node, String message) implements Problem {
    @Override
    public String code() {
      return "not_trainable";
    }
  }

  /** A graph that runs but that another format cannot hold. */
  record NotExportable(@Nullable String node, String message) implements Problem {
    @Override
    public String code() {
      return "not_exportable";
    }
  }

  private static String suggestion(@Nullable String nearest, String otherwise) {
    return nearest == null ? otherwise + "." : "; did you mean " + nearest + "?";
  }

  /** Writes one problem as JSON: code, node, port, line, column, message. */
  default void write(JsonWriter out) {
    out.beginObject().key("code").value(code());
    writeOptional(out, "node", node());
    writeOptional(out, "port", port());
    out.key("line");
    if (line() > 0) {
      out.value(line()).key("column").value(column());
    } else {
      out.nullValue().key("column").nullValue();
    }
    out.key("message").value(message()).endObject();
  }

  private static void writeOptional(JsonWriter out, String key, @Nullable String value) {
    out.key(key);
    if (value == null) {
      out.nullValue();
    } else {
      out.value(value);
    }
  }

  /** A list of problems as a JSON array. */
  static String json(List<Problem> problems) {
    JsonWriter out = new JsonWriter();
    out.beginArray();
    for (Problem problem : problems) {
      problem.write(out);
    }
    return out.endArray().toString();
  }
}
