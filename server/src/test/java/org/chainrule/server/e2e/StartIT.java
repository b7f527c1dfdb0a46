package org.chainrule.server.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.server.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A first visit")
@Timeout(120)
class StartIT {
  private static final int BUDGET = 400_000;

  /**
   * When the number of a weight stands there, ready to be dragged, in milliseconds from the start.
   */
  private static final String INTERACTIVE =
      """
      new Promise(resolve => {
        const look = () => document.querySelector('[data-node="w2"] [data-testid="value"]')
            ? requestAnimationFrame(() => resolve(performance.now())) : setTimeout(look, 4);
        look();
      })
      """;

  @Test
  @DisplayName("loads less than 400 kB with nothing in the cache, and tells how soon it stands")
  void cold(@TempDir Path data) {
    try (TestServer server = new TestServer(data);
        Chromium chromium = new Chromium()) {
      List<Double> times = new ArrayList<>();
      Visit visit = new Visit();
      for (int i = 0; i < 5; i++) {
        visit = visit(chromium.browser(), server.uri("/").toString());
        times.add(visit.interactive);
      }
      // Told, not judged: the best tells of the page, the others of what else the machine does.
      double best = times.stream().min(Double::compare).orElseThrow();
      System.out.printf(
          "First visit: %.1f kB, interactive after %.0f ms (%s)%n",
          visit.bytes() / 1000, best, times);
      assertTrue(visit.bytes() < BUDGET, "bytes on the way: " + visit.received);
    }
  }

  private static Visit visit(Browser browser, String url) {
    Visit visit = new Visit();
    try (BrowserContext context =
        browser.newContext(new Browser.NewContextOptions().setViewportSize(1440, 900))) {
      Page page = context.newPage();
      CDPSession network = context.newCDPSession(page);
      Map<String, String> urls = new HashMap<>();
      Map<String, Double> headers = new HashMap<>();
      network.on(
          "Network.responseReceived",
          event -> {
            JsonObject response = event.getAsJsonObject("response");
            urls.put(event.get("requestId").getAsString(), response.get("url").getAsString());
            // What has come until here are the headers.
            headers.put(
                event.get("requestId").getAsString(),
                response.get("encodedDataLength").getAsDouble());
          });
      network.on(
          "Network.loadingFinished",
          event ->
              visit.received.put(
                  urls.getOrDefault(event.get("requestId").getAsString(), "?"),
                  event.get("encodedDataLength").getAsDouble()
                      - headers.getOrDefault(event.get("requestId").getAsString(), 0.0)));
      network.send("Network.enable");
      page.navigate(url);
      visit.interactive = ((Number) page.evaluate(INTERACTIVE)).doubleValue();
      page.waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
    }
    return visit;
  }

  private static final class Visit {
    /** Bytes as they travelled, by address. */
    final Map<String, Double> received = new HashMap<>();

    double interactive;

    double bytes() {
      return received.values().stream().mapToDouble(Double::doubleValue).sum();
    }
  }
}
