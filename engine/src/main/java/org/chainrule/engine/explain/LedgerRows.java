package org.chainrule.engine.explain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.autodiff.Paths;
import org.chainrule.engine.explain.ChainRule.Hop;
import org.chainrule.engine.explain.Ledger.Factor;
import org.chainrule.engine.explain.Ledger.Row;

/** Writes paths as rows; what paths share is written once. One use. */
final class LedgerRows {
  /** The most factors that one row shows. */
  private static final int SHOWN = 12;

  /** The way of one factor: where it starts, and the ports to its end. */
  private record Way(int from, List<Hop> hops) {}

  private final ChainRule rule;
  private final int from;
  private final Map<Way, List<Way>> splits = new HashMap<>();
  private final Map<Way, Factor> factors = new HashMap<>();

  LedgerRows(ChainRule rule, int from) {
    this.rule = rule;
    this.from = from;
  }

  Row row(Paths.Path path) {
    List<Way> ways = ways(path.edges());
    Collections.reverse(ways);
    boolean all = ways.size() <= SHOWN;
    List<Factor> shown = new ArrayList<>();
    for (int i = 0; i < ways.size(); i++) {
      if (all || i < SHOWN / 2 || i >= ways.size() - SHOWN / 2) {
        shown.add(factors.computeIfAbsent(ways.get(i), this::factor));
      }
    }
    Notation notation = rule.notation();
    List<Integer> nodes = new ArrayList<>();
    List<Integer> wires = new ArrayList<>();
    nodes.add(notation.index(from));
    for (Paths.Edge edge : path.edges()) {
      nodes.add(notation.index(edge.step()));
      wires.add(notation.step(edge.step()).wires().get(edge.port()));
    }
    return new Row(
        route(ways), shown, ways.size() - shown.size(), nodes, wires, path.contribution());
  }

  /** The values that a path runs through, of a long one the first and the last. */
  private String route(List<Way> ways) {
    List<String> symbols = new ArrayList<>();
    symbols.add(symbol(from));
    for (int i = ways.size() - 1; i >= 0; i--) {
      boolean inside = ways.size() > SHOWN && i >= SHOWN / 4 && i < ways.size() - SHOWN / 4;
      if (!inside) {
        symbols.add(symbol(end(ways.get(i))));
      } else if (!symbols.get(symbols.size() - 1).equals("\\cdots")) {
        symbols.add("\\cdots");
      }
    }
    return String.join(" \\to ", symbols);
  }

  private String symbol(int step) {
    return rule.notation().of(step, Notation.Mode.SYMBOLS).tex();
  }

  private static int end(Way way) {
    return way.hops().get(way.hops().size() - 1).step();
  }

  /** The path cut at each named value. */
  private List<Way> ways(List<Paths.Edge> edges) {
    List<Way> ways = new ArrayList<>();
    List<Hop> hops = new ArrayList<>();
    int start = from;
    for (Paths.Edge edge : edges) {
      hops.add(new Hop(edge.step(), edge.port()));
      if (rule.named(edge.step())) {
        Way way = new Way(start, List.copyOf(hops));
        ways.addAll(splits.computeIfAbsent(way, this::split));
        start = edge.step();
        hops.clear();
      }
    }
    return ways;
  }

  /**
   * One factor from a named value to the next; where another way leads there too, it would be the
   * derivative along both, so then each edge is a factor of its own.
   */
  private List<Way> split(Way way) {
    if (way.hops().size() == 1 || !rule.forks(way.from(), end(way))) {
      return List.of(way);
    }
    List<Way> edges = new ArrayList<>();
    int start = way.from();
    for (Hop hop : way.hops()) {
      edges.add(new Way(start, List.of(hop)));
      start = hop.step();
    }
    return edges;
  }

  private Factor factor(Way way) {
    Derivation.Term term = rule.term(way.from(), way.hops());
    Notation notation = rule.notation();
    Hop first = way.hops().get(0);
    String partial = notation.partial(end(way), way.from());
    List<Integer> inputs = notation.step(first.step()).inputs();
    if (inputs.stream().filter(input -> input == way.from()).count() > 1) {
      String port = notation.step(first.step()).op().info().ports().get(first.port()).name();
      partial += "\\Big|_{" + Symbols.tex(port) + "}";
    }
    return new Factor(
        term.nodes(),
        term.wires(),
        partial,
        term.local(),
        term.localNumbers(),
        term.localValue(),
        notation.step(end(way)).shape().size(),
        notation.step(way.from()).shape().size());
  }
}
