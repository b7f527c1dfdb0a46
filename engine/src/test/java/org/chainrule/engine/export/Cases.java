package org.chainrule.engine.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.Graphs;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.lesson.Example;
import org.chainrule.engine.lesson.Examples;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Source;
import org.chainrule.engine.op.library.Library;

/** The graphs that every export is held to: each example, and each use that an op brings along. */
final class Cases {
  private Cases() {}

  /** Graphs by a name that can be a file's. */
  static Map<String, Graph> all() {
    Map<String, Graph> cases = new LinkedHashMap<>();
    for (Example example : Examples.all()) {
      cases.put("example_" + example.id().replace('-', '_'), example.document());
    }
    for (Op op : Library.standard().ops()) {
      List<OpInfo.Example> uses = new ArrayList<>(op.info().examples());
      for (int i = 0; i < uses.size() && !(op instanceof Source); i++) {
        cases.put("op_" + op.info().id() + "_" + i, Graphs.around(op, uses.get(i)));
      }
    }
    return cases;
  }
}
