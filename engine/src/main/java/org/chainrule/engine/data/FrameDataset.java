package org.chainrule.engine.data;

import java.util.List;

/**
 * Some examples of a frame, laid out for a graph: each column of the data set takes one variable or
 * several of the frame, a class as its index or one-hot.
 */
public final class FrameDataset implements Dataset {
  private final Frame frame;
  private final List<Place> places;
  private final List<Column> columns;
  private final int[] rows;

  /**
   * What fills one column.
   *
   * @param column what the graph is told
   * @param variables the indices of the variables that fill it in order
   * @param oneHot whether the one variable is a class that fills it with a 1 among zeros
   */
  public record Place(Column column, int[] variables, boolean oneHot) {}

  /** The examples of these rows. */
  public FrameDataset(Frame frame, List<Place> places, int[] rows) {
    this.frame = frame;
    this.places = List.copyOf(places);
    this.rows = rows;
    columns = places.stream().map(Place::column).toList();
  }

  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public void copy(int example, int column, float[] into, int at) {
    Place place = places.get(column);
    if (place.oneHot()) {
      int size = place.column().shape().size();
      int index = (int) frame.values().get(place.variables()[0])[rows[example]];
      for (int i = 0; i < size; i++) {
        into[at + i] = i == index ? 1 : 0;
      }
      return;
    }
    for (int i = 0; i < place.variables().length; i++) {
      into[at + i] = (float) frame.values().get(place.variables()[i])[rows[example]];
    }
  }
}
