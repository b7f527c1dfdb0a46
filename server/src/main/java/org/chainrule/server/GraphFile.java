package org.chainrule.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chainrule.engine.export.OnnxReader;
import org.chainrule.engine.export.Weights;
import org.chainrule.engine.export.WeightsException;
import org.chainrule.engine.graph.DocumentException;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.GraphCodec;
import org.chainrule.engine.graph.Limits;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Problem;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.text.Parsed;
import org.chainrule.engine.text.Parser;

/** Reads a graph from a file or from standard input, in its textual form, as JSON or as ONNX. */
final class GraphFile {

  private GraphFile() {}

  /**
   * Reads a graph; {@code -} stands for standard input.
   *
   * @throws IOException when it cannot be read; the message is a sentence
   * @throws ProblemException when it is no graph
   */
  static Graph read(String file, InputStream standardInput) throws IOException, ProblemException {
    if (file.endsWith(".onnx")) {
      return model(file);
    }
    String text = text(file, standardInput);
    if (text.stripLeading().startsWith("{")) {
      try {
        return GraphCodec.read(text);
      } catch (DocumentException e) {
        throw new ProblemException(new Problem.Unreadable(String.valueOf(e.getMessage())));
      }
    }
    Parsed parsed = Parser.parse(text, Library.standard());
    Graph graph = parsed.graph();
    if (graph == null || !parsed.problems().isEmpty()) {
      throw new ProblemException(parsed.problems());
    }
    return graph;
  }

  /**
   * Gives a graph's parameters the weights of an .npz or JSON file, by name.
   *
   * @throws IOException when it cannot be read; the message is a sentence
   * @throws ProblemException when it holds no weights for this graph
   */
  static Graph withWeights(Graph graph, String file) throws IOException, ProblemException {
    try {
      return Weights.into(graph, Library.standard(), Weights.read(bytes(file, Weights.BYTES)));
    } catch (WeightsException e) {
      throw new ProblemException(new Problem.Unreadable(String.valueOf(e.getMessage())));
    }
  }

  private static byte[] bytes(String file, int limit) throws IOException {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return in.readNBytes(limit + 1);
    } catch (IOException e) {
      throw new IOException("The file " + file + " cannot be read: check its name.", e);
    }
  }

  private static Graph model(String file) throws IOException, ProblemException {
    try {
      return OnnxReader.read(bytes(file, Weights.BYTES), Library.standard());
    } catch (WeightsException e) {
      throw new ProblemException(new Problem.Unreadable(String.valueOf(e.getMessage())));
    }
  }

  private static String text(String file, InputStream standardInput) throws IOException {
    byte[] bytes =
        file.equals("-")
            ? standardInput.readNBytes(Limits.CHARACTERS + 1)
            : bytes(file, Limits.CHARACTERS);
    if (bytes.length > Limits.CHARACTERS) {
      throw new IOException("The graph is longer than 4 MB, the most that is read.");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
