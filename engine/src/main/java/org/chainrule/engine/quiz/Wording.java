package org.chainrule.engine.quiz;

import java.util.Locale;
import org.chainrule.engine.plan.Plan;

/** What is said of an answer: every sentence of this room. */
final class Wording {
  static final String RIGHT = "Right.";
  static final String WRONG = "Not yet. Try again, or take a hint.";
  static final String NO_NUMBER = "Type a number, such as 0.25, -3 or 2/3.";
  static final String NO_SHAPE = "Type a shape, such as [2, 3]; a single number has the shape [].";
  static final String NO_DIRECTION = "Answer rise, fall or same.";
  static final String NOTHING_TO_ANSWER =
      "There is nothing to answer here: this figure is not known, or it is no finite number.";
  static final String TOO_ROUGH = "Right as far as it goes: give at least three digits.";
  static final String DECIMAL_POINT = "The digits are right, the decimal point is not.";
  static final String WRONG_SIGN = "The size is right, the sign is not.";
  static final String TRANSPOSED =
      "That is the entry of the transposed matrix: rows and columns are swapped.";
  static final String OTHER_ENTRY = "That is another entry of the same tensor: check the indices.";
  static final String TRANSPOSED_SHAPE = "The lengths are right, their order is not.";
  static final String RESHAPED = "So many numbers it holds, but arranged otherwise.";
  static final String ADDED_ALONG =
      "Along a path the derivatives are multiplied; only different paths are added.";
  static final String GRADIENT_FOR_VALUE =
      "That is the gradient, which flows backward; the value is asked for.";
  static final String VALUE_FOR_GRADIENT =
      "That is the value, which flows forward; the gradient is asked for.";
  static final String CONTRIBUTION_FOR_LOCAL =
      "That is already multiplied by the gradient that arrives from behind; the local derivative"
          + " alone is asked for.";

  private Wording() {}

  /** What a step is called in a sentence. */
  static String name(Plan.Step step) {
    String name = step.node().name();
    return name != null ? name : "the " + step.label().toLowerCase(Locale.ROOT) + " node";
  }

  /** At the start of a sentence; what has a name of its own keeps it as it is. */
  private static String capital(String name) {
    return name.startsWith("the ") ? "The" + name.substring(3) : name;
  }

  static String missedPath(String through) {
    return "A path is missing: the one through " + through + ". Add up every path to the loss.";
  }

  static String onePath(String through) {
    return "That is what comes along the path through "
        + through
        + " alone. There are more paths: add them up.";
  }

  static String multipliedPaths(String at) {
    return "The paths that meet at " + at + " are added, not multiplied.";
  }

  static String forgotMask(String at) {
    return capital(at) + " is flat here, so its slope is 0; you let the gradient through.";
  }

  static String forgotMaskForward(String at) {
    return capital(at) + " does not let its input through as it is: look at the sign of it.";
  }

  static String maskWhereNone(String at) {
    return capital(at) + " is not flat here: it lets the gradient through.";
  }

  static String forgotFactor(String factor, String at) {
    return "The factor " + factor + " is missing that the power rule puts in front at " + at + ".";
  }

  static String meanForSum(String at) {
    return capital(at) + " is a sum: do not divide by the number of its terms.";
  }

  static String sumForMean(String at) {
    return capital(at) + " is a mean: divide by the number of its terms.";
  }

  static String lostMinus(String at) {
    return "A minus got lost at " + at + ".";
  }

  static String ownFactor(String at) {
    return "The slope of a product by one factor is the other factor: look at " + at + ".";
  }

  static String skippedFunction(String at) {
    return "You passed the gradient through " + at + " unchanged: multiply by its slope.";
  }

  static String skippedForward(String at) {
    return "That leaves out " + at + ".";
  }

  static String valueForSlope(String at) {
    return "You multiplied by the value of " + at + "; its slope is needed.";
  }

  static String missedOperand(String at) {
    return "That is only one of the values that enter " + at + ".";
  }

  static String localOnly(String of) {
    return "That is the local derivative of "
        + of
        + " alone: multiply it by the gradient that arrives from behind.";
  }

  static String upstreamOnly(String of) {
    return "That is the gradient of "
        + of
        + ", which arrives: multiply it by the local derivative.";
  }

  static String otherOutput(String of, String loss) {
    return "That is the derivative of " + of + ", not of " + loss + ": start further back.";
  }

  static String wholeForPart(String of) {
    return "That is the whole gradient of " + of + "; this wire adds only a part of it.";
  }

  static String slopeForChange(String of) {
    return "That is the slope of " + of + " alone: multiply it by the step.";
  }

  static String resultForChange(String of) {
    return "That is " + of + " after the step; by how much it changes is asked for.";
  }

  static String direction(String of, double slope) {
    return slope == 0
        ? "To first order " + of + " stays where it is: the slope here is 0."
        : "The slope here is "
            + (slope > 0 ? "positive" : "negative")
            + ": a little more makes "
            + of
            + (slope > 0 ? " rise." : " fall.");
  }

  static final String HINT_GIVEN = "This value is not computed: it is given.";
  static final String HINT_LOSS =
      "The backward pass starts here: how does a value move with itself?";
  static final String HINT_SHAPE =
      "Count how many numbers there are along each axis, the outermost first.";

  static String hintGradient(String of, int uses) {
    return uses > 1
        ? capital(of)
            + " is used in "
            + uses
            + " places. At each, multiply the gradient that arrives by the local derivative; then"
            + " add them up."
        : "Multiply the gradient that arrives from behind by the local derivative with respect to "
            + of
            + ".";
  }

  static String hintLocal(String of, String by) {
    return "How fast does " + of + " move when only " + by + " moves, all else held still?";
  }

  static String hintContribution(String of) {
    return "Multiply the gradient of "
        + of
        + ", which arrives, by the local derivative on this wire.";
  }

  static String hintSlope(String of, String by) {
    return "Follow "
        + by
        + " forward: what does it push up, what down, until you reach "
        + of
        + "?";
  }
}
