package org.chainrule.engine.data;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.data.Frame.Variable;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.json.NumberText;

/**
 * What the columns of a sheet mean: which are asked about, which is the answer, and of what kind.
 */
public final class SheetReading {

  /** Values of more kinds than this are no classes. */
  private static final int MAX_CLASSES = 50;

  private final Sheet sheet;
  private final List<Column> columns = new ArrayList<>();

  /**
   * A column as it was found.
   *
   * @param numeric whether every cell that is there is a number
   * @param classes the different cells in order of appearance, at most one more than are allowed
   * @param missing how many cells are empty
   */
  private record Column(boolean numeric, List<String> classes, int missing) {}

  public SheetReading(Sheet sheet) {
    this.sheet = sheet;
    for (int i = 0; i < sheet.names().size(); i++) {
      columns.add(column(i));
    }
  }

  private Column column(int index) {
    boolean numeric = true;
    int missing = 0;
    List<String> classes = new ArrayList<>();
    for (List<String> row : sheet.rows()) {
      String cell = row.get(index).trim();
      if (Sheet.isMissing(cell)) {
        missing++;
      } else {
        numeric &= Sheet.isNumber(cell);
        if (classes.size() <= MAX_CLASSES && !classes.contains(cell)) {
          classes.add(cell);
        }
      }
    }
    return new Column(numeric && missing < sheet.rows().size(), classes, missing);
  }

  /**
   * What was found, and a first reading of it, as JSON: for each column its name, kind ("number" or
   * "text"), role ("input", "classes", "quantity" or "unused"), whether it could be classes, and
   * how many cells are missing.
   */
  public String json() {
    JsonWriter out = new JsonWriter();
    out.beginObject().key("rows").value(sheet.rows().size()).key("columns").beginArray();
    int label = columns.size() - 1;
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      boolean few = column.classes().size() <= MAX_CLASSES;
      boolean whole = !column.numeric() || column.classes().size() <= 10;
      String role =
          i == label
              ? few && whole && column.classes().size() > 1 ? "classes" : "quantity"
              : column.numeric() || column.classes().size() <= 12 ? "input" : "unused";
      out.beginObject().key("name").value(sheet.names().get(i));
      out.key("kind").value(column.numeric() ? "number" : "text").key("role").value(role);
      out.key("few").value(few && column.classes().size() > 1);
      out.key("missing").value(column.missing()).endObject();
    }
    return out.endArray().endObject().toString();
  }

  /**
   * The table as a frame. Text as an input becomes a column of 0 and 1 for each of its kinds.
   *
   * @param roles for each column "input", "classes", "quantity" or "unused"
   * @param skip whether rows with a missing cell are left out instead of refused
   * @throws DataException naming the column or the line that does not fit
   */
  public Frame frame(List<String> roles, boolean skip) throws DataException {
    List<Integer> rows = rows(roles, skip);
    List<Variable> variables = new ArrayList<>();
    List<double[]> values = new ArrayList<>();
    int labels = 0;
    for (int i = 0; i < columns.size(); i++) {
      String name = sheet.names().get(i);
      Column column = columns.get(i);
      switch (i < roles.size() ? roles.get(i) : "unused") {
        case "classes" -> {
          if (column.classes().size() < 2 || column.classes().size() > MAX_CLASSES) {
            throw new DataException(
                name
                    + " has "
                    + (column.classes().size() < 2 ? "fewer than 2" : "more than " + MAX_CLASSES)
                    + " different values, which are no classes; take it as a quantity.");
          }
          labels++;
          variables.add(new Variable(name, true, column.classes()));
          values.add(indices(i, rows, column.classes()));
        }
        case "quantity" -> {
          labels++;
          variables.add(new Variable(name, true, List.of()));
          values.add(numbers(i, rows));
        }
        case "input" -> {
          if (column.numeric()) {
            variables.add(new Variable(name, false, List.of()));
            values.add(numbers(i, rows));
          } else {
            oneHot(i, rows, variables, values);
          }
        }
        default -> {}
      }
    }
    if (labels != 1) {
      throw new DataException("Choose exactly one column to predict.");
    }
    if (variables.size() < 2) {
      throw new DataException("Choose at least one column to predict from.");
    }
    if ((long) rows.size() * variables.size() > Frame.MAX_CELLS) {
      throw new DataException(
          "The table has more than " + Frame.MAX_CELLS + " numbers; choose fewer columns.");
    }
    return new Frame(variables, values);
  }

  private List<Integer> rows(List<String> roles, boolean skip) throws DataException {
    List<Integer> rows = new ArrayList<>();
    for (int row = 0; row < sheet.rows().size(); row++) {
      boolean whole = true;
      for (int i = 0; i < columns.size() && i < roles.size(); i++) {
        boolean missing =
            !roles.get(i).equals("unused") && Sheet.isMissing(sheet.rows().get(row).get(i));
        if (missing && !skip) {
          throw new DataException(
              "Line "
                  + sheet.lines().get(row)
                  + " has no value for "
                  + sheet.names().get(i)
                  + "; fill it in, or leave out the lines that lack one.");
        }
        whole &= !missing;
      }
      if (whole) {
        rows.add(row);
      }
    }
    if (rows.isEmpty()) {
      throw new DataException("Every line lacks a value; choose fewer columns.");
    }
    return rows;
  }

  private double[] numbers(int index, List<Integer> rows) throws DataException {
    double[] out = new double[rows.size()];
    for (int i = 0; i < out.length; i++) {
      String cell = sheet.rows().get(rows.get(i)).get(index).trim();
      if (!Sheet.isNumber(cell)) {
        throw new DataException(
            "Line "
                + sheet.lines().get(rows.get(i))
                + " has \""
                + cell
                + "\" for "
                + sheet.names().get(index)
                + ", which is no number; take the column as classes, or leave it out.");
      }
      out[i] = NumberText.parse(cell.startsWith("+") ? cell.substring(1) : cell);
    }
    return out;
  }

  private double[] indices(int index, List<Integer> rows, List<String> classes) {
    double[] out = new double[rows.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = classes.indexOf(sheet.rows().get(rows.get(i)).get(index).trim());
    }
    return out;
  }

  private void oneHot(
      int index, List<Integer> rows, List<Variable> variables, List<double[]> values)
      throws DataException {
    List<String> kinds = columns.get(index).classes();
    if (kinds.size() > MAX_CLASSES) {
      throw new DataException(
          sheet.names().get(index)
              + " is text with more than "
              + MAX_CLASSES
              + " different values; leave it out.");
    }
    double[] which = indices(index, rows, kinds);
    for (int kind = 0; kind < kinds.size(); kind++) {
      double[] column = new double[which.length];
      for (int i = 0; i < column.length; i++) {
        column[i] = which[i] == kind ? 1 : 0;
      }
      variables.add(
          new Variable(sheet.names().get(index) + "=" + kinds.get(kind), false, List.of()));
      values.add(column);
    }
  }
}
