package org.chainrule.engine.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.graph.Node;
import org.chainrule.engine.graph.Value;
import org.chainrule.engine.op.Inferred;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Port;
import org.chainrule.engine.op.Settings;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.plan.SettingsReader;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.text.Token.Kind;

/** Adds the lines that a composite stands for, their names given that of the call in front. */
final class LayerExpansion {
  private final GraphBuilder builder;
  private final Vocabulary vocabulary;

  LayerExpansion(GraphBuilder builder, Vocabulary vocabulary) {
    this.builder = builder;
    this.vocabulary = vocabulary;
  }

  /** Adds the call's nodes in a group of its own and answers the id of its value, its name. */
  String add(
      Token at,
      Callee.Layer layer,
      Map<String, Value> settings,
      Map<String, String> inputs,
      String base)
      throws SyntaxException {
    OpInfo info = layer.info();
    List<Shape> shapes = shapes(at, info, inputs);
    List<Problem> problems = new ArrayList<>();
    Settings complete =
        SettingsReader.read(new Node(base, info.id(), null, settings, null), info, problems);
    if (!problems.isEmpty()) {
      throw new SyntaxException(at, problems.get(0).message());
    }
    Inferred.Misfit misfit = layer.composite().refusal(shapes, complete);
    if (misfit != null) {
      throw new SyntaxException(
          at,
          info.callName()
              + " needs "
              + misfit.expected()
              + ", but gets "
              + misfit.actual()
              + ". "
              + misfit.remedy());
    }
    builder.groups().open(info.id(), base, settings, inputs);
    try {
      lines(at, layer.composite().lines(shapes, complete), inputs, base);
    } catch (SyntaxException e) {
      throw e.problem().line() == 0 ? e : new SyntaxException(at, e.problem().message());
    }
    builder.groups().close(base);
    return base;
  }

  private List<Shape> shapes(Token at, OpInfo info, Map<String, String> inputs)
      throws SyntaxException {
    List<Shape> shapes = new ArrayList<>();
    for (Port port : info.ports()) {
      String input = inputs.get(port.name());
      if (input == null) {
        if (port.optional() && shapes.size() == inputs.size()) {
          return shapes;
        }
        throw new SyntaxException(
            at, info.callName() + " needs " + port.name() + ": " + port.summary() + ".");
      }
      Shape shape = builder.shape(input);
      if (shape == null) {
        throw new SyntaxException(
            at,
            info.callName()
                + " must know the shape of "
                + port.name()
                + " to make its weights, and what is passed has none yet; mend that first.");
      }
      shapes.add(shape);
    }
    return shapes;
  }

  private void lines(Token at, String text, Map<String, String> inputs, String base)
      throws SyntaxException {
    Tokens tokens = new Tokens(Lexer.read(text));
    Map<String, String> local = new LinkedHashMap<>(inputs);
    while (tokens.peek().kind() != Kind.END) {
      if (tokens.peek().kind() == Kind.NEWLINE) {
        tokens.take();
        continue;
      }
      String name = tokens.expectName("A name").text();
      tokens.expect("=");
      Expression expression = new ExpressionParser(tokens, vocabulary).read();
      boolean last = name.equals("out");
      String full = last ? base : base + "_" + name;
      builder.check(at, full);
      builder.lower(expression, new GraphBuilder.Frame(full, local, false, 0), full);
      if (!last) {
        builder.seed(full, full, null);
      }
      local.put(name, full);
    }
  }
}
