package org.chainrule.engine.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.engine.graph.Limits;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.graph.Value;
import org.chainrule.engine.graph.Wire;
import org.chainrule.engine.op.Op;
import org.chainrule.engine.op.Port;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.plan.Shapes;
import org.chainrule.engine.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** Makes nodes and wires of expressions, one line after the other. */
final class GraphBuilder {
  private static final int MAX_NESTING = 16;

  private final Vocabulary vocabulary;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Wire> wires = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, Integer> unnamed = new HashMap<>();
  private final Map<String, Shape> shapes = new HashMap<>();
  private final Set<String> failed = new HashSet<>();
  private final GroupStack groups = new GroupStack();

  GraphBuilder(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /**
   * Where an expression stands.
   *
   * @param base what the ids of its unnamed nodes start with
   * @param names the node that each name in it means
   * @param formula whether it is the body of a definition, which works on its parameters alone
   * @param nesting how many calls of definitions it stands in
   */
  record Frame(String base, Map<String, String> names, boolean formula, int nesting) {}

  List<Node> nodes() {
    return nodes;
  }

  List<Wire> wires() {
    return wires;
  }

  GroupStack groups() {
    return groups;
  }

  boolean isFull() {
    return nodes.size() > Limits.NODES;
  }

  /** Takes in a node that is there already: its id, its name if it has one, its shape if known. */
  void seed(String id, @Nullable String name, @Nullable Shape shape) {
    ids.add(id);
    if (name != null) {
      names.put(name, id);
    }
    if (shape != null) {
      shapes.put(id, shape);
    }
  }

  @Nullable Shape shape(String id) {
    return shapes.get(id);
  }

  boolean isDefined(String name) {
    return names.containsKey(name);
  }

  /** A name whose line could not be understood: what uses it fails for that reason alone. */
  void fail(String name) {
    failed.add(name);
  }

  /** Adds the nodes of one line; its last node gets the name and bears it as its id. */
  void define(Token name, Expression expression) throws SyntaxException {
    Token start = expression.at();
    Frame frame = new Frame(name.text(), names, false, 0);
    if (expression instanceof Expression.Name) {
      lower(expression, frame, null);
      throw new SyntaxException(
          start, name.text() + " would only repeat " + start.text() + "; use that name instead.");
    }
    check(name, name.text());
    lower(expression, frame, name.text());
    names.put(name.text(), name.text());
  }

  /** Refuses a name that is taken or too long. */
  void check(Token at, String name) throws SyntaxException {
    if (name.length() > Limits.NAME) {
      throw new SyntaxException(at, "A name has at most " + Limits.NAME + " characters.");
    }
    if (names.containsKey(name)) {
      throw new SyntaxException(at, name + " is defined a second time; choose another name.");
    }
  }

  /**
   * Adds the nodes of an expression and answers the id of its value.
   *
   * @param root the name of its last node, or null where it has none
   */
  String lower(Expression expression, Frame frame, @Nullable String root) throws SyntaxException {
    if (expression instanceof Expression.Constant constant) {
      return add("constant", Map.of("value", constant.value()), Map.of(), frame, root);
    } else if (expression instanceof Expression.Name name) {
      return find(name.at(), frame);
    } else if (expression instanceof Expression.Negation negation) {
      String operand = lower(negation.operand(), frame, null);
      return add("negate", Map.of(), Map.of("x", operand), frame, root);
    } else if (expression instanceof Expression.Chain chain) {
      return chain(chain, frame, root);
    }
    return call((Expression.Call) expression, frame, root);
  }

  private String find(Token name, Frame frame) throws SyntaxException {
    String id = frame.names().get(name.text());
    if (id != null) {
      return id;
    }
    if (failed.contains(name.text()) && !frame.formula()) {
      throw SyntaxException.consequence(name);
    }
    throw Definitions.unknown(name, frame.names().keySet());
  }

  private String chain(Expression.Chain chain, Frame frame, @Nullable String root)
      throws SyntaxException {
    String left = lower(chain.first(), frame, null);
    for (int i = 0; i < chain.rest().size(); i++) {
      Expression.Link link = chain.rest().get(i);
      Op op = vocabulary.catalogue().infix(link.operator().text());
      if (op == null) {
        throw new IllegalStateException("expected an op for " + link.operator().text());
      }
      String right = lower(link.right(), frame, null);
      Map<String, String> inputs = new LinkedHashMap<>();
      inputs.put(op.info().ports().get(0).name(), left);
      inputs.put(op.info().ports().get(1).name(), right);
      boolean last = i == chain.rest().size() - 1;
      left = add(op.info().id(), Map.of(), inputs, frame, last ? root : null);
    }
    return left;
  }

  private String call(Expression.Call call, Frame frame, @Nullable String root)
      throws SyntaxException {
    Role role = call.callee().info().role();
    boolean source = role == Role.INPUT || role == Role.LABEL || role == Role.PARAMETER;
    if (frame.formula() && (source || role == Role.COMPOSITE)) {
      throw new SyntaxException(
          call.at(),
          "A formula works on its parameters alone; make the "
              + call.at().text()
              + " in a line of its own and pass it.");
    }
    Map<String, String> inputs = new LinkedHashMap<>();
    for (Map.Entry<String, Expression> input : call.inputs().entrySet()) {
      inputs.put(input.getKey(), lower(input.getValue(), frame, null));
    }
    if (call.callee() instanceof Callee.Operation operation) {
      return add(operation.op().info().id(), call.settings(), inputs, frame, root);
    }
    return expand(call.at(), call.callee(), call.settings(), inputs, frame, root);
  }

  /** Adds what a composite or a definition stands for, as a group, and answers its value. */
  String expand(
      Token at,
      Callee callee,
      Map<String, Value> settings,
      Map<String, String> inputs,
      Frame frame,
      @Nullable String root)
      throws SyntaxException {
    if (callee instanceof Callee.Layer layer) {
      String base = root != null ? root : freshName(frame.base());
      String id = new LayerExpansion(this, vocabulary).add(at, layer, settings, inputs, base);
      if (root == null) {
        names.put(base, id);
      }
      return id;
    }
    return function(at, (Callee.Function) callee, inputs, frame, root);
  }

  private String freshName(String base) {
    int count = 1;
    while (names.containsKey(base + "_" + count)) {
      count++;
    }
    return base + "_" + count;
  }

  private String function(
      Token at,
      Callee.Function function,
      Map<String, String> inputs,
      Frame frame,
      @Nullable String root)
      throws SyntaxException {
    List<String> parameters = function.definition().parameters();
    if (inputs.size() != parameters.size()) {
      throw new SyntaxException(
          at,
          at.text()
              + " takes "
              + (parameters.size() == 1 ? "one value (" : parameters.size() + " values (")
              + String.join(", ", parameters)
              + "), not "
              + inputs.size()
              + ".");
    }
    if (frame.nesting() == MAX_NESTING) {
      throw new SyntaxException(
          at, "Formulas use each other more than " + MAX_NESTING + " deep; write one of them out.");
    }
    groups.open(function.definition().name(), root == null ? "" : root, Map.of(), inputs);
    Frame inner = new Frame(frame.base(), inputs, true, frame.nesting() + 1);
    String id = lower(function.body(), inner, root);
    groups.close(id);
    return id;
  }

  /** Adds one node and answers its id. */
  private String add(
      String op,
      Map<String, Value> settings,
      Map<String, String> inputs,
      Frame frame,
      @Nullable String root)
      throws SyntaxException {
    if (isFull()) {
      throw new SyntaxException(
          new Problem.Unreadable(
              "The text makes more than " + Limits.NODES + " nodes; make it shorter."));
    }
    String id = root;
    while (id == null || (root == null && ids.contains(id))) {
      id = frame.base() + "." + unnamed.merge(frame.base(), 1, Integer::sum);
    }
    Node node = new Node(id, op, root, settings, null);
    nodes.add(node);
    ids.add(id);
    groups.add(id);
    for (Map.Entry<String, String> input : inputs.entrySet()) {
      wires.add(new Wire(input.getValue(), id, input.getKey()));
    }
    infer(node, inputs);
    return id;
  }

  private void infer(Node node, Map<String, String> inputs) {
    Op op = vocabulary.catalogue().op(node.op());
    List<Shape> known = new ArrayList<>();
    for (Port port : op == null ? List.<Port>of() : op.info().ports()) {
      String input = inputs.get(port.name());
      Shape shape = input == null ? null : shapes.get(input);
      if (shape != null) {
        known.add(shape);
      }
    }
    Shape shape = op == null || known.size() != inputs.size() ? null : Shapes.of(node, op, known);
    if (shape != null) {
      shapes.put(node.id(), shape);
    }
  }
}
