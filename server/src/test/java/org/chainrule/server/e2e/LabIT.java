package org.chainrule.server.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FilePayload;
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
}
