package org.chainrule.spark;

import java.io.Serializable;
import java.util.List;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.graph.DocumentException;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.GraphCodec;
import org.chainrule.engine.json.JsonException;
import org.chainrule.engine.json.JsonReader;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.train.TrainingSettings;
import org.chainrule.engine.train.TrainingSettingsJson;

/**
 * What is to be trained, on what and how, as text that every machine reads the same.
 *
 * @param document the graph as JSON
 * @param settingsJson in the form of {@link TrainingSettingsJson}
 * @param train what is learned from
 * @param test what is judged by in the end
 */
public record TrainingJob(
    String document, String settingsJson, ExampleSource train, ExampleSource test)
    implements Serializable {

  /** A job for a graph and settings at hand. */
  public static TrainingJob of(
      Graph graph, TrainingSettings settings, ExampleSource train, ExampleSource test) {
    JsonWriter out = new JsonWriter();
    TrainingSettingsJson.write(out, settings);
    return new TrainingJob(GraphCodec.write(graph), out.toString(), train, test);
  }

  Graph graph() throws ProblemException {
    try {
      return GraphCodec.read(document);
    } catch (DocumentException e) {
      throw new ProblemException(new Problem.Unreadable(String.valueOf(e.getMessage())));
    }
  }

  TrainingSettings settings() throws ProblemException {
    try {
      return TrainingSettingsJson.read(JsonReader.read(settingsJson), List.of());
    } catch (JsonException e) {
      throw new ProblemException(new Problem.Unreadable(String.valueOf(e.getMessage())));
    }
  }

  /** The graph made ready for minibatches of at most so many examples. */
  Program program(int batchSize) throws ProblemException {
    return Program.compile(
        Compiler.compile(graph(), Library.standard()), batchSize, settings().reduction());
  }
}
