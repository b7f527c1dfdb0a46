package org.chainrule.engine.parity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.Source;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.parity.Kinks.Kink;

/** What the comparisons found, as a page. Each test class adds its part and writes the page. */
final class Report {

  /** The worst of an op over its points. */
  private record Row(int points, Comparison rules, Comparison training) {}

  /** One network trained by one optimizer. */
  private record Run(String network, String optimizer, double losses, double parameters) {}

  private static final Map<String, Row> ROWS = new LinkedHashMap<>();
  private static final List<String> DEPARTURES = new ArrayList<>();
  private static final List<Run> RUNS = new ArrayList<>();

  private Report() {}

  static void add(Op op, Comparison rules, Comparison training) {
    ROWS.merge(
        op.info().id(),
        new Row(1, rules, training),
        (a, b) ->
            new Row(
                a.points + 1, a.rules.worse(b.rules), a.training.worse(b.training)));
  }

  static void add(Kink kink, Comparison rules) {
    DEPARTURES.add(
        row("`" + kink.op() + "`", kink.where(), figure(rules.forward()), figure(rules.backward()), kink.departure()));
  }

  static void add(String network, String optimizer, double losses, double parameters) {
    RUNS.add(new Run(network, optimizer, losses, parameters));
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String figure(double error) {
    if (error > 1) {
      return "total";
    }
    return error == 0 ? "0" : String.format(Locale.ROOT, "%.1e", error);
  }

  static void write() {
    StringBuilder page = new StringBuilder();
    page.append("# Parity with PyTorch\n\n");
    page.append("Worst relative differences from libtorch " + System.getProperty("parity.pytorch") + ". ");
    page.append("docs/parity.md in the source tells how to read them.\n\n## Operations\n\n");
    page.append(row("op", "in PyTorch", "points", "float64 forward", "float64 backward", "float32 forward", "float32 backward"));
    page.append(row("---", "---", "--:", "--:", "--:", "--:", "--:"));
    for (Op op : Library.standard().ops()) {
      page.append(operation(op));
    }
    page.append("\n## Departures\n\n");
    page.append(row("op", "where", "float64 forward", "float64 backward", "why"));
    page.append(row("---", "---", "--:", "--:", "---"));
    DEPARTURES.forEach(page::append);
    page.append("\n## Networks, ten steps in float32\n\n");
    page.append(row("network", "optimizer", "losses", "parameters"));
    page.append(row("---", "---", "--:", "--:"));
    for (Run run : RUNS) {
      page.append(row(run.network, run.optimizer, figure(run.losses), figure(run.parameters)));
    }
    try {
      Files.writeString(Path.of(System.getProperty("parity.report", "target/parity.md")), page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String operation(Op op) {
    String id = "`" + op.info().id() + "`";
    if (op instanceof Source) {
      return row(id, "a tensor; computes nothing", "", "", "", "", "");
    }
    Counterparts.Counterpart counterpart = Counterparts.all().get(op.info().id());
    String python = counterpart == null ? "missing" : "`" + counterpart.python() + "`";
    Row row = ROWS.get(op.info().id());
    if (row == null) {
      return row(id, python, "not run", "", "", "", "");
    }
    return row(
        id,
        python,
        Integer.toString(row.points),
        figure(row.rules.forward()),
        figure(row.rules.backward()),
        figure(row.training.forward()),
        figure(row.training.backward()));
  }
}
