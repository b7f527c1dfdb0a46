package org.chainrule.engine.op;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * How an op presents itself. Palette, forms, reference pages, the text form and the contract tests
 * are all made from it.
 *
 * @param id the id in documents; never changes
 * @param label what the palette calls it
 * @param symbol a few characters for its card
 * @param category its shelf in the palette
 * @param role its part in a graph
 * @param callName its name in the text form
 * @param infix its operator in the text form, or null
 * @param summary one sentence for a first-year student
 * @param formula the output in TeX, in terms of the ports
 * @param notes conventions worth knowing (kinks, limits), possibly empty
 * @param source where the definition comes from
 * @param ports where values enter, in order
 * @param settings what can be set
 * @param examples in-domain uses: documentation, gradient-check samples and parity cases
 * @param rejections inputs that it must refuse
 * @param templates how other tools write it
 */
public record OpInfo(
    String id,
    String label,
    String symbol,
    Category category,
    Role role,
    String callName,
    @Nullable String infix,
    String summary,
    String formula,
    String notes,
    String source,
    List<Port> ports,
    List<Setting> settings,
    List<Example> examples,
    List<Rejection> rejections,
    Templates templates) {

  /** An in-domain use: the inputs by port and the settings that differ from their defaults. */
  public record Example(List<Tensor> inputs, Map<String, Object> settings) {}

  /** Input shapes that do not fit, with a phrase that the message must hold. */
  public record Rejection(List<Shape> inputs, Map<String, Object> settings, String phrase) {}

  /**
   * How other tools write the op: an expression in terms of its ports and settings. {@code {x}}
   * stands for the port x, {@code {setting:axis}} for a setting and {@code {inputs}} for all ports
   * in use; {@code {?axis|then|else}} chooses. The room {@code export} reads them.
   *
   * @param torch in PyTorch
   * @param jax in JAX
   * @param keras in Keras 3
   * @param onnx in ONNX operators, calls in calls
   */
  public record Templates(String torch, String jax, String keras, String onnx) {}

  public OpInfo {
    ports = List.copyOf(ports);
    settings = List.copyOf(settings);
    examples = List.copyOf(examples);
    rejections = List.copyOf(rejections);
  }

  /** The index of the port of that name, or -1. */
  public int port(String name) {
    for (int i = 0; i < ports.size(); i++) {
      if (ports.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** The setting of that name, or null. */
  public @Nullable Setting setting(String name) {
    for (Setting setting : settings) {
      if (setting.name().equals(name)) {
        return setting;
      }
    }
    return null;
  }

  /** Starts the description of the op with this id. */
  public static Builder of(String id, String label) {
    return new Builder(id, label);
  }

  /** Collects a description. */
  public static final class Builder {
    private final String id;
    private final String label;
    private String symbol;
    private Category category = Category.FUNCTION;
    private Role role = Role.OPERATION;
    private String callName;
    private @Nullable String infix;
    private String summary = "";
    private String formula = "";
    private String notes = "";
    private String source = "";
    private final List<Port> ports = new ArrayList<>();
    private final List<Setting> settings = new ArrayList<>();
    private final List<Example> examples = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private String torch = "";
    private String jax = "";
    private String keras = "";
    private String onnx = "";

    private Builder(String id, String label) {
      this.id = id;
      this.label = label;
      this.symbol = id;
      this.callName = id;
    }

    /** The few characters on its card. */
    public Builder symbol(String symbol) {
      this.symbol = symbol;
      return this;
    }

    public Builder category(Category category) {
      this.category = category;
      return this;
    }

    public Builder role(Role role) {
      this.role = role;
      return this;
    }

    /** The name in the text form where it is not the id. */
    public Builder callName(String callName) {
      this.callName = callName;
      return this;
    }

    /** The operator in the text form. */
    public Builder infix(String infix) {
      this.infix = infix;
      this.symbol = infix;
      return this;
    }

    public Builder summary(String summary) {
      this.summary = summary;
      return this;
    }

    public Builder formula(String tex) {
      this.formula = tex;
      return this;
    }

    public Builder notes(String notes) {
      this.notes = notes;
      return this;
    }

    public Builder source(String source) {
      this.source = source;
      return this;
    }

    /** Adds a port: its name, what belongs there, and the local derivative in TeX. */
    public Builder port(String name, String summary, String derivative) {
      ports.add(new Port(name, summary, derivative, false));
      return this;
    }

    /** Adds ports that may stay empty, all alike, called by a stem and a number. */
    public Builder optionalPorts(String stem, int from, int to, String summary, String derivative) {
      for (int i = from; i <= to; i++) {
        ports.add(new Port(stem + i, summary, derivative, true));
      }
      return this;
    }

    public Builder setting(Setting setting) {
      settings.add(setting);
      return this;
    }

    /** Adds an in-domain use with default settings. */
    public Builder example(Tensor... inputs) {
      return example(Map.of(), inputs);
    }

    /** Adds an in-domain use. */
    public Builder example(Map<String, Object> settings, Tensor... inputs) {
      examples.add(new Example(List.of(inputs), settings));
      return this;
    }

    /** Adds shapes that must be refused with a message holding this phrase. */
    public Builder rejects(String phrase, Shape... inputs) {
      return rejects(phrase, Map.of(), inputs);
    }

    /** Adds shapes that must be refused under these settings with a message holding this phrase. */
    public Builder rejects(String phrase, Map<String, Object> settings, Shape... inputs) {
      rejections.add(new Rejection(List.of(inputs), settings, phrase));
      return this;
    }

    /** How PyTorch writes it; see {@link Templates}. */
    public Builder torch(String template) {
      torch = template;
      return this;
    }

    /** How JAX writes it. */
    public Builder jax(String template) {
      jax = template;
      return this;
    }

    /** How Keras writes it. */
    public Builder keras(String template) {
      keras = template;
      return this;
    }

    /** How ONNX operators compose to it. */
    public Builder onnx(String template) {
      onnx = template;
      return this;
    }

    public OpInfo build() {
      return new OpInfo(
          id,
          label,
          symbol,
          category,
          role,
          callName,
          infix,
          summary,
          formula,
          notes,
          source,
          ports,
          settings,
          examples,
          rejections,
          new Templates(torch, jax, keras, onnx));
    }
  }
}
