package org.chainrule.server.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.chainrule.server.Config;
import org.chainrule.server.SmallMnist;
import org.chainrule.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A person who has trained on the server")
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(240)
class RunIT {
  private static final LocatorAssertions.HasTextOptions PATIENT =
      new LocatorAssertions.HasTextOptions().setTimeout(60_000);
  private static final Pattern SHARE = Pattern.compile("[6-9]\\d\\.\\d\\d%");

  private TestServer server;
  private Chromium chromium;
  private String run;
  private Playground playground;
  private Page page;

  @BeforeAll
  void train(@TempDir Path data, @TempDir Path mnist) {
    SmallMnist.write(mnist);
    server = new TestServer(Config.of(data).withMnist(mnist).withQueue(4));
    chromium = new Chromium();
    String body = TestServer.body(TestServer.NETWORK, "\"epochs\":2", "\"checkpointEvery\":10");
    String id = TestServer.json(server.post("/api/trainings", body)).get("id").textValue();
    // The stream ends with the run.
    server.get("/api/trainings/" + id + "/events");
    run = "/runs/" + id;
  }

  @AfterAll
  void stop() {
    chromium.close();
    server.close();
  }

  @BeforeEach
  void open() {
    visit(run);
  }

  private void visit(String path) {
    playground = new Playground(chromium.browser(), server.uri(path).toString());
    page = playground.page();
  }

  @AfterEach
  void nothingWasComplainedAbout() {
    List<String> complaints = playground.complaints();
    playground.close();
    assertEquals(List.of(), complaints);
  }

  @Test
  @DisplayName("finds the run again from its link, on another machine and after a reload")
  void isAPlace() {
    assertThat(page.getByTestId("result-accuracy")).hasText(SHARE, PATIENT);
    assertThat(page.getByTestId("trained-note")).isVisible();
    String accuracy = page.getByTestId("result-accuracy").textContent();
    page.reload();
    assertThat(page.getByTestId("result-accuracy")).hasText(accuracy, PATIENT);
    assertThat(page).hasURL(Pattern.compile(".*" + run));
    playground.openExample("Two paths");
    assertThat(page).hasURL(server.uri("/").toString());
  }

  @Test
  @DisplayName("finds a run that is under way again after a reload, and it has gone on meanwhile")
  void survivesAReload() {
    page.navigate(server.uri("/").toString());
    playground.openExample("MNIST: handwritten digits");
    page.getByTestId("drawer-training").click();
    page.getByTestId("epochs").fill("50");
    page.getByTestId("train-server").click();
    assertThat(page.getByTestId("training-step")).hasText(Pattern.compile("[1-9]\\d*"), PATIENT);
    int before = Integer.parseInt(page.getByTestId("training-step").textContent());
    page.reload();
    assertThat(page.getByTestId("training-state"))
        .hasText(Pattern.compile("Training.*|Finished"), PATIENT);
    int after = Integer.parseInt(page.getByTestId("training-step").textContent());
    assertTrue(after >= before, after + " steps after " + before);
    if (page.getByTestId("cancel-training").isVisible()) {
      page.getByTestId("cancel-training").click();
      assertThat(page.getByTestId("training-state"))
          .hasText(Pattern.compile("Cancelled|Finished"), PATIENT);
    }
  }

  @Test
  @DisplayName("opens the images of a cell of the confusion matrix, and one of them on the canvas")
  void confusion() {
    Locator cell = mistakenCell();
    String count = cell.textContent();
    cell.click();
    assertThat(page.getByTestId("image-sheet")).containsText(count + " image");
    Locator images = page.getByTestId("image-sheet").locator("li button");
    assertThat(images).hasCount(Integer.parseInt(count));
    images.first().click();
    assertThat(page.getByTestId("run-scope")).isVisible();
    assertThat(page.getByTestId("microscope-reading")).hasAttribute("data-right", "false");
    assertThat(playground.node("loss")).hasAttribute("data-state", "evaluated");
    page.getByTestId("close-cell").click();
    assertThat(page.getByTestId("image-sheet")).containsText("Worst mistakes");
  }

  @Test
  @DisplayName("does the same by the keyboard alone: the arrows walk the matrix")
  void confusionByKeyboard() {
    Locator cell = mistakenCell();
    String name = cell.getAttribute("data-cell");
    page.locator("[data-cell=\"0-0\"]").focus();
    for (int i = 0; i < name.charAt(0) - '0'; i++) {
      page.keyboard().press("ArrowDown");
    }
    for (int i = 0; i < name.charAt(2) - '0'; i++) {
      page.keyboard().press("ArrowRight");
    }
    assertThat(cell).isFocused();
    page.keyboard().press("Enter");
    Locator first = page.getByTestId("image-sheet").locator("li button").first();
    assertThat(page.getByTestId("image-sheet")).containsText("read as");
    assertThat(cell).hasAttribute("aria-pressed", "true");
    first.focus();
    page.keyboard().press("Enter");
    assertThat(page.getByTestId("run-scope")).isVisible();
  }

  /** A cell beside the diagonal that is not empty. */
  private Locator mistakenCell() {
    assertThat(page.getByTestId("result-accuracy")).hasText(SHARE, PATIENT);
    return page.locator(".confusion-cell:not(.confusion-right):not([data-empty])").first();
  }

  @Test
  @DisplayName("scrubs through the checkpoints and pages through the images on the canvas")
  void microscope() {
    page.getByTestId("open-microscope").click();
    // Which image comes first depends on whether the results were there already.
    assertThat(page.getByTestId("image-index")).not().hasValue("");
    page.getByTestId("image-index").fill("0");
    page.keyboard().press("Enter");
    assertThat(page.getByTestId("image-index")).hasValue("0");
    assertThat(playground.node("loss")).hasAttribute("data-state", "evaluated");
    String trained = playground.value("loss").textContent();

    page.getByTestId("checkpoint").focus();
    page.keyboard().press("Home");
    assertThat(page.getByTestId("checkpoint-step")).hasText("step 0");
    assertThat(page.getByTestId("trained-note")).containsText("at step 0");
    assertNotEquals(trained, playground.value("loss").textContent());
    page.keyboard().press("ArrowRight");
    assertThat(page.getByTestId("checkpoint-step")).hasText("step 10");
    page.keyboard().press("End");
    assertThat(playground.value("loss")).hasText(trained);

    page.getByTestId("next-image").click();
    assertThat(page.getByTestId("image-index")).hasValue("1");
    page.getByTestId("image-index").fill("17");
    page.keyboard().press("Enter");
    assertThat(playground.value("y")).hasText("7");
    page.getByTestId("next-mistake").click();
    assertThat(page.getByTestId("microscope-reading")).hasAttribute("data-right", "false");
    page.getByTestId("microscope-split").selectOption("train");
    assertThat(page.getByTestId("microscope-reading")).isVisible();
    page.getByTestId("close-microscope").click();
    assertThat(page.getByTestId("run-scope")).hasCount(0);
  }

  @Test
  @DisplayName("draws a digit: it is read, with its evidence and its neighbours")
  void drawn() {
    page.getByTestId("drawer-digits").click();
    BoundingBox pad = page.getByTestId("digit-pad").boundingBox();
    BoundingBox top = new BoundingBox();
    top.x = pad.x + pad.width * 0.52;
    top.y = pad.y + pad.height * 0.15;
    playground.drag(top, pad.x + pad.width * 0.48, pad.y + pad.height * 0.85);
    assertThat(page.getByTestId("digit-prediction")).hasText("1");
    assertThat(page.getByTestId("evidence").locator("canvas").first()).isVisible();
    assertThat(page.getByTestId("similar").locator("li")).hasCount(8);
    assertThat(page.getByTestId("similar").locator("li b").first()).hasText("1");
  }

  @Test
  @DisplayName("is told where a link leads nowhere")
  void nowhere() {
    playground.close();
    visit("/runs/AAAAAAAAAAAA");
    assertThat(page.getByTestId("run-problem")).containsText("no training run");
    playground.complaints().removeIf(line -> line.contains("404"));
  }
}
