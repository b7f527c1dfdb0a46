package org.chainrule.server.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A person steps through the passes and")
class StepIT extends Journey {

  private Locator headline() {
    return playground().page().getByTestId("headline");
  }

  private Locator count() {
    return playground().page().getByTestId("step-count");
  }

  private Locator lines() {
    return playground().page().getByTestId("stop-line");
  }

  private void says(String tex) {
    assertThat(headline()).hasAttribute("data-tex", tex);
  }

  /** What stands beside the canvas of the path to w2: the four numbers of the slide, in order. */
  private void theFourNumbersStandInOrder() {
    List<String> found = new ArrayList<>();
    Pattern wanted =
        Pattern.compile(
            "(\\\\partial \\\\hat\\{y\\}\\}\\{\\\\partial h_2\\} = 0\\.1)"
                + "|(\\\\partial h_2\\}\\{\\\\partial w_2\\} = 2)");
    for (Locator line : playground().page().locator(".stopLine").all()) {
      String math = String.valueOf(line.locator(".stopLine-math annotation").first().textContent());
      if (math.contains("\\partial \\hat{y}} &= 2") && math.endsWith("-1.2 \\end{aligned}")) {
        found.add("-1.2");
      }
      Locator local = line.getByTestId("step-local");
      if (local.count() > 0) {
        var matcher = wanted.matcher(String.valueOf(local.getAttribute("data-tex")));
        if (matcher.find()) {
          found.add(matcher.group().replaceAll(".* = ", ""));
        }
      }
      if (math.contains("\\partial w_2} &=") && math.contains("= -0.24 ")) {
        found.add("-0.24");
      }
    }
    assertEquals(List.of("-1.2", "0.1", "2", "-0.24"), found);
  }

  @Test
  @DisplayName("reads the four numbers of the CS540 path in order, with the mouse")
  void fourNumbersWithTheMouse() {
    playground().page().getByTestId("steps-pill").click();
    assertThat(count()).hasText("Forward1 of 25");
    assertThat(playground().value("x")).hasText("2");
    assertThat(playground().value("yhat")).hasCount(0);
    assertThat(playground().gradient("w2")).hasCount(0);
    Locator on = playground().page().getByTestId("step-on");
    while (!"true".equals(on.getAttribute("aria-disabled"))) {
      on.click();
    }
    assertThat(count()).hasText("Backward25 of 25");
    assertThat(playground().gradient("w2")).hasText("-0.24");
    theFourNumbersStandInOrder();

    lines().nth(15).click();
    says("\\frac{\\partial \\ell}{\\partial h_2} = -1.2 \\cdot 0.1 = -0.12");
    assertThat(playground().gradient("h2")).hasText("-0.12");
    assertThat(playground().gradient("w2")).hasCount(0);
    assertThat(playground().node("h2")).hasAttribute("data-light", "backward");
    assertThat(playground().page().getByTestId("steps-panel")).containsText("step 13");
    playground().page().getByTestId("close-steps").click();
    assertThat(playground().gradient("w2")).hasText("-0.24");
    assertThat(playground().page().getByTestId("steps-panel")).hasCount(0);
  }

  @Test
  @DisplayName("reads the four numbers of the CS540 path in order, with the keyboard alone")
  void fourNumbersWithTheKeyboard() {
    playground().page().keyboard().press("p");
    assertThat(count()).hasText("Forward1 of 25");
    assertThat(playground().page().getByTestId("scrub")).isFocused();
    Locator said = playground().page().getByTestId("announcement");
    List<String> heard = new ArrayList<>();
    for (int i = 2; i <= 25; i++) {
      playground().page().keyboard().press("ArrowRight");
      assertThat(said).containsText("Step " + i + " of 25");
      heard.add(said.textContent().replaceAll("^Step \\d+ of 25, ", ""));
    }
    assertEquals(
        List.of(
            "backward pass. The gradient with respect to yhat is -1.2.",
            "backward pass. The gradient with respect to h2 is -0.12: -1.2 times 0.1.",
            "backward pass. The gradient with respect to w2 is -0.24: -0.12 times 2."),
        heard.stream().filter(text -> text.matches(".*respect to (yhat|h2|w2) .*")).toList());
    theFourNumbersStandInOrder();
    playground().page().keyboard().press("Home");
    assertThat(count()).hasText("Forward1 of 25");
    assertThat(playground().value("yhat")).hasCount(0);
    playground().page().keyboard().press("End");
    assertThat(playground().gradient("x")).hasText("-0.24");
    playground().page().keyboard().press("Escape");
    assertThat(playground().page().getByTestId("player")).hasCount(0);
  }

  @Test
  @DisplayName("changes a number on the way: the place is kept and the numbers follow")
  void aNumberOnTheWay() {
    playground().page().keyboard().press("p");
    assertThat(playground().page().getByTestId("scrub")).isFocused();
    for (int i = 1; i < 16; i++) {
      playground().page().keyboard().press("ArrowRight");
    }
    says("\\frac{\\partial \\ell}{\\partial h_2} = -1.2 \\cdot 0.1 = -0.12");
    playground().type("w4", "0.2");
    says("\\frac{\\partial \\ell}{\\partial h_2} = -0.8 \\cdot 0.2 = -0.16");
    assertThat(count()).hasText("Backward16 of 25");
    assertThat(playground().gradient("w2")).hasCount(0);
  }

  @Test
  @DisplayName("drags along the bar and jumps to where the passes turn")
  void alongTheBar() {
    playground().page().getByTestId("toggle-steps").click();
    Locator bar = playground().page().getByTestId("scrub");
    BoundingBox box = bar.boundingBox();
    playground().page().mouse().move(box.x + 4, box.y + box.height / 2);
    playground().page().mouse().down();
    playground().page().mouse().move(box.x + box.width - 2, box.y + box.height / 2);
    playground().page().mouse().up();
    assertThat(count()).hasText("Backward25 of 25");
    playground().page().getByTestId("step-turn").click();
    assertThat(count()).hasText("Forward10 of 25");
    assertThat(playground().value("loss")).hasText("0.36");
    assertThat(playground().gradient("loss")).hasCount(0);
    playground().page().getByTestId("step-turn").click();
    assertThat(count()).hasText("Backward11 of 25");
    assertThat(playground().gradient("loss")).hasText("1");
  }

  @Test
  @DisplayName("lets it play by itself to the end")
  void byItself() {
    playground().openExample("Two paths");
    playground().page().getByTestId("steps-pill").click();
    Locator speed = playground().page().getByTestId("step-speed");
    speed.click();
    speed.click();
    assertThat(speed).hasText("4×");
    Locator play = playground().page().getByTestId("step-play");
    play.click();
    assertThat(count()).hasText("Backward7 of 7");
    assertThat(play).hasAttribute("aria-label", "Play");
    says("\\frac{\\partial f}{\\partial x_1} = 3 + 5 = 8");
  }
}
