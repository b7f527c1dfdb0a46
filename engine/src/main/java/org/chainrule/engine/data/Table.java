package org.chainrule.engine.data;

import java.util.List;
import org.chainrule.engine.tensor.Tensor;

/** A data set held in memory as tensors. */
public final class Table implements Dataset {
  private final List<Column> columns;
  private final List<List<Tensor>> rows;

  /**
   * A table of these rows.
   *
   * @throws IllegalArgumentException where a value has not the shape of its column
   */
  public Table(List<Column> columns, List<List<Tensor>> rows) {
    this.columns = List.copyOf(columns);
    this.rows = List.copyOf(rows);
    for (List<Tensor> row : rows) {
      for (int i = 0; i < columns.size(); i++) {
        if (!row.get(i).shape().equals(columns.get(i).shape())) {
          throw new IllegalArgumentException(
              "expected shape " + columns.get(i).shape() + ", got " + row.get(i).shape());
        }
      }
    }
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public void copy(int example, int column, float[] into, int at) {
    Tensor value = rows.get(example).get(column);
    for (int i = 0; i < value.size(); i++) {
      into[at + i] = (float) value.at(i);
    }
  }
}
