package org.chainrule.engine.lesson;

import java.util.List;

/** A question of a lesson. What is right is computed from the graph wherever it can be. */
public sealed interface Exercise {

  /** What is asked. */
  String question();

  /** Help short of the answer; may be empty. */
  String hint();

  /** What is said once it is answered; may be empty. */
  String because();

  /** An answer that people give who go wrong, and what to tell them, or the slip that shows. */
  record Foreseen(String answer, String told) {}

  /**
   * A number, a direction or a shape, computed by the engine.
   *
   * @param target what is asked for
   * @param figure the answer that the author expects, which the build compares; empty for none
   * @param wrong answers with the slip that has to be diagnosed
   */
  record Computed(
      String question,
      String hint,
      String because,
      Target target,
      String figure,
      List<Foreseen> wrong)
      implements Exercise {
    public Computed {
      wrong = List.copyOf(wrong);
    }
  }

  /** One of several answers; each is told why it is right or wrong. */
  record Choice(String question, String hint, String because, List<Option> options)
      implements Exercise {
    public Choice {
      options = List.copyOf(options);
    }
  }

  /** An answer to choose, and what to say of it. */
  record Option(boolean right, String text, String told) {}

  /**
   * A formula in the names of the graph, compared as a function.
   *
   * @param target the quantity that it has to equal
   * @param reference one way to write it
   * @param wrong formulas with what to tell the person
   */
  record Formula(
      String question,
      String hint,
      String because,
      Target target,
      String reference,
      List<Foreseen> wrong)
      implements Exercise {
    public Formula {
      wrong = List.copyOf(wrong);
    }
  }

  /**
   * A graph to build, compared as a function of its sources.
   *
   * @param output the name of the value that is compared
   * @param reference one way to build it, in the textual form
   */
  record Build(String question, String hint, String because, String output, String reference)
      implements Exercise {}

  /**
   * A node to find and select.
   *
   * @param nodes the names of those that are right; the first is shown as the answer
   * @param wrong others with what to tell the person
   */
  record Pick(
      String question, String hint, String because, List<String> nodes, List<Foreseen> wrong)
      implements Exercise {
    public Pick {
      nodes = List.copyOf(nodes);
      wrong = List.copyOf(wrong);
    }
  }

  /**
   * A graph to change until a number of it is as it shall be.
   *
   * @param goal what has to become true
   * @param reference one graph where it is, in the textual form
   */
  record Reach(String question, String hint, String because, Goal goal, String reference)
      implements Exercise {}
}
