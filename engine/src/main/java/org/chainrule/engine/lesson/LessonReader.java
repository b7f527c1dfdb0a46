package org.chainrule.engine.lesson;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.lesson.Exercise.Foreseen;
import org.chainrule.engine.lesson.Exercise.Option;
import org.jspecify.annotations.Nullable;

/**
 * Reads a lesson from its file: front matter, then a step below each {@code ##}. Form alone is
 * checked here; whether the questions fit the graph, the build checks by walking through.
 */
public final class LessonReader {
  private static final String FENCE = "```";

  private final List<String> lines;
  private int at;

  private LessonReader(String text) {
    lines = parts(text.replace("\r", ""), '\n');
  }

  /**
   * Reads a lesson.
   *
   * @throws LessonException at the first line that does not fit
   */
  public static Lesson read(String text) throws LessonException {
    return new LessonReader(text).lesson();
  }

  private @Nullable String peek() {
    return at < lines.size() ? lines.get(at) : null;
  }

  private String next() {
    return lines.get(at++);
  }

  private LessonException fault(String message) {
    return new LessonException(Math.min(at, lines.size()), message);
  }

  private Lesson lesson() throws LessonException {
    Map<String, String> front = front();
    List<Lesson.Step> steps = new ArrayList<>();
    skipBlank();
    String graph = "";
    while (peek() != null) {
      Lesson.Step step = step(graph);
      graph = step.graph();
      steps.add(step);
    }
    if (steps.isEmpty()) {
      throw fault("A lesson needs a step: a line that begins with ##.");
    }
    return new Lesson(
        need(front, "title"),
        words(front.getOrDefault("covers", "")),
        need(front, "summary"),
        steps);
  }

  private Map<String, String> front() throws LessonException {
    Map<String, String> front = new LinkedHashMap<>();
    if (!"---".equals(peek())) {
      at++;
      throw fault("A lesson begins with its title and summary between two lines of ---.");
    }
    at++;
    while (peek() != null) {
      String line = next();
      if (line.equals("---")) {
        return front;
      }
      int colon = line.indexOf(": ");
      if (colon < 0) {
        throw fault("Write the front matter as a word, a colon and its text: title: Two paths");
      }
      front.put(line.substring(0, colon), line.substring(colon + 2).trim());
    }
    throw fault("The front matter has no end: close it with a line of ---.");
  }

  private String need(Map<String, String> front, String key) throws LessonException {
    String value = front.get(key);
    if (value == null || value.isEmpty()) {
      throw new LessonException(1, "The front matter lacks \"" + key + "\".");
    }
    return value;
  }

  /** Parts a text at a character; String.split would bring regular expressions to the page. */
  static List<String> parts(String text, char at) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int to = text.indexOf(at); to >= 0; to = text.indexOf(at, from)) {
      parts.add(text.substring(from, to));
      from = to + 1;
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String word : parts(text, ',')) {
      if (!word.isBlank()) {
        words.add(word.trim());
      }
    }
    return words;
  }

  private void skipBlank() {
    while (at < lines.size() && lines.get(at).isBlank()) {
      at++;
    }
  }

  private Lesson.Step step(String before) throws LessonException {
    String heading = next();
    if (!heading.startsWith("## ")) {
      throw fault("A step begins with ## and its title.");
    }
    StringBuilder text = new StringBuilder();
    String graph = before;
    List<String> focus = List.of();
    List<String> cover = List.of();
    String panel = "";
    List<Exercise> exercises = new ArrayList<>();
    while (peek() != null && !lines.get(at).startsWith("## ")) {
      String line = next();
      if (line.equals(FENCE + "graph")) {
        graph = fenced();
      } else if (line.startsWith("focus: ")) {
        focus = words(line.substring(7));
      } else if (line.startsWith("cover: ")) {
        cover = words(line.substring(7));
      } else if (line.startsWith("panel: ")) {
        panel = line.substring(7).trim();
        if (!Lesson.PANELS.contains(panel)) {
          throw fault("A step can open one of these panels: " + String.join(", ", Lesson.PANELS));
        }
      } else if (line.startsWith("? ")) {
        exercises.add(exercise(line.substring(2).trim()));
      } else {
        text.append(line.stripTrailing()).append('\n');
      }
    }
    if (graph.isEmpty()) {
      throw fault("The first step needs a graph, between " + FENCE + "graph and " + FENCE + ".");
    }
    return new Lesson.Step(
        heading.substring(3).trim(),
        text.toString().strip(),
        graph,
        focus,
        cover,
        panel,
        exercises);
  }

  private String fenced() throws LessonException {
    StringBuilder text = new StringBuilder();
    while (peek() != null) {
      String line = next();
      if (line.equals(FENCE)) {
        return text.toString();
      }
      text.append(line).append('\n');
    }
    throw fault("The graph has no end: close it with " + FENCE + ".");
  }

  private Exercise exercise(String question) throws LessonException {
    String hint = "";
    String because = "";
    String answer = "";
    String fenced = "";
    List<Option> options = new ArrayList<>();
    List<Foreseen> wrong = new ArrayList<>();
    while (peek() != null && !lines.get(at).isBlank()) {
      String line = next();
      if (line.startsWith("= ")) {
        answer = line.substring(2).trim();
      } else if (line.startsWith("! ")) {
        wrong.add(foreseen(line.substring(2).trim()));
      } else if (line.startsWith("(x) ") || line.startsWith("( ) ")) {
        options.add(option(line));
      } else if (line.startsWith("hint: ")) {
        hint = line.substring(6).trim();
      } else if (line.startsWith("because: ")) {
        because = line.substring(9).trim();
      } else if (line.equals(FENCE + "graph")) {
        fenced = fenced();
      } else {
        throw fault(
            "A question goes on with = its answer, ! a wrong answer, (x) or ( ) an option, hint:"
                + " or because:, and ends with an empty line.");
      }
    }
    if (!options.isEmpty()) {
      if (options.stream().filter(Option::right).count() != 1) {
        throw fault("One of the options is right: mark it with (x).");
      }
      return new Exercise.Choice(question, hint, because, options);
    }
    return answered(question, hint, because, answer, fenced, wrong);
  }

  private Exercise answered(
      String question,
      String hint,
      String because,
      String answer,
      String fenced,
      List<Foreseen> wrong)
      throws LessonException {
    if (answer.startsWith("build ")) {
      if (fenced.isEmpty()) {
        throw fault("A graph to build needs one way to build it, as a graph between fences.");
      }
      return new Exercise.Build(question, hint, because, answer.substring(6).trim(), fenced);
    }
    if (answer.startsWith("reach ")) {
      Goal goal = Goal.read(answer.substring(6));
      if (goal == null || fenced.isEmpty()) {
        throw fault(
            "Write what is to be reached as: = reach |gradient w| > 0.1, and then a graph where it"
                + " is so.");
      }
      return new Exercise.Reach(question, hint, because, goal, fenced);
    }
    if (answer.startsWith("node ")) {
      return new Exercise.Pick(question, hint, because, words(answer.substring(5)), wrong);
    }
    if (answer.startsWith("formula ")) {
      int colon = answer.indexOf(" : ");
      Target target = colon < 0 ? null : Target.read(answer.substring(8, colon));
      if (target == null) {
        throw fault("Write a formula as: = formula gradient x : 2 * x");
      }
      String reference = answer.substring(colon + 3).trim();
      return new Exercise.Formula(question, hint, because, target, reference, wrong);
    }
    int bracket = answer.endsWith("]") ? answer.lastIndexOf(" [") : -1;
    Target target = Target.read(bracket < 0 ? answer : answer.substring(0, bracket));
    if (target == null) {
      throw fault(
          "The answer is value h, gradient W[1, 0], slope of y by x, contribution x to f,"
              + " direction of loss by w, shape W, formula, build, node or reach.");
    }
    String figure = bracket < 0 ? "" : answer.substring(bracket + 2, answer.length() - 1);
    return new Exercise.Computed(question, hint, because, target, figure, wrong);
  }

  private Foreseen foreseen(String text) throws LessonException {
    int told = text.indexOf(" :: ");
    if (told >= 0) {
      return new Foreseen(text.substring(0, told).trim(), text.substring(told + 4).trim());
    }
    int space = text.lastIndexOf(' ');
    if (space < 0) {
      throw fault(
          "Write a wrong number with its slip, and a wrong formula with :: and a sentence.");
    }
    return new Foreseen(text.substring(0, space).trim(), text.substring(space + 1));
  }

  private Option option(String line) throws LessonException {
    int told = line.indexOf(" :: ");
    if (told < 0) {
      throw fault("Say of each option why it is right or wrong, after ::.");
    }
    return new Option(
        line.startsWith("(x)"), line.substring(4, told).trim(), line.substring(told + 4).trim());
  }
}
