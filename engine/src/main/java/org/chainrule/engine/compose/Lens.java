package org.chainrule.engine.compose;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.Group;
import org.chainrule.engine.graph.Grouping;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.graph.Position;
import org.chainrule.engine.graph.Value;
import org.chainrule.engine.graph.Wire;
import org.chainrule.engine.op.Catalogue;
import org.chainrule.engine.op.Setting;
import org.chainrule.engine.plan.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Shows a dense layer at another grain: as a layer, as matrices, or as single neurons. Values stay
 * the same to the last bit, since the neurons add in the order of the matrix product; gradients
 * stay the same but for the order in which those of the input are summed.
 */
public final class Lens {
  /** Weights that are still shown one by one. */
  private static final int MAX_WEIGHTS = 400;

  /** How finely a layer is shown. */
  public enum Grain {
    LAYER,
    MATRIX,
    SCALAR;

    /** The grain of that name, or null. */
    public static @Nullable Grain of(String name) {
      for (Grain grain : values()) {
        if (grain.name().toLowerCase(Locale.ROOT).equals(name)) {
          return grain;
        }
      }
      return null;
    }
  }

  private final Graph graph;
  private final Group group;
  private final Grouping grouping;
  private final Catalogue catalogue;

  private Lens(Graph graph, Group group, Catalogue catalogue) {
    this.graph = graph;
    this.group = group;
    this.catalogue = catalogue;
    grouping = new Grouping(graph);
  }

  /**
   * The document with one group shown at another grain.
   *
   * @throws ProblemException where the group is to be shown as neurons and is no dense layer or too
   *     large
   */
  public static Graph show(Graph graph, String groupId, Grain grain, Catalogue catalogue)
      throws ProblemException {
    Group group = graph.group(groupId);
    if (group == null) {
      throw Pieces.refusal("There is no group " + groupId + " to look at.");
    }
    Group layer = innermost(graph, group);
    if (grain == Grain.SCALAR) {
      return new Lens(graph, layer, catalogue).scalars();
    }
    Graph whole = new Lens(graph, layer, catalogue).matrices(grain == Grain.MATRIX);
    return whole != null ? whole : new Lens(graph, group, catalogue).shown(grain == Grain.MATRIX);
  }

  /** The group that a group holds and nothing else, if there is one, again and again. */
  private static Group innermost(Graph graph, Group group) {
    Grouping grouping = new Grouping(graph);
    Group at = group;
    while (at.members().isEmpty()) {
      Group outer = at;
      List<Group> nested =
          grouping.inside(at).stream().filter(g -> outer.equals(grouping.parent(g))).toList();
      if (nested.size() != 1) {
        return at;
      }
      at = nested.get(0);
    }
    return at;
  }

  private Graph shown(boolean open) {
    return with(replaced(group.shown(open)));
  }

  /** The neurons put together again, or null where there are none. */
  private @Nullable Graph matrices(boolean open) {
    Pieces scalars = new Pieces(graph, group.id(), catalogue);
    Layer layer = ScalarReading.read(scalars);
    if (layer == null) {
      return null;
    }
    Set<String> gone = scalars.visited();
    String base = base(gone, name -> MatrixForm.write(layer, name).nodes, layer);
    MatrixForm.Parts parts = MatrixForm.write(layer, base);
    Set<Group> inside = new HashSet<>(grouping.inside(group));
    List<Group> groups = new ArrayList<>();
    for (Group other : graph.groups()) {
      if (other.equals(group)) {
        groups.add(asDense(layer).withMembers(ids(parts.nodes)).shown(open));
      } else if (!inside.contains(other)) {
        groups.add(without(other, gone));
      }
    }
    return rebuilt(gone, parts, groups);
  }

  /** The group as the call of a dense layer, unless it is one already. */
  private Group asDense(Layer layer) {
    if (!group.kind().equals(Group.PLAIN)) {
      return group;
    }
    Map<String, Value> settings = new LinkedHashMap<>();
    settings.put("units", Value.of(layer.units()));
    Layer.Activation activation = layer.activation();
    Setting known = new Dense().info().setting("activation");
    if (activation != null && known != null && known.choices().contains(activation.op())) {
      settings.put("activation", Value.of(activation.op()));
    }
    return new Group(
        group.id(),
        group.name(),
        "dense",
        group.members(),
        group.parent(),
        group.open(),
        settings,
        Map.of("x", layer.input()));
  }

  private Graph scalars() throws ProblemException {
    Pieces pieces = new Pieces(graph, group.id(), catalogue);
    Layer layer = MatrixForm.read(pieces);
    if (layer == null) {
      if (ScalarReading.read(new Pieces(graph, group.id(), catalogue)) != null) {
        return shown(true);
      }
      throw notDense();
    }
    if (layer.units() * (long) layer.inputs() > MAX_WEIGHTS) {
      throw Pieces.refusal(
          group.label()
              + " has "
              + layer.units() * (long) layer.inputs()
              + " weights; up to "
              + MAX_WEIGHTS
              + " are shown one by one.");
    }
    Set<String> gone = pieces.visited();
    String base = base(gone, name -> ScalarForm.write(layer, name).parts().nodes, layer);
    ScalarForm.Written written = ScalarForm.write(layer, base);
    List<Group> groups = new ArrayList<>();
    Set<String> within = new HashSet<>();
    written.neurons().forEach(within::addAll);
    for (Group other : graph.groups()) {
      if (!other.equals(group)) {
        groups.add(without(other, gone));
        continue;
      }
      List<String> direct = new ArrayList<>(ids(written.parts().nodes));
      direct.removeAll(within);
      groups.add(group.withMembers(direct).shown(true));
      for (int j = 0; j < written.neurons().size(); j++) {
        String name = base + "_" + (j + 1);
        String id = freshGroup(group.id() + "." + (j + 1));
        groups.add(
            new Group(
                id,
                name,
                "neuron",
                written.neurons().get(j),
                group.id(),
                true,
                Map.of(),
                Map.of()));
      }
    }
    return rebuilt(gone, written.parts(), groups);
  }

  private String freshGroup(String wish) {
    String id = wish;
    while (graph.group(id) != null) {
      id = id + "'";
    }
    return id;
  }

  private ProblemException notDense() {
    return Pieces.refusal(
        group.label()
            + " is no dense layer, activation(W @ x + b) of a vector x, so that it has no"
            + " neurons to show.");
  }

  private static List<String> ids(List<Node> nodes) {
    return nodes.stream().map(Node::id).toList();
  }

  private static Group without(Group other, Set<String> gone) {
    return other.withMembers(other.members().stream().filter(id -> !gone.contains(id)).toList());
  }

  private interface Naming {
    List<Node> nodes(String base);
  }

  /** A name for the new nodes to start with, under which none of them is taken. */
  private String base(Set<String> gone, Naming naming, Layer layer) {
    Set<String> taken = new HashSet<>();
    for (Node node : graph.nodes()) {
      if (!gone.contains(node.id())) {
        taken.add(node.id());
        taken.add(node.label());
      }
    }
    String name = layer.output().name();
    String stem = name != null ? name : "layer";
    String base = stem;
    int count = 1;
    while (naming.nodes(base).stream()
        .anyMatch(node -> taken.contains(node.id()) && !node.id().equals(layer.output().id()))) {
      base = stem + "_" + ++count;
    }
    return base;
  }

  private List<Group> replaced(Group shown) {
    return graph.groups().stream().map(other -> other.equals(group) ? shown : other).toList();
  }

  private Graph with(List<Group> groups) {
    return new Graph(graph.title(), graph.nodes(), graph.wires(), groups, graph.definitions());
  }

  private Graph rebuilt(Set<String> gone, MatrixForm.Parts parts, List<Group> groups) {
    Position corner = null;
    for (Node node : graph.nodes()) {
      Position at = gone.contains(node.id()) ? node.position() : null;
      if (at != null) {
        corner =
            corner == null
                ? at
                : new Position(Math.min(corner.x(), at.x()), Math.min(corner.y(), at.y()));
      }
    }
    List<Node> made =
        corner == null
            ? parts.nodes
            : Layering.placed(parts.nodes, parts.wires, corner.x(), corner.y());
    List<Node> nodes = new ArrayList<>();
    boolean inserted = false;
    for (Node node : graph.nodes()) {
      if (!gone.contains(node.id())) {
        nodes.add(node);
      } else if (!inserted) {
        nodes.addAll(made);
        inserted = true;
      }
    }
    List<Wire> wires = new ArrayList<>();
    graph.wires().stream().filter(wire -> !gone.contains(wire.to())).forEach(wires::add);
    wires.addAll(parts.wires);
    return new Graph(graph.title(), nodes, wires, groups, graph.definitions());
  }
}
