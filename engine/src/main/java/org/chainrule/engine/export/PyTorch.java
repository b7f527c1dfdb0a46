package org.chainrule.engine.export;

import java.util.List;
import java.util.Map;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.op.Catalogue;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** A graph as a PyTorch module with its example, its expected numbers and a training loop. */
final class PyTorch extends Dialect {
  private static final Map<String, String> OPTIMIZERS =
      Map.of(
          "sgd", "SGD(model.parameters(), lr=$)",
          "momentum", "SGD(model.parameters(), lr=$, momentum=0.9)",
          "nesterov", "SGD(model.parameters(), lr=$, momentum=0.9, nesterov=True)",
          "adagrad", "Adagrad(model.parameters(), lr=$)",
          "rmsprop", "RMSprop(model.parameters(), lr=$)",
          "adam", "Adam(model.parameters(), lr=$)",
          "adamw", "AdamW(model.parameters(), lr=$, weight_decay=0.01)");

  private PyTorch(Script script) {
    super(script);
  }

  /**
   * The script.
   *
   * @throws ProblemException where the graph does not run
   */
  static String write(Graph graph, Catalogue catalogue, Optimization optimization)
      throws ProblemException {
    PyTorch torch = new PyTorch(Script.of(graph, catalogue));
    torch.head();
    torch.model();
    torch.data();
    torch.line(0, "model = Model()");
    torch.line(0, "");
    torch.checks();
    torch.training(optimization);
    return torch.out.toString();
  }

  private void head() {
    line(0, Prose.docstring(script.title(), "PyTorch"));
    line(0, "");
    line(0, "import torch");
    line(0, "import torch.nn.functional as F");
    line(0, "from torch import nn");
    line(0, "");
    line(0, "torch.set_default_dtype(torch.float64)");
    line(0, "torch.manual_seed(0)");
    line(0, "");
    List<Integer> constants = script.sources(Role.CONSTANT);
    for (int constant : constants) {
      line(0, script.name(constant) + " = " + tensor(script.value(constant), ""));
    }
    line(0, "");
  }

  private static String tensor(@Nullable Tensor value, String indent) {
    return value == null ? "None" : "torch.tensor(" + Python.literal(value, indent) + ")";
  }

  private void model() {
    if (!constantsEmpty()) {
      line(0, "");
    }
    line(0, "class Model(nn.Module):");
    line(1, "def __init__(self):");
    line(2, "super().__init__()");
    for (int parameter : script.sources(Role.PARAMETER)) {
      line(2, "self." + script.name(parameter) + " = nn.Parameter(" + initial(parameter) + ")");
    }
    line(0, "");
    line(
        1,
        "def forward("
            + String.join(", ", Prose.with("self", Prose.names(script, script.data())))
            + "):");
    List<Script.Line> lines = script.lines(OpInfo.Templates::torch, this::reference);
    for (Script.Line value : lines) {
      line(2, value.name() + " = " + value.expression());
    }
    line(2, "return " + Prose.dictionary(lines, 2));
    line(0, "");
    line(0, "");
  }

  private boolean constantsEmpty() {
    return script.sources(Role.CONSTANT).isEmpty();
  }

  private String reference(int source) {
    String name = script.name(source);
    return script.step(source).op().info().role() == Role.PARAMETER ? "self." + name : name;
  }

  @Override
  String ops() {
    return "torch";
  }

  @Override
  String literal(Tensor value) {
    return tensor(value, "        ");
  }

  @Override
  String normal(int parameter, String size) {
    return "torch.randn(" + size + ")";
  }

  @Override
  String symmetric(int parameter, String size) {
    return "(2 * torch.rand(" + size + ") - 1)";
  }

  @Override
  String datum(int source, boolean batch) {
    int classes = script.classes(source);
    int[] dims = script.step(source).shape().dims();
    int[] size = batch ? script.step(source).shape().prepend(Prose.BATCH).dims() : dims;
    if (batch) {
      return classes > 0
          ? "torch.randint(" + classes + ", " + Python.tuple(size) + ")"
          : "torch.rand(" + Python.tuple(size) + ")";
    }
    Tensor value = script.value(source);
    if (classes > 0 && value != null) {
      return "torch.tensor(" + (long) value.item() + ")";
    }
    return tensor(value, "    ") + ".requires_grad_()";
  }

  private void checks() {
    if (!script.exact()) {
      return;
    }
    line(0, "# What the reference computed, to be reproduced to five digits.");
    line(0, "model.eval()");
    line(0, "values = model(**example)");
    line(0, "expected = {");
    for (Script.Expected value : script.values()) {
      line(1, "\"" + value.name() + "\": " + Python.literal(value.number(), "    ") + ",");
    }
    line(0, "}");
    line(0, "for name, number in expected.items():");
    line(1, "torch.testing.assert_close(values[name], torch.tensor(number), rtol=1e-5, atol=1e-9)");
    List<Script.Expected> gradients = script.gradients();
    if (script.loss() >= 0 && !gradients.isEmpty()) {
      line(0, "");
      line(0, "everything = {**example, **dict(model.named_parameters()), **values}");
      line(0, "expected = {");
      for (Script.Expected gradient : gradients) {
        line(1, "\"" + gradient.name() + "\": " + Python.literal(gradient.number(), "    ") + ",");
      }
      line(0, "}");
      line(0, "# A value that no change reaches, such as an arg max, has no gradient in PyTorch.");
      line(0, "expected = {k: v for k, v in expected.items() if everything[k].requires_grad}");
      line(0, "gradients = torch.autograd.grad(");
      line(1, "values[\"" + script.name(script.loss()) + "\"],");
      line(1, "[everything[name] for name in expected],");
      line(1, "allow_unused=True,");
      line(1, "materialize_grads=True,");
      line(0, ")");
      line(0, "for (name, number), gradient in zip(expected.items(), gradients):");
      line(
          1,
          "torch.testing.assert_close(gradient, torch.tensor(number), rtol=1e-5, atol=1e-9, msg=name)");
    }
    line(0, "model.train()");
    line(0, "print(\"All values and gradients are as expected.\")");
    line(0, "");
  }

  private void training(Optimization optimization) {
    if (!script.learns()) {
      return;
    }
    boolean batch = script.data().stream().anyMatch(source -> script.value(source) == null);
    String loss = "[\"" + script.name(script.loss()) + "\"]";
    String call = "model(**example)" + loss;
    if (batch) {
      line(0, "# The model is written for one example; vmap lifts it to the minibatch.");
      line(
          0,
          "batched = torch.vmap(lambda example: model(**example)"
              + loss
              + ", randomness=\"different\")");
      call = "batched(example).mean()";
    }
    String plain = String.valueOf(OPTIMIZERS.get("sgd"));
    String kind = OPTIMIZERS.getOrDefault(optimization.optimizer(), plain);
    String rate = Python.number(optimization.learningRate());
    line(0, "optimizer = torch.optim." + kind.replace("$", rate));
    line(0, "for step in range(" + optimization.steps() + "):");
    line(1, "optimizer.zero_grad()");
    line(1, "loss = " + call);
    line(1, "loss.backward()");
    line(1, "optimizer.step()");
    line(1, "if step % 10 == 0:");
    line(2, "print(f\"step {step}: loss {loss.item():.6g}\")");
  }
}
