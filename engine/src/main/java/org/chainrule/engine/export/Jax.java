package org.chainrule.engine.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.op.Catalogue;
import org.chainrule.engine.op.OpInfo;
import org.chainrule.engine.op.Role;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A graph as a pure function in JAX, with its example, its expected numbers and a training loop.
 */
final class Jax extends Dialect {
  private static final Map<String, String> OPTIMIZERS =
      Map.of(
          "momentum", "sgd($, momentum=0.9)",
          "nesterov", "sgd($, momentum=0.9, nesterov=True)",
          "adagrad", "adagrad($, initial_accumulator_value=0, eps=1e-10)",
          "rmsprop", "rmsprop($, decay=0.99, eps=1e-8)",
          "adam", "adam($)",
          "adamw", "adamw($, weight_decay=0.01)");

  private Jax(Script script) {
    super(script);
  }

  /**
   * The script.
   *
   * @throws ProblemException where the graph does not run
   */
  static String write(Graph graph, Catalogue catalogue, Optimization optimization)
      throws ProblemException {
    Jax jax = new Jax(Script.of(graph, catalogue));
    String optax = OPTIMIZERS.get(optimization.optimizer());
    jax.head(optax != null && jax.script.learns());
    jax.parameters();
    jax.model();
    jax.data();
    jax.line(0, "");
    jax.checks();
    if (jax.script.learns()) {
      jax.training(optimization, optax);
    }
    return jax.out.toString();
  }

  private void head(boolean optax) {
    line(0, Prose.docstring(script.title(), "JAX"));
    line(0, "");
    line(0, "import jax");
    line(0, "import jax.numpy as jnp");
    line(0, "import numpy as np");
    if (optax) {
      line(0, "import optax");
    }
    line(0, "");
    line(0, "jax.config.update(\"jax_enable_x64\", True)");
    line(0, "");
    for (int constant : script.sources(Role.CONSTANT)) {
      line(0, script.name(constant) + " = " + array(script.value(constant), ""));
    }
  }

  private static String array(@Nullable Tensor value, String indent) {
    return value == null ? "None" : "jnp.array(" + Python.literal(value, indent) + ")";
  }

  private void parameters() {
    line(0, "params = {");
    for (int parameter : script.sources(Role.PARAMETER)) {
      line(1, "\"" + script.name(parameter) + "\": " + initial(parameter) + ",");
    }
    line(0, "}");
    line(0, "");
    line(0, "");
  }

  @Override
  String ops() {
    return "jnp";
  }

  @Override
  String literal(Tensor value) {
    return array(value, "    ");
  }

  @Override
  String normal(int parameter, String size) {
    return "jax.random.normal(jax.random.key(" + parameter + "), " + size + ")";
  }

  @Override
  String symmetric(int parameter, String size) {
    return "jax.random.uniform(jax.random.key("
        + parameter
        + "), "
        + size
        + ", minval=-1, maxval=1)";
  }

  private void model() {
    List<String> arguments = Prose.with("params", Prose.names(script, script.data()));
    line(0, "def model(" + String.join(", ", arguments) + ", bump={}):");
    line(1, "\"\"\"Every named value; a bump is added to the value of its name.\"\"\"");
    List<Script.Line> lines =
        script.lines(
            OpInfo.Templates::jax,
            source ->
                script.step(source).op().info().role() == Role.PARAMETER
                    ? "params[\"" + script.name(source) + "\"]"
                    : script.name(source));
    for (Script.Line value : lines) {
      String bump = value.named() ? " + bump.get(\"" + value.name() + "\", 0)" : "";
      line(1, value.name() + " = " + value.expression() + bump);
    }
    line(1, "return " + Prose.dictionary(lines, 1));
    line(0, "");
    line(0, "");
  }

  @Override
  String datum(int source, boolean batch) {
    int classes = script.classes(source);
    Tensor value = script.value(source);
    if (batch) {
      String size = Python.tuple(script.step(source).shape().prepend(Prose.BATCH).dims());
      String key = "(jax.random.key(" + (1000 + source) + "), " + size;
      return classes > 0
          ? "jax.random.randint" + key + ", 0, " + classes + ")"
          : "jax.random.uniform" + key + ")";
    }
    return classes > 0 && value != null
        ? "jnp.array(" + (long) value.item() + ")"
        : array(value, "    ");
  }

  private void checks() {
    if (!script.exact()) {
      return;
    }
    line(0, "# What the reference computed, to be reproduced to five digits.");
    line(0, "values = model(params, **example)");
    expected(script.values());
    line(0, "for name, number in expected.items():");
    line(1, "np.testing.assert_allclose(values[name], number, rtol=1e-5, atol=1e-9, err_msg=name)");
    List<Script.Expected> gradients = script.gradients();
    if (script.loss() >= 0 && !gradients.isEmpty()) {
      line(0, "");
      List<String> data = new ArrayList<>();
      script.data().stream()
          .filter(source -> script.classes(source) == 0)
          .forEach(source -> data.add("\"" + script.name(source) + "\""));
      line(0, "bump = {name: jnp.zeros_like(value) for name, value in values.items()}");
      line(0, "data = {name: example[name] for name in [" + String.join(", ", data) + "]}");
      line(0, "");
      line(0, "");
      line(0, "def loss_of(params, data, bump):");
      line(
          1,
          "return model(params, **{**example, **data}, bump=bump)[\""
              + script.name(script.loss())
              + "\"]");
      line(0, "");
      line(0, "");
      line(
          0,
          "by_params, by_data, by_value = jax.grad(loss_of, argnums=(0, 1, 2))(params, data, bump)");
      line(0, "gradients = {**by_params, **by_data, **by_value}");
      expected(gradients);
      line(0, "for name, number in expected.items():");
      line(
          1,
          "np.testing.assert_allclose(gradients[name], number, rtol=1e-5, atol=1e-9, err_msg=name)");
    }
    line(0, "print(\"All values and gradients are as expected.\")");
    line(0, "");
  }

  private void expected(List<Script.Expected> numbers) {
    line(0, "expected = {");
    for (Script.Expected each : numbers) {
      line(1, "\"" + each.name() + "\": " + Python.literal(each.number(), "    ") + ",");
    }
    line(0, "}");
  }

  private void training(Optimization optimization, @Nullable String optax) {
    String loss = "[\"" + script.name(script.loss()) + "\"]";
    line(0, "");
    line(0, "def objective(params):");
    if (batch()) {
      line(1, "# The model is written for one example; vmap lifts it to the minibatch.");
      line(1, "batched = jax.vmap(lambda example: model(params, **example)" + loss + ")");
      line(1, "return batched(example).mean()");
    } else {
      line(1, "return model(params, **example)" + loss);
    }
    line(0, "");
    line(0, "");
    String rate = Python.number(optimization.learningRate());
    if (optax != null) {
      line(0, "optimizer = optax." + optax.replace("$", rate));
      line(0, "state = optimizer.init(params)");
      line(0, "");
      line(0, "");
    }
    line(0, "@jax.jit");
    line(0, "def step(params" + (optax == null ? "" : ", state") + "):");
    line(1, "loss, gradients = jax.value_and_grad(objective)(params)");
    if (optax == null) {
      line(1, "return jax.tree.map(lambda p, g: p - " + rate + " * g, params, gradients), loss");
    } else {
      line(1, "updates, state = optimizer.update(gradients, state, params)");
      line(1, "return optax.apply_updates(params, updates), state, loss");
    }
    line(0, "");
    line(0, "");
    line(0, "for i in range(" + optimization.steps() + "):");
    line(
        1,
        optax == null
            ? "params, loss = step(params)"
            : "params, state, loss = step(params, state)");
    line(1, "if i % 10 == 0:");
    line(2, "print(f\"step {i}: loss {loss:.6g}\")");
  }
}
