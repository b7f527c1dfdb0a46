package org.chainrule.server.training;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.chainrule.engine.train.Outcomes;
import org.chainrule.engine.train.Outcomes.Outcome;

/** What a model made of each test example, as one string of a bounded length an example. */
final class OutcomeCodec {

  private static final int BYTES = 2 * Integer.BYTES + 2 * Float.BYTES;

  private OutcomeCodec() {}

  /**
   * Writes what was judged.
   *
   * @param number the number of an example among all images
   */
  static String write(Outcomes outcomes, IntUnaryOperator number) {
    ByteBuffer out = ByteBuffer.allocate(outcomes.count() * BYTES);
    for (int i = 0; i < outcomes.count(); i++) {
      Outcome outcome = outcomes.get(i);
      out.putInt(number.applyAsInt(i));
      out.putShort((short) outcome.label()).putShort((short) outcome.predicted());
      out.putFloat((float) outcome.loss()).putFloat((float) outcome.confidence());
    }
    return Base64.getEncoder().encodeToString(out.array());
  }

  /** Reads what {@link #write} wrote; examples have their numbers among all images. */
  static List<Outcome> read(String text) {
    ByteBuffer in = ByteBuffer.wrap(Base64.getDecoder().decode(text));
    List<Outcome> outcomes = new ArrayList<>();
    while (in.remaining() >= BYTES) {
      int example = in.getInt();
      short label = in.getShort();
      short predicted = in.getShort();
      outcomes.add(new Outcome(example, label, predicted, in.getFloat(), in.getFloat()));
    }
    return outcomes;
  }
}
