package org.chainrule.server.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A student")
class LessonIT extends Journey {
  private Page page() {
    return playground().page();
  }

  private void open(String lesson) {
    page().getByTestId("open-lessons").click();
    page().locator("[data-lesson=\"" + lesson + "\"]").click();
    assertThat(page().getByTestId("lesson")).isVisible();
  }

  private Locator exercise(int index) {
    return page().getByTestId("exercise").nth(index);
  }

  private void type(int exercise, String answer) {
    exercise(exercise).getByTestId("answer").fill(answer);
    exercise(exercise).getByTestId("answer").press("Enter");
  }

  private void isRight(int exercise) {
    assertThat(exercise(exercise).getByTestId("judgement")).hasAttribute("data-outcome", "right");
  }

  private void next(String title) {
    page().getByTestId("lesson-next").click();
    assertThat(page().getByTestId("lesson-step")).hasText(title);
  }

  /** Nothing of a lesson is wider than its panel. */
  private void nothingOverflows() {
    assertEquals(
        0,
        page()
            .evaluate(
                "() => [...document.querySelectorAll('.lesson-body, .exercise, .prose-formula')]"
                    + ".filter((part) => part.scrollWidth > part.clientWidth + 1).length"));
  }

  @Test
  @DisplayName(
      "takes the lesson on w2 to its end: predicts, finds three factors, meets a dead unit")
  void whichWay() {
    open("cs540/which-way");
    assertThat(playground().gradient("w2")).hasCount(0);
    exercise(0).locator("[data-answer=rise]").click();
    isRight(0);
    exercise(1).locator("[data-answer=rise]").click();
    assertThat(exercise(1).getByTestId("judgement")).hasAttribute("data-outcome", "wrong");
    exercise(1).locator("[data-answer=fall]").click();
    isRight(1);
    assertThat(playground().gradient("w2")).hasText("-0.24");
    nothingOverflows();

    next("Three factors along one path");
    type(0, "-0.6");
    assertThat(exercise(0).getByTestId("judgement")).containsText("2");
    type(0, "-1.2");
    type(1, "0.1");
    type(2, "2");
    type(3, "0.24");
    assertThat(exercise(3).getByTestId("judgement")).hasText("The size is right, the sign is not.");
    type(3, "-0.24");
    for (int i = 0; i < 4; i++) {
      isRight(i);
    }
    nothingOverflows();

    next("A unit that is switched off");
    type(0, "0");
    type(1, "0");
    isRight(0);
    isRight(1);
    page().getByTestId("lesson-close").click();
    assertThat(page().getByTestId("lesson")).hasCount(0);
    page().getByTestId("open-lessons").click();
    assertThat(page().locator("[data-lesson=\"cs540/which-way\"]").getByLabel("all answered"))
        .isVisible();
  }

  @Test
  @DisplayName("takes the lesson on the chain rule to its end, with a hint and a formula")
  void chainRule() {
    open("cx4240/chain-rule");
    type(0, "3");
    exercise(1).getByTestId("hint-more").click();
    type(1, "108");
    type(2, "2");
    type(3, "108");
    assertThat(exercise(3).getByTestId("judgement")).hasAttribute("data-outcome", "wrong");
    type(3, "216");
    type(4, "4 * (2 * theta + 1)^3");
    assertThat(exercise(4).getByTestId("judgement")).containsText("inner slope");
    type(4, "8 (2 theta + 1)^3");
    assertThat(exercise(4).getByTestId("judgement")).hasAttribute("data-outcome", "unreadable");
    type(4, "2 * 4 * (1 + theta * 2)^3");
    for (int i = 0; i < 5; i++) {
      isRight(i);
    }
    nothingOverflows();
    next("Somewhere else");
    type(0, "8");
    isRight(0);
  }

  @Test
  @DisplayName("builds the graph that a lesson asks for, by text, and has it checked as a function")
  void build() {
    playground().page().navigate(server().uri("/#lesson=cs540/two-paths/3").toString());
    page().reload();
    assertThat(page().getByTestId("lesson-step")).hasText("Build it yourself");
    page().getByTestId("check-graph").click();
    assertThat(exercise(0).getByTestId("judgement")).hasAttribute("data-outcome", "wrong");
    playground().deselect();
    page()
        .evaluate(
            "() => navigator.clipboard.writeText('a = input(3)\\nb = input(2)\\nf = a * a - b * b')");
    page().keyboard().press("Control+a");
    page().keyboard().press("Delete");
    page().keyboard().press("Control+v");
    assertThat(playground().value("f")).hasText("5");
    page().getByTestId("check-graph").click();
    isRight(0);
  }

  @Test
  @DisplayName("answers with the keyboard alone")
  void keyboard() {
    open("cx4240/chain-rule");
    exercise(0).getByTestId("answer").focus();
    page().keyboard().type("3");
    page().keyboard().press("Enter");
    isRight(0);
  }
}
