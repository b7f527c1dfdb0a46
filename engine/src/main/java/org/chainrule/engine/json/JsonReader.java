package org.chainrule.engine.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON value (RFC 8259) and nothing after it. Bounded: at most {@value #MAX_DEPTH}
 * levels; repeated keys and numbers that overflow a double are refused, since either would silently
 * change what was meant.
 */
public final class JsonReader {

  /** The deepest nesting that is read. */
  public static final int MAX_DEPTH = 64;

  private final String text;
  private int at;

  private JsonReader(String text) {
    this.text = text;
  }

  /**
   * Reads the whole of {@code text} as one value.
   *
   * @throws JsonException at the first character that does not fit
   */
  public static Json read(String text) throws JsonException {
    JsonReader reader = new JsonReader(text);
    Json value = reader.value(0);
    reader.space();
    if (reader.at < text.length()) {
      throw reader.fault("Text follows the end of the JSON value");
    }
    return value;
  }

  private Json value(int depth) throws JsonException {
    if (depth > MAX_DEPTH) {
      throw fault("The JSON is nested deeper than " + MAX_DEPTH + " levels");
    }
    space();
    if (at >= text.length()) {
      throw fault("The JSON ends where a value was expected");
    }
    char c = text.charAt(at);
    switch (c) {
      case '{':
        return object(depth);
      case '[':
        return array(depth);
      case '"':
        return new Json.Str(string());
      case 't':
        return word("true", new Json.Bool(true));
      case 'f':
        return word("false", new Json.Bool(false));
      case 'n':
        return word("null", new Json.Null());
      default:
        return number();
    }
  }

  private Json object(int depth) throws JsonException {
    Map<String, Json> members = new LinkedHashMap<>();
    at++;
    space();
    if (accept('}')) {
      return new Json.Obj(members);
    }
    while (true) {
      space();
      if (at >= text.length() || text.charAt(at) != '"') {
        throw fault("A key in double quotes was expected");
      }
      int keyAt = at;
      String key = string();
      space();
      if (!accept(':')) {
        throw fault("A colon was expected after the key \"" + key + "\"");
      }
      Json value = value(depth + 1);
      if (members.put(key, value) != null) {
        at = keyAt;
        throw fault("The key \"" + key + "\" appears twice");
      }
      space();
      if (accept('}')) {
        return new Json.Obj(members);
      }
      if (!accept(',')) {
        throw fault("A comma or } was expected");
      }
    }
  }

  private Json array(int depth) throws JsonException {
    List<Json> items = new ArrayList<>();
    at++;
    space();
    if (accept(']')) {
      return new Json.Arr(items);
    }
    while (true) {
      items.add(value(depth + 1));
      space();
      if (accept(']')) {
        return new Json.Arr(items);
      }
      if (!accept(',')) {
        throw fault("A comma or ] was expected");
      }
    }
  }

  private String string() throws JsonException {
    at++;
    int start = at;
    StringBuilder escaped = null;
    while (true) {
      if (at >= text.length()) {
        throw fault("The JSON ends inside a string");
      }
      char c = text.charAt(at);
      if (c == '"') {
        String rest = text.substring(start, at);
        at++;
        return escaped == null ? rest : escaped.append(rest).toString();
      }
      if (c < 0x20) {
        throw fault("A control character stands in a string; write it as an escape");
      }
      if (c == '\\') {
        escaped = (escaped == null ? new StringBuilder() : escaped).append(text, start, at);
        at++;
        escaped.append(escape());
        start = at;
      } else {
        at++;
      }
    }
  }

  private char escape() throws JsonException {
    if (at >= text.length()) {
      throw fault("The JSON ends inside an escape");
    }
    char c = text.charAt(at++);
    switch (c) {
      case '"':
      case '\\':
      case '/':
        return c;
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      case 'u':
        return unicode();
      default:
        at--;
        throw fault("There is no escape \\" + c);
    }
  }

  private char unicode() throws JsonException {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
      if (digit < 0) {
        throw fault("Four hexadecimal digits were expected after \\u");
      }
      code = code * 16 + digit;
      at++;
    }
    return (char) code;
  }

  private Json number() throws JsonException {
    int start = at;
    accept('-');
    if (accept('0')) {
      if (digit()) {
        throw fault("A number does not start with 0");
      }
    } else {
      digits();
    }
    if (accept('.')) {
      digits();
    }
    if (accept('e') || accept('E')) {
      if (!accept('+')) {
        accept('-');
      }
      digits();
    }
    double value = NumberText.parse(text.substring(start, at));
    if (Double.isInfinite(value)) {
      at = start;
      throw fault("The number is too large for 64 bits");
    }
    return new Json.Num(value);
  }

  private void digits() throws JsonException {
    if (!digit()) {
      throw fault("A value was expected");
    }
    while (digit()) {
      at++;
    }
  }

  private boolean digit() {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private Json word(String word, Json value) throws JsonException {
    if (!text.startsWith(word, at)) {
      throw fault("A value was expected");
    }
    at += word.length();
    return value;
  }

  private boolean accept(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private JsonException fault(String message) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < at && i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return new JsonException(message, line, at - lineStart + 1);
  }
}
