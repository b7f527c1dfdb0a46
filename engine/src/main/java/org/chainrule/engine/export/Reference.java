package org.chainrule.engine.export;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.json.NumberText;
import org.chainrule.engine.op.Catalogue;
import org.chainrule.engine.op.Category;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Port;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.op.Source;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The reference documentation, made from the catalogue alone: an index and a page for each op, as
 * HTML without scripts.
 */
public final class Reference {
  private static final String STYLE =
      """
      :root{color-scheme:light dark}
      body{font:16px/1.55 system-ui,sans-serif;max-width:46rem;margin:2.5rem auto;padding:0 1.25rem}
      h1{margin:.2rem 0}h2{margin:2rem 0 .5rem;font-size:1.15rem}
      table{border-collapse:collapse;width:100%}
      th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;border-bottom:1px solid #8884}
      code,pre{font:.9em/1.5 ui-monospace,monospace}
      pre{overflow-x:auto;padding:.7rem .9rem;border:1px solid #8884;border-radius:6px}
      .symbol{font-family:ui-serif,serif;opacity:.65}.quiet{opacity:.75}
      ul{padding-left:1.1rem}""";

  private final Op op;
  private final StringBuilder out = new StringBuilder();

  private Reference(Op op) {
    this.op = op;
  }

  /** The page that lists every op by its shelf. */
  public static String index(Catalogue catalogue) {
    StringBuilder out = new StringBuilder();
    out.append(
        "<h1>Operations</h1>\n<p>Every operation of Chainrule, with its formula, its derivatives");
    out.append(
        " and an example computed by the engine. <a href=\"/\">Back to the canvas</a></p>\n");
    for (Category category : Category.values()) {
      List<Op> ops =
          catalogue.ops().stream().filter(op -> op.info().category() == category).toList();
      if (!ops.isEmpty()) {
        out.append("<h2>").append(category.label()).append("</h2>\n<ul>\n");
        for (Op op : ops) {
          OpInfo info = op.info();
          out.append("<li><a href=\"/docs/").append(info.id()).append("\">");
          out.append(escaped(info.label())).append("</a>: ");
          out.append(escaped(info.summary())).append("</li>\n");
        }
        out.append("</ul>\n");
      }
    }
    return document("Operations", out.toString());
  }

  /** The page of one op, or null where the catalogue has none of that id. */
  public static @Nullable String page(Catalogue catalogue, String id) {
    Op op = catalogue.op(id);
    return op == null ? null : new Reference(op).page();
  }

  private static String document(String title, String body) {
    return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
        + escaped(title)
        + " · Chainrule</title>\n<style>\n"
        + STYLE
        + "\n</style>\n</head>\n<body>\n<main>\n"
        + body
        + "</main>\n</body>\n</html>\n";
  }

  private String page() {
    OpInfo info = op.info();
    out.append("<p><a href=\"/docs\">Operations</a> / ").append(info.category().label());
    out.append("</p>\n<h1>").append(escaped(info.label())).append(" <span class=\"symbol\">");
    out.append(escaped(info.symbol())).append("</span></h1>\n<p>");
    out.append(escaped(info.summary())).append("</p>\n");
    heading("Formula");
    code(info.formula());
    if (!info.notes().isEmpty()) {
      out.append("<p>").append(escaped(info.notes())).append("</p>\n");
    }
    out.append("<p class=\"quiet\">In the text form: <code>").append(escaped(call()));
    out.append("</code></p>\n");
    ports();
    settings();
    if (!(op instanceof Source)) {
      examples();
      exports();
    }
    if (!info.source().isEmpty()) {
      heading("Source");
      out.append("<p>").append(escaped(info.source())).append("</p>\n");
    }
    return document(info.label(), out.toString());
  }

  private void heading(String text) {
    out.append("<h2>").append(text).append("</h2>\n");
  }

  private void code(String text) {
    out.append("<pre><code>").append(escaped(text)).append("</code></pre>\n");
  }

  private String call() {
    OpInfo info = op.info();
    List<Port> ports = info.ports();
    String infix = info.infix();
    if (infix != null && ports.size() == 2) {
      return ports.get(0).name() + " " + infix + " " + ports.get(1).name();
    }
    List<String> names = new ArrayList<>();
    ports.stream().filter(port -> !port.optional()).map(Port::name).forEach(names::add);
    if (ports.stream().anyMatch(Port::optional)) {
      names.add("…");
    }
    return info.callName() + "(" + String.join(", ", names) + ")";
  }

  private void ports() {
    if (op.info().ports().isEmpty()) {
      return;
    }
    heading("Inputs and derivatives");
    out.append("<table>\n<tr><th>Input</th><th>What belongs there</th><th>Derivative</th></tr>\n");
    for (Port port : op.info().ports()) {
      row(port.name(), port.summary() + (port.optional() ? " (optional)" : ""), port.derivative());
    }
    out.append("</table>\n");
  }

  private void row(String name, String summary, String last) {
    out.append("<tr><td><code>").append(escaped(name)).append("</code></td><td>");
    out.append(escaped(summary)).append("</td><td><code>").append(escaped(last));
    out.append("</code></td></tr>\n");
  }

  private void settings() {
    if (op.info().settings().isEmpty()) {
      return;
    }
    heading("Settings");
    out.append("<table>\n<tr><th>Setting</th><th>What it does</th><th>Default</th></tr>\n");
    for (Setting setting : op.info().settings()) {
      String choices =
          setting.choices().isEmpty()
              ? ""
              : " One of " + String.join(", ", setting.choices()) + ".";
      Object initial = setting.initial();
      row(
          setting.name(),
          setting.summary() + choices,
          initial == null ? "left out" : setting(initial));
    }
    out.append("</table>\n");
  }

  private Settings settings(OpInfo.Example example) {
    Settings.Builder settings = new Settings.Builder().defaults(op.info().settings());
    example.settings().forEach(settings::put);
    return settings.build();
  }

  private void examples() {
    heading("Examples");
    for (OpInfo.Example example : op.info().examples()) {
      Settings settings = settings(example);
      Tensor output = op.forward(example.inputs(), settings);
      List<String> lines = new ArrayList<>();
      for (int port = 0; port < example.inputs().size(); port++) {
        lines.add(op.info().ports().get(port).name() + " = " + text(example.inputs().get(port)));
      }
      example.settings().forEach((name, value) -> lines.add(name + " = " + setting(value)));
      lines.add("output = " + text(output));
      Tensor ones = Tensor.filled(output.shape(), 1);
      Op.Point at = new Op.Point(example.inputs(), output, settings);
      for (int port = 0; port < example.inputs().size(); port++) {
        Tensor gradient = op.vjp(port, ones, at);
        String name = op.info().ports().get(port).name();
        String sum = output.shape().isScalar() ? "d output / d " : "d sum(output) / d ";
        lines.add(sum + name + " = " + (gradient == null ? "none" : text(gradient)));
      }
      code(String.join("\n", lines));
    }
  }

  private static String setting(Object value) {
    return value instanceof Number number
        ? NumberText.of(number.doubleValue())
        : String.valueOf(value);
  }

  private void exports() {
    OpInfo info = op.info();
    if (info.examples().isEmpty()) {
      return;
    }
    OpInfo.Example example = info.examples().get(0);
    List<Shape> shapes = example.inputs().stream().map(Tensor::shape).toList();
    Settings settings = settings(example);
    List<String> names = info.ports().subList(0, shapes.size()).stream().map(Port::name).toList();
    Shape shape = op.forward(example.inputs(), settings).shape();
    Template template = new Template(info, settings, shapes, shape, names);
    heading("In other tools");
    out.append("<p class=\"quiet\">As the exports write the first example.</p>\n<table>\n");
    tool("PyTorch", template.fill(info.templates().torch()));
    tool("JAX", template.fill(info.templates().jax()));
    tool("Keras", template.fill(info.templates().keras()));
    tool("ONNX", template.fill(info.templates().onnx()));
    out.append("</table>\n");
  }

  private void tool(String name, String expression) {
    out.append("<tr><th>").append(name).append("</th><td><code>").append(escaped(expression));
    out.append("</code></td></tr>\n");
  }

  private static String text(Tensor tensor) {
    return text(tensor, 0, 0, tensor.size());
  }

  private static String text(Tensor tensor, int axis, int at, int count) {
    if (axis == tensor.shape().rank()) {
      return NumberText.of(rounded(tensor.at(at)));
    }
    int length = tensor.shape().dim(axis);
    int stride = length == 0 ? 0 : count / length;
    List<String> items = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      items.add(text(tensor, axis + 1, at + i * stride, stride));
    }
    return "[" + String.join(", ", items) + "]";
  }

  /** Six decimals where that keeps at least three digits, else the number as it is. */
  private static double rounded(double value) {
    double size = Math.abs(value);
    return size >= 1e-3 && size < 1e9 ? Math.floor(value * 1e6 + 0.5) / 1e6 : value;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
