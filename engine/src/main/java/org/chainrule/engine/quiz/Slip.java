package org.chainrule.engine.quiz;

/** The slips that are known, those that say most first. */
public enum Slip {
  /** All paths but one, or one alone. */
  MISSED_PATH,
  /** Paths multiplied where they add up. */
  MULTIPLIED_PATHS,
  /** Passed on by a slope of 1 where it is 0. */
  FORGOT_MASK,
  /** Stopped where the slope is not 0. */
  MASK_WHERE_NONE,
  /** The factor that a power rule puts in front. */
  FORGOT_FACTOR,
  MEAN_FOR_SUM,
  SUM_FOR_MEAN,
  /** A minus of one operation on the way. */
  LOST_MINUS,
  /** Of a product the factor itself in place of the other one. */
  OWN_FACTOR,
  /** A function passed through as if it were not there. */
  SKIPPED_FUNCTION,
  /** The value of a function in place of its slope. */
  VALUE_FOR_SLOPE,
  /** One term or factor alone. */
  MISSED_OPERAND,
  /** The local derivative without what arrives from behind. */
  LOCAL_ONLY,
  /** What arrives from behind without the local derivative. */
  UPSTREAM_ONLY,
  /** The derivative of something before the loss. */
  OTHER_OUTPUT,
  /** Factors along a path that were added. */
  ADDED_ALONG,
  /** The gradient of a node for what one wire adds to it, or the other way round. */
  WHOLE_FOR_PART,
  /** The slope alone for the change that it predicts. */
  SLOPE_FOR_CHANGE,
  /** The new value in place of the change. */
  RESULT_FOR_CHANGE,
  VALUE_FOR_GRADIENT,
  GRADIENT_FOR_VALUE,
  WRONG_SIGN,
  TRANSPOSED,
  OTHER_ENTRY,
  /** As many numbers, otherwise arranged. */
  RESHAPED,
  /** The right digits and a decimal point that is off. */
  DECIMAL_POINT,
  /** Right as far as it goes. */
  TOO_ROUGH
}
