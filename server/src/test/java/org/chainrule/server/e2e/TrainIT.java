package org.chainrule.server.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.BoundingBox;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A person trains a graph and")
class TrainIT extends Journey {
  private static final LocatorAssertions.HasTextOptions PATIENT =
      new LocatorAssertions.HasTextOptions().setTimeout(120_000);

  @Test
  @DisplayName(
      "on the server reads at least 94 % after an epoch of MNIST, then classifies digits in the browser")
  void mnist() {
    Page page = playground().page();
    playground().openExample("MNIST: handwritten digits");
    page.getByTestId("drawer-training").click();
    page.getByTestId("train-where-server").click();
    page.getByTestId("train-server").click();
    assertThat(page.getByTestId("test-accuracy"))
        .hasText(Pattern.compile("9[4-9]\\.\\d\\d%"), PATIENT);
    assertThat(page.getByTestId("trained-note")).isVisible();

    page.getByTestId("drawer-digits").click();
    int right = 0;
    for (int digit = 0; digit < 10; digit++) {
      page.getByTestId("next-digit").click();
      assertThat(page.getByTestId("digit-source")).hasText("test " + digit);
      assertThat(page.getByTestId("digit-prediction")).hasText(Pattern.compile("\\d"));
      right +=
          "true".equals(page.getByTestId("digit-prediction").getAttribute("data-right")) ? 1 : 0;
    }
    assertTrue(right >= 8, right + " of ten test digits right");
    assertThat(playground().node("loss")).hasAttribute("data-state", "evaluated");

    drawOne();
    assertThat(page.getByTestId("digit-prediction")).hasText("1");
  }

  /** Draws an upright stroke on the pad, as people write a one. */
  private void drawOne() {
    BoundingBox pad = playground().page().getByTestId("digit-pad").boundingBox();
    BoundingBox top = new BoundingBox();
    top.x = pad.x + pad.width * 0.52;
    top.y = pad.y + pad.height * 0.15;
    playground().drag(top, pad.x + pad.width * 0.48, pad.y + pad.height * 0.85);
  }

  @Test
  @DisplayName("can stop it before it is done")
  void cancel() {
    Page page = playground().page();
    playground().openExample("MNIST: handwritten digits");
    page.getByTestId("drawer-training").click();
    page.getByTestId("train-where-server").click();
    page.getByTestId("epochs").fill("50");
    page.getByTestId("train-server").click();
    page.getByTestId("cancel-training").click();
    assertThat(page.getByTestId("training-state"))
        .hasText(Pattern.compile("stopped|cancelled", Pattern.CASE_INSENSITIVE), PATIENT);
    assertThat(page.getByTestId("train-server")).isEnabled();
  }

  @Test
  @DisplayName("in the page takes the gradient step of the lecture and takes it back")
  void oneStepHere() {
    Page page = playground().page();
    page.getByTestId("drawer-training").click();
    page.getByTestId("train-where-here").click();
    page.getByTestId("one-step").click();
    assertThat(playground().value("yhat")).hasText("0.7178");
    assertThat(playground().value("loss")).hasText("0.07966");
    page.getByTestId("reset-local").click();
    assertThat(playground().value("loss")).hasText("0.36");
  }

  @Test
  @DisplayName("is told by name what the server cannot train")
  void refused() {
    Page page = playground().page();
    page.getByTestId("drawer-training").click();
    page.getByTestId("train-where-server").click();
    page.getByTestId("train-server").click();
    assertThat(page.getByTestId("training-problems"))
        .containsText(
            "x has shape [], but an image of this data set has [784]; set its shape to [784].");
    assertThat(playground().value("loss")).hasText("0.36");
    playground().complaints().removeIf(line -> line.contains("422"));
  }
}
