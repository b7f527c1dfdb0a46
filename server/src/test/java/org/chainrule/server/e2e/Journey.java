package org.chainrule.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.chainrule.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One server and one browser for the journeys of a class; a fresh visitor for each. No journey may
 * make the browser complain.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(180)
abstract class Journey {
  private TestServer server;
  private Chromium chromium;
  private Playground playground;

  @BeforeAll
  void start(@TempDir Path data) {
    server = new TestServer(data);
    chromium = new Chromium();
  }

  @AfterAll
  void stop() {
    chromium.close();
    server.close();
  }

  @BeforeEach
  void open() {
    playground = visit("/");
  }

  @AfterEach
  void nothingWasComplainedAbout() {
    List<String> complaints = playground.complaints();
    playground.close();
    assertEquals(List.of(), complaints);
  }

  /** The page as the visitor of this journey has it open. */
  Playground playground() {
    return playground;
  }

  /** Another visitor, with a browser of their own; whoever asks closes it. */
  Playground visit(String path) {
    return new Playground(chromium.browser(), server.uri(path).toString());
  }

  Chromium chromium() {
    return chromium;
  }

  TestServer server() {
    return server;
  }
}
