package org.chainrule.server.training;

import java.util.List;
import org.chainrule.engine.graph.DocumentException;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.GraphCodec;
import org.chainrule.engine.json.Json;
import org.chainrule.engine.json.JsonException;
import org.chainrule.engine.json.JsonReader;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.plan.ProblemException;
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

  /** Reads a request that was accepted and stored: what was written then is right. */
  static TrainingRequest read(String document, String settings) {
    try {
      Json json = JsonReader.read(settings);
      if (!(json instanceof Json.Obj all)) {
        throw new IllegalStateException("expected an object, got " + json.kind());
      }
      int every =
          all.members().get("checkpointEvery") instanceof Json.Num number
              ? (int) number.value()
              : 0;
      return new TrainingRequest(
          GraphCodec.read(document),
          Digits.read(all.members().get("dataset")),
          TrainingSettingsJson.read(json, List.of("dataset", "checkpointEvery")),
          every);
    } catch (DocumentException | JsonException | ProblemException e) {
      throw new IllegalStateException("expected what was stored here to be readable", e);
    }
  }
}
