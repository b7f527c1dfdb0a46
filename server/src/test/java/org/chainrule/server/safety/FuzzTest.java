package org.chainrule.server.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.chainrule.server.Answers;
import org.chainrule.server.Config;
import org.chainrule.server.SmallMnist;
import org.chainrule.server.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Whatever is posted")
class FuzzTest {

  private static final int ROUNDS = 10_000;
  private static final int CLIENTS = 4;

  /** The same at every build, so that no build fails for a stranger's bug. */
  private static final long SEED = Long.getLong("fuzz.seed", 1);

  @Test
  @Timeout(120)
  @DisplayName("ten thousand times is stored or refused in a sentence; never a failure or a hang")
  void neverFails(@TempDir Path data, @TempDir Path mnist) throws Exception {
    System.out.println("Fuzzing with -Dfuzz.seed=" + SEED);
    SmallMnist.write(mnist);
    Config config = Config.of(data).withMnist(mnist);
    try (TestServer server = new TestServer(config.withApi(config.api().withLimits(0, 0, 9)))) {
      ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
      List<Callable<int[]>> work = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        int first = client;
        work.add(() -> post(server, first));
      }
      int[] counts = new int[6];
      for (Future<int[]> each : clients.invokeAll(work)) {
        int[] some = each.get();
        for (int i = 0; i < counts.length; i++) {
          counts[i] += some[i];
        }
      }
      clients.shutdown();
      assertEquals(200, server.get("/api/health").statusCode());
      System.out.println("Stored " + counts[2] + ", refused " + counts[4] + ".");
      assertEquals(ROUNDS, counts[2] + counts[4]);
      assertTrue(counts[2] > ROUNDS / 20 && counts[4] > ROUNDS / 4, "both happen often");
    }
  }

  /** Posts every so many of the rounds; answers how often each class of status came. */
  private static int[] post(TestServer server, int first) throws Exception {
    int[] counts = new int[6];
    for (int round = first; round < ROUNDS; round += CLIENTS) {
      Hostile hostile = new Hostile(new Random(SEED * ROUNDS + round));
      Hostile.Posted posted = hostile.next();
      HttpResponse<String> answer =
          server
              .client()
              .send(
                  HttpRequest.newBuilder(server.uri(posted.path()))
                      .timeout(Duration.ofSeconds(20))
                      .POST(HttpRequest.BodyPublishers.ofByteArray(posted.body()))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      int status = answer.statusCode();
      String what =
          "seed "
              + SEED
              + ", round "
              + round
              + ": "
              + status
              + " "
              + posted.path()
              + "\n"
              + new String(posted.body(), StandardCharsets.UTF_8);
      assertTrue(status >= 200 && status < 500, what);
      if (status >= 400) {
        Answers.refused(status, answer);
      }
      counts[status / 100]++;
    }
    return counts;
  }
}
