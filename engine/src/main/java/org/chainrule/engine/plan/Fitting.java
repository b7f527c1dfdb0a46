package org.chainrule.engine.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.op.Catalogue;
import org.chainrule.engine.op.Inferred;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.Port;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** Which operations would take a value, and where: what a loose wire can end in. */
public final class Fitting {
  private Fitting() {}

  /**
   * The first port of an op that takes a value of this shape, whatever may come into the others;
   * null where none does. An op whose settings decide the shape is given the benefit of the doubt.
   */
  public static @Nullable Port port(Op op, Shape shape) {
    List<Port> ports = op.info().ports();
    Settings settings =
        SettingsReader.read(
            new Node("", op.info().id(), null, Map.of(), null), op.info(), new ArrayList<>());
    for (int i = 0; i < ports.size(); i++) {
      for (Shape other : companions(shape)) {
        if (fits(op, settings, i, shape, other)) {
          return ports.get(i);
        }
      }
    }
    boolean adjustable =
        op.info().settings().stream().anyMatch(s -> s.kind() == Setting.Kind.SHAPE);
    return adjustable && !ports.isEmpty() ? ports.get(0) : null;
  }

  private static boolean fits(Op op, Settings settings, int port, Shape shape, Shape other) {
    List<Shape> inputs = new ArrayList<>();
    List<Port> ports = op.info().ports();
    for (int i = 0; i < ports.size() && (i <= port || !ports.get(i).optional()); i++) {
      inputs.add(i == port ? shape : other);
    }
    return op.infer(inputs, settings) instanceof Inferred.Fits;
  }

  /**
   * Shapes that go together with a shape in some op: the same, a number, a vector, a matrix,
   * filters.
   */
  private static Set<Shape> companions(Shape shape) {
    Set<Shape> others = new LinkedHashSet<>();
    others.add(shape);
    others.add(Shape.SCALAR);
    for (int dim : shape.dims()) {
      others.add(Shape.of(dim));
      others.add(Shape.of(1, dim));
      others.add(Shape.of(dim, 1));
    }
    if (shape.rank() == 3) {
      others.add(Shape.of(1, shape.dim(0), 1, 1));
    }
    if (shape.rank() == 4) {
      others.add(Shape.of(shape.dim(1), shape.dim(2), shape.dim(3)));
    }
    return others;
  }

  /** Every op of a catalogue that takes a value of this shape, with the port, as JSON. */
  public static String json(Catalogue catalogue, Shape shape) {
    JsonWriter out = new JsonWriter();
    out.beginObject();
    for (Op op : catalogue.ops()) {
      Port port = port(op, shape);
      if (port != null) {
        out.key(op.info().id()).value(port.name());
      }
    }
    return out.endObject().toString();
  }
}
