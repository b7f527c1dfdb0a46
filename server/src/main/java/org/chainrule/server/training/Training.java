package org.chainrule.server.training;

import org.chainrule.engine.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * A training run as others see it, live or from the store.
 *
 * @param progress JSON: id, state, figures, message and problems
 * @param history JSON: the curve so far
 */
public record Training(String id, State state, String progress, String history) {

  /**
   * What a follower knows already.
   *
   * @param version of the last update, or -1
   * @param reportVersion of the last report, or -1
   */
  public record Seen(long version, long reportVersion) {
    public static final Seen NOTHING = new Seen(-1, -1);
  }

  /**
   * The latest of a run.
   *
   * @param version another one with every change
   * @param progress JSON, as in {@link Training}
   * @param reportVersion another one with every report
   * @param report JSON: what the test examples say, or null where that is not known or not news
   */
  public record Update(
      long version, State state, String progress, long reportVersion, @Nullable String report) {}

  /** A run that was accepted; the token is the only copy of the right to cancel it. */
  public record Accepted(String id, String token) {}

  /** The one place that writes a run as a client reads it. */
  static String json(
      String id, State state, @Nullable String message, String problems, String figures) {
    JsonWriter out = new JsonWriter().beginObject().key("id").value(id);
    out.key("state").value(state.word()).key("message");
    if (message == null) {
      out.nullValue();
    } else {
      out.value(message);
    }
    String head = out.key("problems").raw(problems).toString();
    // The figures are an object of their own; its members go on where these end.
    return head + "," + figures.substring(1);
  }
}
