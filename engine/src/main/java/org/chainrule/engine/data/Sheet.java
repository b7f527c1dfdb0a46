package org.chainrule.engine.data;

import java.util.ArrayList;
import java.util.List;

/**
 * A table as text: cells by row and column, without saying yet what they mean.
 *
 * @param names what the columns are called
 * @param rows the cells, each row as long as there are names
 * @param lines the line of the text on which each row begins, from 1
 */
public record Sheet(List<String> names, List<List<String>> rows, List<Integer> lines) {

  private static final String SEPARATORS = ",;\t|";

  public Sheet {
    names = List.copyOf(names);
    rows = List.copyOf(rows);
    lines = List.copyOf(lines);
  }

  /**
   * Reads CSV or TSV (RFC 4180). The separator is the one among comma, semicolon, tab and bar that
   * the first lines agree on; the first row holds the names where none of its cells is a number and
   * one of the second's is.
   *
   * @throws DataException naming the line that does not fit
   */
  public static Sheet read(String text) throws DataException {
    char separator = separator(text);
    Reader reader = new Reader(text.startsWith("\uFEFF") ? text.substring(1) : text, separator);
    List<List<String>> rows = new ArrayList<>();
    List<Integer> lines = new ArrayList<>();
    while (reader.more()) {
      int line = reader.line;
      List<String> row = reader.row();
      if (row.size() == 1 && row.get(0).isEmpty()) {
        continue;
      }
      if (!rows.isEmpty() && row.size() != rows.get(0).size()) {
        throw new DataException(
            "Line "
                + line
                + " has "
                + row.size()
                + (row.size() == 1 ? " cell" : " cells")
                + ", but the first line has "
                + rows.get(0).size()
                + "; give every line as many.");
      }
      rows.add(row);
      lines.add(line);
      if (rows.size() > Frame.MAX_ROWS + 1) {
        throw new DataException(
            "The table has more than " + Frame.MAX_ROWS + " rows; take a part of it.");
      }
    }
    if (rows.isEmpty()) {
      throw new DataException("The table is empty; put a line for each example into it.");
    }
    boolean header = hasHeader(rows);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < rows.get(0).size(); i++) {
      String name = header ? rows.get(0).get(i).trim() : "";
      names.add(name.isEmpty() ? "x" + (i + 1) : name);
    }
    if (rows.size() == 1 && header) {
      throw new DataException("The table has a line of names and no examples; add some.");
    }
    int from = header ? 1 : 0;
    return new Sheet(names, rows.subList(from, rows.size()), lines.subList(from, lines.size()));
  }

  private static boolean hasHeader(List<List<String>> rows) {
    for (String cell : rows.get(0)) {
      if (isNumber(cell)) {
        return false;
      }
    }
    if (rows.size() == 1) {
      return true;
    }
    for (String cell : rows.get(1)) {
      if (isNumber(cell)) {
        return true;
      }
    }
    return false;
  }

  /** The separator that stands most often outside of quotes in the first line. */
  private static char separator(String text) {
    int[] counts = new int[SEPARATORS.length()];
    boolean quoted = false;
    for (int i = 0; i < text.length() && (quoted || text.charAt(i) != '\n'); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      int kind = quoted ? -1 : SEPARATORS.indexOf(c);
      if (kind >= 0) {
        counts[kind]++;
      }
    }
    int best = 0;
    for (int i = 1; i < counts.length; i++) {
      best = counts[i] > counts[best] ? i : best;
    }
    return SEPARATORS.charAt(best);
  }

  /** Whether a cell is a number as programs write it. */
  static boolean isNumber(String cell) {
    String text = cell.trim();
    int at = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    int digits = 0;
    boolean point = false;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (c == '.' && !point) {
        point = true;
      } else {
        break;
      }
    }
    if (digits == 0 || at == text.length()) {
      return digits > 0;
    }
    if (text.charAt(at) != 'e' && text.charAt(at) != 'E') {
      return false;
    }
    at++;
    at += at < text.length() && "+-".indexOf(text.charAt(at)) >= 0 ? 1 : 0;
    int first = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at == text.length() && at > first && at - first <= 3;
  }

  /** Whether a cell says that there is no value. */
  static boolean isMissing(String cell) {
    String text = cell.trim();
    return text.isEmpty()
        || text.equals("?")
        || text.equalsIgnoreCase("na")
        || text.equalsIgnoreCase("nan")
        || text.equalsIgnoreCase("null");
  }

  /** Walks over the text, cell by cell. */
  private static final class Reader {
    private final String text;
    private final char separator;
    private int at;
    private int line = 1;

    Reader(String text, char separator) {
      this.text = text;
      this.separator = separator;
    }

    boolean more() {
      return at < text.length();
    }

    List<String> row() throws DataException {
      List<String> row = new ArrayList<>();
      while (true) {
        row.add(cell());
        if (at >= text.length()) {
          return row;
        }
        char c = text.charAt(at++);
        if (c != separator) {
          at += c == '\r' && at < text.length() && text.charAt(at) == '\n' ? 1 : 0;
          line++;
          return row;
        }
        if (at == text.length()) {
          row.add("");
          return row;
        }
      }
    }

    private String cell() throws DataException {
      if (at < text.length() && text.charAt(at) == '"') {
        return quoted();
      }
      int start = at;
      while (at < text.length()
          && text.charAt(at) != separator
          && text.charAt(at) != '\n'
          && text.charAt(at) != '\r') {
        at++;
      }
      return text.substring(start, at);
    }

    private String quoted() throws DataException {
      int begun = line;
      StringBuilder out = new StringBuilder();
      at++;
      while (at < text.length()) {
        char c = text.charAt(at++);
        if (c != '"') {
          line += c == '\n' ? 1 : 0;
          out.append(c);
        } else if (at < text.length() && text.charAt(at) == '"') {
          out.append('"');
          at++;
        } else if (at == text.length()
            || text.charAt(at) == separator
            || text.charAt(at) == '\n'
            || text.charAt(at) == '\r') {
          return out.toString();
        } else {
          throw new DataException(
              "On line "
                  + line
                  + " text follows a closing quote; write a quote within quotes twice.");
        }
      }
      throw new DataException("The quote that opens on line " + begun + " is never closed.");
    }
  }
}
