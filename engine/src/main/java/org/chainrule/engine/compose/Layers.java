package org.chainrule.engine.compose;

import org.chainrule.engine.op.Setting;
import org.chainrule.engine.op.Settings;

/** What layers have in common: settings, and the lines made from them. */
final class Layers {
  private Layers() {}

  /** The activations a layer can end in; the first is the default. */
  static Setting activation(String name, String label, String summary, String initial) {
    String[] all = {
      "identity",
      "relu",
      "leaky_relu",
      "elu",
      "gelu",
      "silu",
      "tanh",
      "sigmoid",
      "softplus",
      "softmax"
    };
    String[] choices = new String[all.length];
    choices[0] = initial;
    int at = 1;
    for (String choice : all) {
      if (!choice.equals(initial)) {
        choices[at++] = choice;
      }
    }
    return Setting.choice(name, label, summary, choices);
  }

  /** How weights are drawn. */
  static Setting init(String initial, String... others) {
    String[] choices = new String[others.length + 1];
    choices[0] = initial;
    System.arraycopy(others, 0, choices, 1, others.length);
    return Setting.choice("init", "Initializer", "How the weights are drawn.", choices);
  }

  static Setting seed() {
    return Setting.integer(
        "seed", "Seed", 0, 0, Integer.MAX_VALUE, "Which random numbers are drawn.");
  }

  /** A parameter drawn as the settings say. */
  static String drawn(String shape, Settings settings) {
    return "param(shape="
        + shape
        + ", init=\""
        + settings.choice("init")
        + "\", seed="
        + settings.integer("seed")
        + ")";
  }

  /** An activation around a sum. */
  static String activated(String activation, String sum) {
    return activation.equals("identity") ? sum : activation + "(" + sum + ")";
  }
}
