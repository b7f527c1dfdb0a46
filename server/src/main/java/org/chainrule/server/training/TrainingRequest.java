package org.chainrule.server.training;

import org.chainrule.engine.device.BatchReduction;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.train.TrainingSettings;

/**
 * What to train, and how.
 *
 * @param digits what to learn of the data set {@value #MNIST}, the only one
 * @param optimizer the id of an optimizer in the engine's list
 * @param batchSize examples a step, from 1 to {@value #MAX_BATCH}
 * @param epochs passes over the training examples, from 1 to {@value #MAX_EPOCHS}
 * @param seed of the initial parameters and of the order of the examples
 * @param checkpointEvery steps between two checkpoints, at least; 0 to leave it open
 */
public record TrainingRequest(
    Graph graph,
    Digits digits,
    String optimizer,
    double learningRate,
    int batchSize,
    int epochs,
    int seed,
    int checkpointEvery) {

  public static final String MNIST = "mnist";
  public static final int MAX_BATCH = TrainingSettings.MAX_BATCH;
  public static final int MAX_EPOCHS = 50;

  /** How the engine is to train. */
  TrainingSettings settings() {
    return new TrainingSettings(
        optimizer, learningRate, batchSize, epochs, seed, BatchReduction.MEAN);
  }

  /** The settings alone, as JSON. */
  String settingsJson() {
    JsonWriter out = new JsonWriter().beginObject().key("dataset");
    digits.write(out);
    return out.key("optimizer")
        .beginObject()
        .key("name")
        .value(optimizer)
        .key("learningRate")
        .value(learningRate)
        .endObject()
        .key("batchSize")
        .value(batchSize)
        .key("epochs")
        .value(epochs)
        .key("seed")
        .value(seed)
        .key("checkpointEvery")
        .value(checkpointEvery)
        .endObject()
        .toString();
  }
}
