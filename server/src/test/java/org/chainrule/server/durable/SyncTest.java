package org.chainrule.server.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.chainrule.server.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Looks at the system calls of a server, where there is strace and it may; that the setting is made
 * is shown by the tests of the store on every machine.
 */
@DisplayName("A server that has acknowledged a write")
@Timeout(120)
class SyncTest {

  private static final int WRITES = 10;

  @Test
  @DisplayName("has had the disk keep it: a sync for each commit")
  void syncs(@TempDir Path folder) throws Exception {
    Path trace = folder.resolve("trace");
    boolean traced = traceable(folder);
    List<String> under =
        traced
            ? List.of("strace", "-f", "-qq", "-e", "trace=fsync,fdatasync", "-o", trace + "")
            : List.of();
    try (ServerProcess server =
        ServerProcess.start(
            under, folder.resolve("log"), "--data", folder.resolve("data").toString())) {
      for (int i = 0; i < WRITES; i++) {
        long before = traced ? count(trace) : 0;
        assertEquals(
            201, server.send("POST", "/api/graphs", TestServer.body("a = " + i)).statusCode());
        assertTrue(!traced || count(trace) > before, "no sync between a request and its answer");
      }
    }
  }

  /** Syncs that have returned. */
  private static long count(Path trace) {
    try (Stream<String> lines = Files.lines(trace)) {
      return lines.filter(line -> line.matches(".*sync.*= 0.*")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean traceable(Path folder) throws InterruptedException {
    try {
      return new ProcessBuilder("strace", "-o", folder.resolve("try").toString(), "true")
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
