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

/** A graph as a Keras 3 model on TensorFlow, with its example, its numbers and a training loop. */
final class Keras extends Dialect {
  private static final Map<String, String> OPTIMIZERS =
      Map.of(
          "sgd", "SGD(learning_rate=$)",
          "momentum", "SGD(learning_rate=$, momentum=0.9)",
          "nesterov", "SGD(learning_rate=$, momentum=0.9, nesterov=True)",
          "adagrad", "Adagrad(learning_rate=$, initial_accumulator_value=0, epsilon=1e-10)",
          "rmsprop", "RMSprop(learning_rate=$, rho=0.99, epsilon=1e-8)",
          "adam", "Adam(learning_rate=$, epsilon=1e-8)",
          "adamw", "AdamW(learning_rate=$, weight_decay=0.01, epsilon=1e-8)");

  private Keras(Script script) {
    super(script);
  }

  /**
   * The script.
   *
   * @throws ProblemException where the graph does not run
   */
  static String write(Graph graph, Catalogue catalogue, Optimization optimization)
      throws ProblemException {
    Keras keras = new Keras(Script.of(graph, catalogue));
    keras.head();
    keras.model();
    keras.data();
    keras.line(0, "model = Model()");
    keras.line(0, "");
    keras.checks();
    keras.training(optimization);
    return keras.out.toString();
  }

  private void head() {
    line(0, Prose.docstring(script.title(), "Keras"));
    line(0, "");
    line(0, "import os");
    line(0, "");
    line(0, "os.environ[\"KERAS_BACKEND\"] = \"tensorflow\"");
    line(0, "import keras");
    line(0, "import numpy as np");
    line(0, "import tensorflow as tf");
    line(0, "");
    line(0, "keras.config.set_floatx(\"float64\")");
    line(0, "keras.utils.set_random_seed(0)");
    line(0, "");
    for (int constant : script.sources(Role.CONSTANT)) {
      line(0, script.name(constant) + " = " + tensor(script.value(constant), ""));
    }
    line(0, "");
  }

  private static String tensor(@Nullable Tensor value, String indent) {
    return value == null
        ? "None"
        : "keras.ops.convert_to_tensor(" + Python.literal(value, indent) + ", \"float64\")";
  }

  private void model() {
    line(0, "class Model(keras.Model):");
    line(1, "def __init__(self):");
    line(2, "super().__init__()");
    for (int parameter : script.sources(Role.PARAMETER)) {
      String name = script.name(parameter);
      String shape = Python.tuple(script.step(parameter).shape().dims());
      line(2, "self." + name + " = self.add_weight(shape=" + shape + ", name=\"" + name + "\")");
      line(2, "self." + name + ".assign(" + initial(parameter) + ")");
    }
    line(0, "");
    line(
        1,
        "def call("
            + String.join(", ", Prose.with("self", Prose.names(script, script.data())))
            + "):");
    for (int parameter : script.sources(Role.PARAMETER)) {
      line(
          2,
          script.name(parameter)
              + " = keras.ops.convert_to_tensor(self."
              + script.name(parameter)
              + ")");
    }
    List<Script.Line> lines = script.lines(OpInfo.Templates::keras, script::name);
    for (Script.Line value : lines) {
      line(2, value.name() + " = " + value.expression());
    }
    line(2, "return " + Prose.dictionary(lines, 2));
    line(0, "");
    line(0, "");
  }

  @Override
  String ops() {
    return "keras.ops";
  }

  @Override
  String literal(Tensor value) {
    return Python.literal(value, "        ");
  }

  @Override
  String normal(int parameter, String size) {
    return "keras.random.normal(" + size + ")";
  }

  @Override
  String symmetric(int parameter, String size) {
    return "keras.random.uniform(" + size + ", -1, 1)";
  }

  /** Keras wants an argument where a model is called as a function. */
  private String call() {
    return script.data().isEmpty() ? "model.call()" : "model(**example)";
  }

  @Override
  String datum(int source, boolean batch) {
    int classes = script.classes(source);
    Tensor value = script.value(source);
    if (batch) {
      String size = Python.tuple(script.step(source).shape().prepend(Prose.BATCH).dims());
      return classes > 0
          ? "keras.random.randint(" + size + ", 0, " + classes + ")"
          : "keras.random.uniform(" + size + ")";
    }
    return classes > 0 && value != null
        ? "keras.ops.convert_to_tensor(" + (long) value.item() + ")"
        : tensor(value, "    ");
  }

  private void checks() {
    if (!script.exact()) {
      return;
    }
    List<Script.Expected> gradients = script.gradients();
    boolean differentiates = script.loss() >= 0 && !gradients.isEmpty();
    line(0, "# What the reference computed, to be reproduced to five digits.");
    line(0, "with tf.GradientTape(persistent=True) as tape:");
    line(1, "tape.watch([value for value in example.values() if value.dtype.is_floating])");
    line(1, "values = " + call());
    expected(script.values());
    line(0, "for name, number in expected.items():");
    line(1, "np.testing.assert_allclose(values[name], number, rtol=1e-5, atol=1e-9, err_msg=name)");
    if (differentiates) {
      line(0, "");
      line(0, "weights = {weight.name: weight.value for weight in model.weights}");
      line(0, "everything = {**example, **weights, **values}");
      expected(gradients);
      line(0, "gradients = tape.gradient(");
      line(1, "values[\"" + script.name(script.loss()) + "\"],");
      line(1, "{name: everything[name] for name in expected},");
      line(0, ")");
      line(0, "for name, number in expected.items():");
      line(
          1,
          "# A value that no change reaches, such as an arg max, has no gradient in TensorFlow.");
      line(
          1,
          "gradient = number if gradients[name] is None else tf.convert_to_tensor(gradients[name])");
      line(1, "np.testing.assert_allclose(gradient, number, rtol=1e-5, atol=1e-9, err_msg=name)");
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

  private void training(Optimization optimization) {
    if (!script.learns()) {
      return;
    }
    String loss = "[\"" + script.name(script.loss()) + "\"]";
    String plain = String.valueOf(OPTIMIZERS.get("sgd"));
    String kind = OPTIMIZERS.getOrDefault(optimization.optimizer(), plain);
    String rate = Python.number(optimization.learningRate());
    line(0, "optimizer = keras.optimizers." + kind.replace("$", rate));
    line(0, "for step in range(" + optimization.steps() + "):");
    line(1, "with tf.GradientTape() as tape:");
    if (batch()) {
      line(2, "# The model is written for one example; vectorized_map lifts it to the minibatch.");
      line(
          2,
          "losses = tf.vectorized_map(lambda example: model.call(**example)" + loss + ", example)");
      line(2, "loss = tf.reduce_mean(losses)");
    } else {
      line(2, "loss = " + call() + loss);
    }
    line(1, "gradients = tape.gradient(loss, model.trainable_variables)");
    line(1, "optimizer.apply(gradients, model.trainable_variables)");
    line(1, "if step % 10 == 0:");
    line(2, "print(f\"step {step}: loss {float(loss):.6g}\")");
  }
}
