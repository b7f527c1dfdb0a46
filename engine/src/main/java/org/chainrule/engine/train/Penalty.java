package org.chainrule.engine.train;

import java.util.List;
import org.chainrule.engine.json.JsonWriter;

/**
 * A price on the size of parameters, lambda Omega(theta), and how it moves them.
 *
 * @param kind what is charged
 * @param lambda how much size costs, from 0 to {@value #MAX_LAMBDA}; 0 charges nothing
 * @param form how it enters a step
 * @param parameters the names of those that are charged; all of them where the list is empty
 */
public record Penalty(Kind kind, double lambda, Form form, List<String> parameters) {

  public static final double MAX_LAMBDA = 1e6;

  /** No price. */
  public static final Penalty NONE = new Penalty(Kind.L2, 0, Form.COUPLED, List.of());

  public Penalty {
    parameters = List.copyOf(parameters);
  }

  /** What is charged: Omega. */
  public enum Kind {
    /** Squared size, as the op "L2 penalty" has it. */
    L2("l2", "L2", "\\lambda \\sum \\theta^2"),
    /** Absolute size. */
    L1("l1", "L1", "\\lambda \\sum |\\theta|"),
    /** Half the squared size: the weight decay of PyTorch's optimizers. */
    DECAY("decay", "Weight decay", "\\tfrac{\\lambda}{2} \\sum \\theta^2");

    private final String id;
    private final String label;
    private final String formula;

    Kind(String id, String label, String formula) {
      this.id = id;
      this.label = label;
      this.formula = formula;
    }

    /** The word in settings. */
    public String id() {
      return id;
    }

    /** What a form calls it. */
    public String label() {
      return label;
    }

    /** lambda Omega in TeX. */
    public String formula() {
      return formula;
    }
  }

  /** How lambda Omega enters a step. */
  public enum Form {
    /** Its gradient is added to that of the loss: the optimizer sees their sum. */
    COUPLED(
        "coupled",
        "In the gradient",
        "\\theta \\leftarrow \\theta - \\eta (\\nabla L + \\lambda \\nabla \\Omega)"),
    /** Beside the optimizer's step and scaled by the learning rate, as in AdamW. */
    DECOUPLED(
        "decoupled",
        "Beside the step",
        "\\theta \\leftarrow \\theta - \\eta \\nabla L - \\eta \\lambda \\nabla \\Omega"),
    /** Beside the optimizer's step and not scaled, as the lecture prints it. */
    UNSCALED(
        "unscaled",
        "Beside the step, without η",
        "\\theta \\leftarrow \\theta - \\eta \\nabla L - \\lambda \\nabla \\Omega");

    private final String id;
    private final String label;
    private final String formula;

    Form(String id, String label, String formula) {
      this.id = id;
      this.label = label;
      this.formula = formula;
    }

    /** The word in settings. */
    public String id() {
      return id;
    }

    /** What a form calls it. */
    public String label() {
      return label;
    }

    /** The step of gradient descent in TeX. */
    public String formula() {
      return formula;
    }
  }

  /** Whether nothing is charged. */
  boolean isNone() {
    return lambda == 0;
  }

  /** Whether a parameter of this name is charged. */
  boolean charges(String name) {
    return parameters.isEmpty() || parameters.contains(name);
  }

  /** The derivative of lambda Omega by one entry. */
  float slope(float theta) {
    return (float)
        switch (kind) {
          case L2 -> 2 * lambda * theta;
          case L1 -> lambda * Math.signum(theta);
          case DECAY -> lambda * theta;
        };
  }

  /** Both lists as JSON: kinds and forms, each with id, label and formula. */
  public static String json() {
    JsonWriter out = new JsonWriter();
    out.beginObject().key("kinds").beginArray();
    for (Kind kind : Kind.values()) {
      out.beginObject().key("id").value(kind.id()).key("label").value(kind.label());
      out.key("formula").value(kind.formula()).endObject();
    }
    out.endArray().key("forms").beginArray();
    for (Form form : Form.values()) {
      out.beginObject().key("id").value(form.id()).key("label").value(form.label());
      out.key("formula").value(form.formula()).endObject();
    }
    return out.endArray().endObject().toString();
  }
}
