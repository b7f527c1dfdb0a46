package org.chainrule.engine.op;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A closed set of ops, found by id, by name in the text form, or by operator. Immutable. */
public final class Catalogue {
  private final Map<String, Op> byId = new LinkedHashMap<>();
  private final Map<String, Op> byCall = new LinkedHashMap<>();
  private final Map<String, Op> byInfix = new LinkedHashMap<>();

  /**
   * A catalogue of these ops, in their order.
   *
   * @throws IllegalArgumentException where two share an id, a name or an operator
   */
  public Catalogue(List<Op> ops) {
    for (Op op : ops) {
      OpInfo info = op.info();
      claim(byId, info.id(), op);
      claim(byCall, info.callName(), op);
      String infix = info.infix();
      if (infix != null && info.ports().size() == 2) {
        claim(byInfix, infix, op);
      }
    }
  }

  private static void claim(Map<String, Op> map, String key, Op op) {
    if (map.put(key, op) != null) {
      throw new IllegalArgumentException("expected one op called " + key + ", got two");
    }
  }

  /** All ops, in the order of THE list. */
  public List<Op> ops() {
    return new ArrayList<>(byId.values());
  }

  /** The op with this id, or null. */
  public @Nullable Op op(String id) {
    return byId.get(id);
  }

  /** The op that the text form calls by this name, or null. */
  public @Nullable Op call(String name) {
    return byCall.get(name);
  }

  /** The op written with this operator between two values, or null. */
  public @Nullable Op infix(String operator) {
    return byInfix.get(operator);
  }

  /** Every name that the text form can call. */
  public List<String> callNames() {
    return new ArrayList<>(byCall.keySet());
  }
}
