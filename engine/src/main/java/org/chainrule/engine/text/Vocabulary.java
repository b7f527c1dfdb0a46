package org.chainrule.engine.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.engine.compose.Composite;
import org.chainrule.engine.compose.Composites;
import org.chainrule.engine.graph.Definition;
import org.chainrule.engine.op.Catalogue;
import org.chainrule.engine.op.Op;
import org.jspecify.annotations.Nullable;

/** Everything that can be called: operations, composites, and the definitions read so far. */
final class Vocabulary {
  private final Catalogue catalogue;
  private final Map<String, Callee.Function> own = new LinkedHashMap<>();
  private final Set<String> failed = new HashSet<>();

  Vocabulary(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  Catalogue catalogue() {
    return catalogue;
  }

  @Nullable Callee find(String name) {
    Op op = catalogue.call(name);
    if (op == null) {
      op = catalogue.op(name);
    }
    if (op != null) {
      return new Callee.Operation(op);
    }
    Composite composite = Composites.call(name);
    return composite != null ? new Callee.Layer(composite) : own.get(name);
  }

  void define(Callee.Function function) {
    own.put(function.definition().name(), function);
  }

  /** A name whose definition could not be understood: what calls it fails for that reason alone. */
  void fail(String name) {
    failed.add(name);
  }

  boolean hasFailed(String name) {
    return failed.contains(name);
  }

  boolean isOwn(String name) {
    return own.containsKey(name);
  }

  List<Definition> definitions() {
    return own.values().stream().map(Callee.Function::definition).toList();
  }

  /** Every name that can be called. */
  List<String> names() {
    List<String> names = new ArrayList<>(catalogue.callNames());
    Composites.all().forEach(composite -> names.add(composite.info().callName()));
    names.addAll(own.keySet());
    return names;
  }
}
