package org.chainrule.engine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.Graphs;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.compose.Lens;
import org.chainrule.engine.graph.DocumentException;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.GraphCodec;
import org.chainrule.engine.graph.Group;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.graph.Value;
import org.chainrule.engine.graph.Wire;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.GroupCheck;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Generator;
import org.chainrule.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups, composites and formulas of one's own in the textual form, both ways. */
class GroupTextTest {

  private static String printed(Graph graph) {
    return Printer.print(graph, Library.standard());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = input([1, 2])\nh = dense(x, units=3, activation=\"relu\", init=\"he\", seed=1)\nloss = sum(h^2)\n",
        "x = input([1, 2])\nh = dense(x, units=3)\nloss = sum(h) + l2(h_W, weight=0.1)\n",
        "x = input([1, 2])\nnet = mlp(x, units=[8, 8], activation=\"tanh\")\n",
        "x = input([1, 2])\nnet = mlp(x, units=[3, 1])\nk = l2(net_layer1_W) + net_layer1_b\n",
        "a = input(1)\nb = input(2)\ny = neuron(a, b, activation=\"sigmoid\", seed=3)\nz = neuron(a, a)\n",
        "x = input(shape=[1, 8, 8])\nc = conv_block(x, filters=4, pool=1)\nd = conv_block(c, filters=2)\n",
        "def swish(a, b) = a * sigmoid(b)\nx = input(2)\nf = swish(x, 1) - swish(b=x, a=3)\n",
        "def swish(a, b) = a * sigmoid(b)\ndef twice(a) = swish(a, a) + swish(a, -a)^2\nx = input(2)\nf = 1 + twice(twice(x))\n",
        "x = input(2)\ngroup encoder:\n  w = param(3)\n  h = relu(w * x + 1)\nloss = h^2\n",
        "x = input([2])\ngroup \"My net\":\n  group inner:\n    h = dense(x, units=2)\n  g = h * 2\nloss = sum(g)\n",
        "x = input(2)\ngroup a:\n  b = x + 1\nc = b * 2\ngroup a:\n  d = c - b\n",
        "group = 2\ndef = group + 1\n",
        "def f(a) = sum([[1, 2], [3, 4]] @ a, axis=0) - -a\nx = input([1, 2])\ny = f(x)\n",
      })
  void whatIsPrintedReadsBackToTheSameDocument(String text) {
    Graph graph = Graphs.graph(text);
    String printed = printed(graph);
    assertEquals(graph, Graphs.graph(printed));
    assertEquals(text.replace("swish(b=x, a=3)", "swish(3, x)").replace("b=x", "b=x"), printed);
  }

  @Test
  void aDenseLayerIsItsNodesInAGroup() {
    Graph graph = Graphs.graph("x = input([1, 2])\nh = dense(x, units=3, activation=\"relu\")\n");
    assertEquals(
        List.of("x", "h_W", "h_b", "h.1", "h.2", "h"),
        graph.nodes().stream().map(Node::id).toList());
    Group group = graph.groups().get(0);
    assertEquals("dense", group.kind());
    assertEquals(List.of("h_W", "h_b", "h.1", "h.2", "h"), group.members());
    assertEquals(Map.of("x", "x"), group.arguments());
    assertFalse(group.open());
    assertTrue(Compiler.compile(graph, Library.standard()).complete());
  }

  @Test
  void aCallWithinAnExpressionGetsALineOfItsOwn() {
    Graph graph = Graphs.graph("x = input([1, 2])\nloss = sum(dense(x, units=1))\n");
    assertEquals(
        "x = input([1, 2])\nloss_1 = dense(x, units=1)\nloss = sum(loss_1)\n", printed(graph));
    assertEquals(graph, Graphs.graph(printed(graph)));
  }

  private static Graph with(Graph graph, String id, Map<String, Value> settings) {
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      boolean hit = node.id().equals(id);
      nodes.add(
          new Node(node.id(), node.op(), node.name(), hit ? settings : node.settings(), null));
    }
    return new Graph("", nodes, graph.wires(), graph.groups(), graph.definitions());
  }

  @Test
  void aLayerWhoseWeightsWereChangedIsWrittenOut() {
    String text = "x = input([1, 2])\nh = dense(x, units=1, init=\"zeros\")\n";
    Graph graph = Graphs.graph(text);
    Value zeros = new Value.Items(List.of(new Value.Items(List.of(Value.of(0), Value.of(0)))));
    assertEquals(text, printed(with(graph, "h_W", Map.of("value", zeros))));
    Value ones = new Value.Items(List.of(new Value.Items(List.of(Value.of(1), Value.of(0)))));
    assertEquals(
        "x = input([1, 2])\ngroup h:\n  h_W = param([[1, 0]])\n  h_b = param(shape=[1])\n"
            + "  h = h_W @ x + h_b\n",
        printed(with(graph, "h_W", Map.of("value", ones))));
  }

  @Test
  void aCallIsWrittenWithWhatIsWiredIntoItNow() {
    Graph graph = Graphs.graph("x = input([1, 2])\nz = input([3, 4])\nh = dense(x, units=1)\n");
    Graph rewired =
        new Graph(
            "",
            graph.nodes(),
            graph.wires().stream()
                .map(w -> w.from().equals("x") ? new Wire("z", w.to(), w.port()) : w)
                .toList(),
            graph.groups(),
            graph.definitions());
    assertTrue(printed(rewired).endsWith("h = dense(z, units=1)\n"), printed(rewired));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "def f(a) = f(a) | 1 | 12 | f calls itself; a formula can use only those before it.",
        "def f(a) = a + zzz | 1 | 16 | Nothing is called zzz; define it in a line of its own.",
        "def f(alpha) = alpa^2 | 1 | 16 | Nothing is called alpa; did you mean alpha?",
        "def f(a, b) = a^2 | 1 | 5 | f does not use b; remove it.",
        "def f(a) = a | 1 | 12 | f would only repeat a.",
        "def f() = 2 | 1 | 7 | f needs a parameter, such as f(x).",
        "def f(a, a) = a | 1 | 10 | a is a parameter already; choose another name.",
        "def relu(a) = a * a | 1 | 5 | relu is an operation already; choose another name.",
        "def f(a) = a * param(1) | 1 | 16 | A formula works on its parameters alone; make the param in a line of its own and pass it.",
        "def f(a) = a * | 1 | 15 | A value was expected, not the end of the line.",
        "group a: | 1 | 1 | This group has no lines; indent those that belong to it.",
        "group a: b = 2 | 1 | 10 | What belongs to a group stands in the lines below it, indented.",
        "group 3: | 1 | 7 | The name of the group was expected, not 3.",
        "x = param(shape=[2], init=\"hee\") | 1 | 27 | init takes one of zeros, he, xavier, normal, uniform, not hee; did you mean he?",
        "x = dense(2, units=1) | 1 | 5 | dense needs a vector, but gets a single number. Write stack(x) to make it a vector.",
        "x = dense() | 1 | 5 | dense needs x: a vector.",
        "x = dense([1, 2], units=0) | 1 | 5 | The setting \"units\" of Dense layer takes a whole number from 1 to 100000, not 0.",
        "x = dens([1, 2]) | 1 | 5 | Nothing is called dens(…); did you mean dense?",
        "x = dense(relu(), units=2) | 1 | 5 | dense must know the shape of x to make its weights, and what is passed has none yet; mend that first.",
      })
  void aMistakeIsToldWithItsPlace(String text, int line, int column, String message) {
    Parsed parsed = Parser.parse(text, Library.standard());
    assertNull(parsed.graph());
    Problem problem = parsed.problems().get(0);
    assertEquals(message, problem.message());
    assertEquals(line, problem.line());
    assertEquals(column, problem.column());
    assertEquals(1, parsed.problems().size());
  }

  @Test
  void aFormulaIsCalledWithAsManyValuesAsItHasParameters() {
    Parsed parsed =
        Parser.parse(
            "def f(a, b) = a * b\nx = f(1)\ny = ff(2)\nz = x + y\nh = 2\nh_W = 1\n",
            Library.standard());
    assertEquals(
        List.of("f takes 2 values (a, b), not 1.", "Nothing is called ff(…); did you mean f?"),
        parsed.problems().stream().map(Problem::message).toList());
  }

  @Test
  void whatFailsOnlyForAnEarlierLineIsNotReportedAgain() {
    Parsed parsed =
        Parser.parse("def f(a) = a +\nx = f(2) * 3\ny = x + 1\nz = reluu(y)\n", Library.standard());
    assertNull(parsed.graph());
    assertEquals(List.of(1, 4), parsed.problems().stream().map(Problem::line).toList());
  }

  @Test
  void namesWithinALayerAreTakenToo() {
    Parsed parsed = Parser.parse("h_W = 1\nh = dense([1, 2], units=1)\n", Library.standard());
    assertEquals(
        "h_W is defined a second time; choose another name.", parsed.problems().get(0).message());
  }

  @Test
  void aFormulaCapturesNoName() {
    Graphs.Run run =
        Graphs.run("def f(a) = a * a + 1\na = input(5)\nx = input(3)\nloss = f(x) + a\n");
    assertEquals(15, run.value("loss"));
    assertEquals(6, run.gradient("x"));
    assertEquals(1, run.gradient("a"));
  }

  @Test
  void formulasThatExplodeAreRefused() {
    StringBuilder text = new StringBuilder("def f0(a) = a + a\n");
    for (int i = 1; i < 14; i++) {
      text.append("def f").append(i).append("(a) = ");
      text.append("f" + (i - 1) + "(a) + f" + (i - 1) + "(a)\n".replace("\n", ""));
      text.append('\n');
    }
    text.append("x = input(1)\ny = f13(x) + f13(x)\n");
    Parsed parsed = Parser.parse(text.toString(), Library.standard());
    assertNull(parsed.graph());
    assertTrue(parsed.problems().get(0).message().contains("more than 20000 nodes"));
    StringBuilder deep = new StringBuilder("def g0(a) = -a\n");
    for (int i = 1; i < 30; i++) {
      deep.append("def g").append(i).append("(a) = g").append(i - 1).append("(a)\n");
    }
    assertTrue(
        Parser.parse(deep.toString(), Library.standard())
            .problems()
            .get(0)
            .message()
            .contains("16 deep"));
  }

  @Test
  void deepPowersAreRefusedAndNotRunInto() {
    Parsed parsed = Parser.parse("x = 2" + "^2".repeat(100_000), Library.standard());
    assertEquals("syntax", parsed.problems().get(0).code());
    assertEquals(10_001, Graphs.graph("x = 1" + " + 1".repeat(5_000)).nodes().size());
  }

  @Test
  void randomTextsSurviveBothWays() throws DocumentException {
    int seed = 20_261_121;
    Generator random = new Generator(seed, 0);
    for (int round = 0; round < 200; round++) {
      String text = new RandomText(random).write();
      Graph graph = Graphs.graph(text);
      String printed = printed(graph);
      Graph again = Graphs.graph(printed);
      assertEquals(graph, GraphCodec.read(GraphCodec.write(graph)));
      assertEquals(List.of(), GroupCheck.problems(graph));
      assertEquals(printed, printed(again), "seed " + seed + " round " + round);
      assertEquals(graph, again, "seed " + seed + " round " + round + "\n" + text + "\n" + printed);
    }
  }

  @Test
  void nothingThatIsTypedThrows() {
    String[] pieces = {
      "x",
      "=",
      "def ",
      "group ",
      "(",
      ")",
      ":",
      "\n",
      "\n  ",
      "a",
      ",",
      "dense",
      "swish",
      "mlp",
      "units=",
      "3",
      "[",
      "]",
      "\"relu\"",
      " + ",
      "@",
      "neuron",
      "^",
      "-",
      "param",
      "'",
      "#",
      "conv_block",
      "activation=",
      "sigmoid(x)",
      "h = "
    };
    int seed = 7;
    Generator random = new Generator(seed, 0);
    for (int round = 0; round < 10_000; round++) {
      StringBuilder text =
          new StringBuilder("def swish(a, b) = a * sigmoid(b)\nx = input([1, 2])\n");
      int length = random.nextInt(25);
      for (int i = 0; i < length; i++) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      Parsed parsed = Parser.parse(text.toString(), Library.standard());
      Graph graph = parsed.graph();
      if (graph == null) {
        assertFalse(parsed.problems().isEmpty(), "seed " + seed + " round " + round);
      } else {
        assertEquals(graph, Graphs.graph(printed(graph)), "seed " + seed + "\n" + text);
      }
    }
  }

  /** A document as a canvas leaves it: other ids, another order, groups around anything. */
  private static Graph scattered(Graph graph, Generator random) {
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      boolean named = node.name() != null && random.nextInt(4) > 0;
      nodes.add(
          random.nextInt(nodes.size() + 1),
          new Node("#" + node.id(), node.op(), named ? node.name() : null, node.settings(), null));
    }
    List<Group> groups = new ArrayList<>();
    for (Group group : graph.groups()) {
      List<String> members = group.members().stream().map(id -> "#" + id).toList();
      groups.add(group.withMembers(members));
    }
    for (int i = 0; i < 3; i++) {
      List<String> members =
          nodes.stream().map(Node::id).filter(id -> random.nextInt(3) == 0).toList();
      String parent =
          groups.isEmpty() || i == 0 ? null : groups.get(random.nextInt(groups.size())).id();
      groups.add(Group.plain("#" + i, i == 0 ? "a \"b\"" : "a", members, parent));
    }
    List<Wire> wires = new ArrayList<>();
    graph.wires().forEach(w -> wires.add(new Wire("#" + w.from(), "#" + w.to(), w.port())));
    return new Graph("", nodes, wires, groups, graph.definitions());
  }

  @Test
  void anyDocumentPrintsToTextThatReadsBackAndStaysThatWay() {
    int seed = 20_261_122;
    Generator random = new Generator(seed, 0);
    for (int round = 0; round < 100; round++) {
      Graph graph = scattered(Graphs.graph(new RandomText(random).write()), random);
      String printed = printed(graph);
      Parsed parsed = Parser.parse(printed, Library.standard());
      String context = "seed " + seed + " round " + round + "\n" + printed;
      assertEquals(List.of(), parsed.problems(), context);
      assertEquals(graph.nodes().size(), parsed.graph().nodes().size(), context);
      assertEquals(graph.wires().size(), parsed.graph().wires().size(), context);
      String again = printed(parsed.graph());
      assertEquals(again, printed(Graphs.graph(again)), context);
      assertEquals(printed, again, context);
    }
  }

  private static Map<String, Tensor> values(Graph graph) {
    Evaluation run = Evaluation.run(Compiler.compile(graph, Library.standard()), Map.of());
    Map<String, Tensor> values = new HashMap<>();
    for (int i = 0; i < run.plan().steps().size(); i++) {
      values.put(run.plan().steps().get(i).node().label(), run.value(i));
    }
    return values;
  }

  @Test
  void theLensLeavesEveryValueOutsideTheLayerAsItWas() {
    int seed = 20_261_123;
    Generator random = new Generator(seed, 0);
    int shown = 0;
    for (int round = 0; round < 40; round++) {
      Graph graph = Graphs.graph(new RandomText(random).write());
      String text = printed(graph);
      for (Group group : graph.groups()) {
        try {
          Graph parts = Lens.show(graph, group.id(), Lens.Grain.SCALAR, Library.standard());
          shown++;
          String context = "seed " + seed + " round " + round + " " + group + "\n" + text;
          assertEquals(List.of(), GroupCheck.problems(parts), context);
          Map<String, Tensor> after = values(parts);
          values(graph)
              .forEach(
                  (name, value) -> {
                    Tensor other = after.get(name);
                    if (other != null && graph.node(name) != null && parts.node(name) != null) {
                      boolean inner = name.contains(".");
                      assertTrue(
                          inner || Arrays.equals(value.toArray(), other.toArray()), context + name);
                    }
                  });
          Graph back = Lens.show(parts, group.id(), Lens.Grain.LAYER, Library.standard());
          assertEquals(text, printed(back), context);
        } catch (ProblemException e) {
          assertEquals("no_lens", e.problems().get(0).code());
        }
      }
    }
    assertTrue(shown > 30, shown + " layers were shown");
  }
}
