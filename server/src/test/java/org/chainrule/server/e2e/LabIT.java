package org.chainrule.server.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FilePayload;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("In the training lab a person")
class LabIT extends Journey {
  private static final Pattern LEARNED = Pattern.compile("(9[5-9]|100)(\\.\\d)?%");
  private static final LocatorAssertions.HasTextOptions PATIENT =
      new LocatorAssertions.HasTextOptions().setTimeout(240_000);

  private Page open(String example) {
    Page page = playground().page();
    playground().openExample(example);
    page.getByTestId("drawer-training").click();
    assertThat(page.getByTestId("plane")).isVisible();
    assertThat(page.getByTestId("training-step")).hasText("0");
    return page;
  }

  @Test
  @DisplayName("trains the spiral to 95 %, goes back in time, forks and compares")
  void spiral() {
    Page page = open("Spiral: two arms to tell apart");
    page.getByTestId("train-local").click();
    assertThat(page.getByTestId("training-accuracy")).hasText(LEARNED, PATIENT);
    page.getByTestId("pause-local").click();
    assertThat(page.getByTestId("training-state")).hasText("Paused");
    String learned = page.getByTestId("training-loss").textContent();
    String step = page.getByTestId("training-step").textContent();

    page.getByTestId("scrub").fill("40");
    assertThat(page.getByTestId("training-step")).hasText("40");
    assertThat(page.getByTestId("training-loss"))
        .not()
        .hasText(learned, new LocatorAssertions.HasTextOptions());
    page.getByTestId("scrub").fill(step);
    assertThat(page.getByTestId("training-loss")).hasText(learned);

    page.getByTestId("scrub").fill("40");
    assertThat(page.getByTestId("training-step")).hasText("40");
    page.getByTestId("fork").click();
    page.locator(".forkDialog").getByTestId("optimizer").selectOption("sgd");
    page.getByTestId("fork-now").click();
    assertThat(page.getByTestId("training-state")).hasText("Paused, run B");
    page.getByTestId("epoch-local").click();
    assertThat(page.getByTestId("training-step")).not().hasText("40");
    assertThat(page.locator(".chart").first()).containsText("A train");
    assertThat(page.locator(".chart").first()).containsText("B train");
    page.getByTestId("run-A").click();
    assertThat(page.getByTestId("training-state")).hasText("Paused, run A");
  }

  @Test
  @DisplayName("steps, goes back and forks with the keyboard alone")
  void keyboard() {
    Page page = open("XOR: what one neuron cannot do");
    page.getByTestId("one-step").focus();
    page.keyboard().press("Enter");
    assertThat(page.getByTestId("training-step")).hasText("1");
    page.getByTestId("epoch-local").focus();
    page.keyboard().press("Space");
    assertThat(page.getByTestId("training-step")).not().hasText("1");
    page.getByTestId("scrub").focus();
    page.keyboard().press("Home");
    assertThat(page.getByTestId("training-step")).hasText("0");
    page.keyboard().press("ArrowRight");
    assertThat(page.getByTestId("training-step")).hasText("1");
    page.getByTestId("fork").focus();
    page.keyboard().press("Enter");
    page.getByTestId("fork-now").focus();
    page.keyboard().press("Enter");
    assertThat(page.getByTestId("training-state")).hasText("Paused, run B");
  }

  @Test
  @DisplayName("brings a table along, opens a graph that fits it and trains on it")
  void table() {
    Page page = playground().page();
    page.getByTestId("drawer-training").click();
    page.getByTestId("train-where-here").click();
    StringBuilder csv = new StringBuilder("length,width,kind\n");
    for (int i = 0; i < 60; i++) {
      boolean small = i % 2 == 0;
      double stray = i % 7 * 0.05;
      csv.append((small ? 1 : 3) + stray)
          .append(',')
          .append((small ? 0.5 : 2) - stray)
          .append(',')
          .append(small ? "wren\n" : "crow\n");
    }
    page.getByTestId("table-file")
        .setInputFiles(
            new FilePayload(
                "birds.csv", "text/csv", csv.toString().getBytes(StandardCharsets.UTF_8)));
    assertThat(page.getByTestId("column-kind")).hasValue("classes");
    page.getByTestId("use-table").click();
    assertThat(page.getByTestId("training-problems")).containsText("2 columns, length, width");
    page.getByTestId("fitting-graph").click();
    assertThat(page.getByTestId("training-step")).hasText("0");
    page.getByTestId("train-local").click();
    assertThat(page.getByTestId("training-accuracy")).hasText(LEARNED, PATIENT);
  }

  @Test
  @DisplayName("is told why a huge learning rate ends a run")
  void divergence() {
    Page page = playground().page();
    page.getByTestId("drawer-training").click();
    page.getByTestId("train-where-here").click();
    page.getByTestId("data-sine").click();
    assertThat(page.getByTestId("training-step")).hasText("0");
    page.getByTestId("optimizer").selectOption("sgd");
    page.getByTestId("learning-rate").fill("50");
    page.getByTestId("train-local").click();
    assertThat(page.getByTestId("training-state")).hasText("Diverged", PATIENT);
    assertThat(page.getByTestId("training-problems")).containsText("learning rate of 50");
    page.getByTestId("scrub").fill("0");
    assertThat(page.getByTestId("training-loss")).not().hasText("");
  }

  private static final LocatorAssertions.HasAttributeOptions LATER =
      new LocatorAssertions.HasAttributeOptions().setTimeout(120_000);

  @Test
  @DisplayName("sweeps over the learning rate and goes on with one of the runs")
  void sweep() {
    Page page = open("Spiral: two arms to tell apart");
    page.getByTestId("sweep-open").click();
    page.getByTestId("sweep-values").fill("0.01, 0.03, 1e");
    assertThat(page.getByTestId("sweep-run")).isDisabled();
    page.getByTestId("sweep-values").fill("0.01, 0.03");
    page.getByTestId("sweep-epochs").fill("3");
    page.getByTestId("sweep-run").click();
    assertThat(page.getByTestId("sweep")).hasAttribute("data-state", "over", LATER);
    assertThat(page.locator("[data-best]")).hasCount(1);
    page.getByTestId("sweep-continue-1").click();
    assertThat(page.getByTestId("training-step")).hasText("42");
    assertThat(page.getByTestId("learning-rate")).hasValue("0.03");
    page.getByTestId("one-step").click();
    assertThat(page.getByTestId("training-step")).hasText("43");
  }

  @Test
  @DisplayName("sweeps over a width with the keyboard alone, and undoes what it chose")
  void sweepByKeyboard() {
    Page page = open("Spiral: two arms to tell apart");
    page.getByTestId("sweep-open").focus();
    page.keyboard().press("Enter");
    page.getByTestId("sweep-axis").focus();
    page.keyboard().type("Width of h1");
    assertThat(page.getByTestId("sweep-values")).hasValue("2, 4, 8, 16, 32, 64");
    page.getByTestId("sweep-values").focus();
    page.keyboard().press("ControlOrMeta+a");
    page.keyboard().type("5, 6");
    page.keyboard().press("Tab");
    page.keyboard().type("1");
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(page.getByTestId("sweep")).hasAttribute("data-state", "over", LATER);
    page.getByTestId("sweep-continue-0").focus();
    page.keyboard().press("Enter");
    assertThat(page.getByTestId("training-step")).hasText("14");
    page.getByTestId("look-weights").focus();
    page.keyboard().press("Enter");
    assertThat(page.getByTestId("weights").locator("li")).hasCount(5);
    page.keyboard().press("ControlOrMeta+z");
    assertThat(page.getByTestId("training-step")).hasText("0");
    page.getByTestId("look-weights").focus();
    page.keyboard().press("Enter");
    assertThat(page.getByTestId("weights").locator("li")).hasCount(16);
  }

  /** An IDX file of bytes. */
  private static FilePayload idx(String name, int[] shape, byte[] entries) {
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * shape.length + entries.length);
    file.put((byte) 0).put((byte) 0).put((byte) 8).put((byte) shape.length);
    for (int length : shape) {
      file.putInt(length);
    }
    return new FilePayload(name, "application/octet-stream", file.put(entries).array());
  }

  @Test
  @DisplayName("brings images in IDX, sees what they are taken for and the mean over a minibatch")
  void images() {
    Page page = playground().page();
    page.getByTestId("drawer-training").click();
    page.getByTestId("train-where-here").click();
    byte[] pixels = new byte[60 * 16];
    byte[] classes = new byte[60];
    for (int i = 0; i < 60; i++) {
      classes[i] = (byte) (i % 2);
      for (int k = 0; k < 4; k++) {
        pixels[16 * i + (i % 2 == 0 ? 4 * k + 1 : 8 + k)] = (byte) 255;
      }
    }
    page.getByTestId("table-file").setInputFiles(idx("labels-idx1-ubyte", new int[] {60}, classes));
    assertThat(page.getByTestId("idx-half")).isVisible();
    page.getByTestId("table-file")
        .setInputFiles(idx("images-idx3-ubyte", new int[] {60, 4, 4}, pixels));
    page.getByTestId("fitting-graph").click();
    assertThat(page.getByTestId("training-step")).hasText("0");
    assertThat(page.getByTestId("images").locator("li")).hasCount(35);
    page.getByTestId("train-local").click();
    assertThat(page.getByTestId("training-accuracy")).hasText(LEARNED, PATIENT);
    page.getByTestId("images").locator("button").first().click();
    assertThat(page.getByTestId("example-shown")).containsText("of 60");
    page.getByTestId("batch-mean").click();
    assertThat(page.getByTestId("batch-note")).containsText("a minibatch of 16");
    page.getByTestId("drop-batch").click();
    assertThat(page.getByTestId("batch-note")).isHidden();

    page.reload();
    assertThat(page.getByTestId("data-images")).isVisible();
  }
}
