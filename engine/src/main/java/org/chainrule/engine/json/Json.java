package org.chainrule.engine.json;

import java.util.List;
import java.util.Map;

/** A JSON value. */
public sealed interface Json {

  /** An object; members keep the order in which they were written. */
  record Obj(Map<String, Json> members) implements Json {}

  /** An array. */
  record Arr(List<Json> items) implements Json {}

  /** A string. */
  record Str(String value) implements Json {}

  /** A number as the nearest double; always finite. */
  record Num(double value) implements Json {}

  /** true or false. */
  record Bool(boolean value) implements Json {}

  /** null. */
  record Null() implements Json {}

  /** What a person would call this kind of value, with its article. */
  default String kind() {
    if (this instanceof Obj) {
      return "an object";
    } else if (this instanceof Arr) {
      return "a list";
    } else if (this instanceof Str) {
      return "a string";
    } else if (this instanceof Num) {
      return "a number";
    } else if (this instanceof Bool) {
      return "true or false";
    }
    return "null";
  }
}
