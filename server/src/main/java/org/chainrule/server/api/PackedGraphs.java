package org.chainrule.server.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.chainrule.server.store.GraphStore;
import org.jspecify.annotations.Nullable;

/**
 * The documents that were last read, packed for the network: a graph that a class opens at once is
 * compressed once. A revision never changes, so none of these can be out of date. Thread-safe.
 */
final class PackedGraphs {

  private static final long MOST_BYTES = 32L << 20;

  /** What fits into one packet is not worth packing. */
  private static final int LEAST_BYTES = 1400;

  private final Map<Key, Packed> recent = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  private record Key(String id, int revision) {}

  /**
   * A document as bytes.
   *
   * @param gzip null where it would not be smaller
   */
  record Packed(byte[] plain, byte @Nullable [] gzip) {

    long size() {
      return plain.length + (gzip == null ? 0L : gzip.length);
    }
  }

  /** A revision, if it was read lately. */
  synchronized @Nullable Packed find(String id, int revision) {
    return recent.get(new Key(id, revision));
  }

  /**
   * Packs a revision and remembers it; those that were not read for the longest time make place.
   */
  Packed put(GraphStore.Stored graph) {
    Packed packed = pack(graph.document().getBytes(StandardCharsets.UTF_8));
    synchronized (this) {
      Packed before = recent.put(new Key(graph.id(), graph.revision()), packed);
      bytes += packed.size() - (before == null ? 0 : before.size());
      var oldest = recent.values().iterator();
      while (bytes > MOST_BYTES) {
        bytes -= oldest.next().size();
        oldest.remove();
      }
    }
    return packed;
  }

  private static Packed pack(byte[] plain) {
    if (plain.length < LEAST_BYTES) {
      return new Packed(plain, null);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 4);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException("memory is always writable", e);
    }
    return new Packed(plain, out.size() < plain.length ? out.toByteArray() : null);
  }
}
