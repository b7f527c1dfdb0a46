package org.chainrule.engine.lesson;

import java.util.List;
import org.chainrule.engine.graph.Graph;
import org.chainrule.engine.graph.GraphCodec;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.text.Parsed;
import org.chainrule.engine.text.Parser;

/** A lesson as JSON for whoever shows it, without what would give an answer away. */
final class LessonJson {
  private LessonJson() {}

  static String write(Lesson lesson) {
    JsonWriter out = new JsonWriter();
    out.beginObject().key("title").value(lesson.title());
    out.key("summary").value(lesson.summary());
    names(out.key("covers"), lesson.covers());
    out.key("steps").beginArray();
    for (Lesson.Step step : lesson.steps()) {
      step(out, lesson.title(), step);
    }
    return out.endArray().endObject().toString();
  }

  private static void step(JsonWriter out, String lesson, Lesson.Step step) {
    out.beginObject().key("title").value(step.title()).key("text").value(step.text());
    out.key("document").raw(GraphCodec.write(titled(lesson, step)));
    names(out.key("focus"), step.focus());
    out.key("panel").value(step.panel()).key("cover").beginArray();
    for (String cover : step.cover()) {
      Target target = Target.read(cover);
      if (target != null) {
        out.beginObject()
            .key("figure")
            .value(target.kind() == Target.Kind.VALUE ? "value" : "gradient");
        out.key("node").value(target.node()).endObject();
      }
    }
    out.endArray().key("exercises").beginArray();
    step.exercises().forEach(exercise -> exercise(out, exercise));
    out.endArray().endObject();
  }

  private static Graph titled(String lesson, Lesson.Step step) {
    Parsed parsed = Parser.parse(step.graph(), Library.standard());
    Graph graph = parsed.graph();
    if (graph == null) {
      throw new IllegalArgumentException(
          "The graph of \""
              + step.title()
              + "\" cannot be read: "
              + parsed.problems().get(0).message());
    }
    String title = lesson + ": " + step.title();
    return new Graph(title, graph.nodes(), graph.wires(), graph.groups(), graph.definitions());
  }

  private static void exercise(JsonWriter out, Exercise exercise) {
    out.beginObject().key("question").value(exercise.question());
    out.key("because").value(exercise.because()).key("kind").value(kind(exercise));
    if (exercise instanceof Exercise.Computed computed) {
      uncovers(out, computed.target());
    }
    if (exercise instanceof Exercise.Choice choice) {
      names(out.key("options"), choice.options().stream().map(Exercise.Option::text).toList());
    }
    out.endObject();
  }

  /** The figure that the answer is, which is shown once it has been given. */
  private static void uncovers(JsonWriter out, Target target) {
    if (target.kind() == Target.Kind.VALUE || target.kind() == Target.Kind.GRADIENT) {
      out.key("uncovers").beginObject();
      out.key("figure").value(target.kind() == Target.Kind.VALUE ? "value" : "gradient");
      out.key("node").value(target.node()).endObject();
    }
  }

  private static String kind(Exercise exercise) {
    if (exercise instanceof Exercise.Computed computed) {
      return switch (computed.target().kind()) {
        case DIRECTION -> "direction";
        case SHAPE -> "shape";
        default -> "number";
      };
    }
    if (exercise instanceof Exercise.Choice) {
      return "choice";
    }
    if (exercise instanceof Exercise.Formula) {
      return "formula";
    }
    if (exercise instanceof Exercise.Pick) {
      return "pick";
    }
    return exercise instanceof Exercise.Reach ? "reach" : "build";
  }

  private static void names(JsonWriter out, List<String> names) {
    out.beginArray();
    names.forEach(out::value);
    out.endArray();
  }
}
