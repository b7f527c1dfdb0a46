package org.chainrule.engine.quiz;

/** What a person who makes this slip would answer. */
record Candidate(double value, Diagnosis diagnosis) {}
