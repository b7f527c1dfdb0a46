package org.chainrule.engine.quiz;

/**
 * What a wrong answer looks like.
 *
 * @param slip the kind of slip
 * @param sentence what went wrong, and where
 * @param tex the rule that was not followed, in TeX; empty where there is none to show
 */
public record Diagnosis(Slip slip, String sentence, String tex) {}
