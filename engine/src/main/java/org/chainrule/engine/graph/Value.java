package org.chainrule.engine.graph;

import java.util.List;

/** The value of a node's setting: data, never code. */
public sealed interface Value {

  /** A number; any double, the non-finite ones included. */
  record Num(double value) implements Value {}

  /** A piece of text, such as the name of an initializer. */
  record Text(String value) implements Value {}

  /** A switch. */
  record Flag(boolean value) implements Value {}

  /** A list, possibly nested: a literal tensor or a shape. */
  record Items(List<Value> values) implements Value {
    public Items {
      values = List.copyOf(values);
    }
  }

  static Value of(double value) {
    return new Num(value);
  }

  static Value of(String value) {
    return new Text(value);
  }

  static Value of(boolean value) {
    return new Flag(value);
  }

  /** A list of whole numbers, as a shape is written. */
  static Value ofInts(int... values) {
    Value[] items = new Value[values.length];
    for (int i = 0; i < values.length; i++) {
      items[i] = new Num(values[i]);
    }
    return new Items(List.of(items));
  }
}
