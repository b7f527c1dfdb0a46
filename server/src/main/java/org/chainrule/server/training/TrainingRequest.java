package org.chainrule.server.training;

import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.train.TrainingSettings;
import org.chainrule.engine.train.TrainingSettingsJson;

/**
 * What to train, and how.
 *
 * @param digits what to learn of the data set {@value #MNIST}, the only one
 * @param settings how; epochs from 1 to {@value #MAX_EPOCHS}, and never ended early, since no
 *     examples are set apart to judge by
 * @param checkpointEvery steps between two checkpoints, at least; 0 to leave it open
 */
public record TrainingRequest(
    Graph graph, Digits digits, TrainingSettings settings, int checkpointEvery) {

  public static final String MNIST = "mnist";
  public static final int MAX_BATCH = TrainingSettings.MAX_BATCH;
  public static final int MAX_EPOCHS = 50;

  /** The settings alone, as JSON. */
  String settingsJson() {
    JsonWriter training = new JsonWriter();
    TrainingSettingsJson.write(training, settings);
    JsonWriter out = new JsonWriter().beginObject().key("dataset");
    digits.write(out);
    out.key("checkpointEvery").value(checkpointEvery);
    // The settings are an object of their own; its members go on after these.
    return out + "," + training.toString().substring(1);
  }
}
