package org.chainrule.server.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A learner")
class LearnIT extends Journey {
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

  private void is(int exercise, String outcome) {
    assertThat(exercise(exercise).getByTestId("judgement")).hasAttribute("data-outcome", outcome);
  }

  @Test
  @DisplayName("finds a dead relu by its gradients, selects it, and brings it back to life")
  void deadRelu() {
    open("zoo/dead-relu");
    type(0, "-2.5");
    type(1, "-14.67");
    is(1, "wrong");
    type(1, "0");
    is(1, "right");
    playground().node("z").click();
    exercise(2).getByTestId("check-node").click();
    assertThat(exercise(2).getByTestId("judgement")).containsText("if one arrived");
    playground().node("h").click();
    exercise(2).getByTestId("check-node").click();
    is(2, "right");
    exercise(3).locator("[data-answer=\"0\"]").click();
    is(3, "right");
    page().getByTestId("lesson-next").click();
    page().getByTestId("check-graph").click();
    assertThat(exercise(0).getByTestId("judgement")).containsText("has to be other than 0");
    playground().type("b", "0");
    page().getByTestId("check-graph").click();
    is(0, "right");
  }

  @Test
  @DisplayName("finds it again with the keyboard alone")
  void deadReluByKeyboard() {
    open("zoo/dead-relu");
    exercise(0).getByTestId("answer").focus();
    page().keyboard().type("-2.5");
    page().keyboard().press("Enter");
    is(0, "right");
    page().locator(".react-flow__node:has([data-node=\"h\"])").focus();
    page().keyboard().press("Enter");
    exercise(2).getByTestId("check-node").focus();
    page().keyboard().press("Enter");
    is(2, "right");
  }

  @Test
  @DisplayName("goes downhill step by step and sees each theta on the canvas")
  void descent() {
    page().navigate(server().uri("/#lesson=cs540/one-step-downhill/4").toString());
    page().reload();
    assertThat(page().getByTestId("descent")).isVisible();
    assertThat(page().getByTestId("theta-1")).containsText("0.07966");
    page().getByTestId("theta-1").click();
    assertThat(playground().value("loss")).hasText("0.07966");
    page().getByTestId("drop-trained").click();
    assertThat(playground().value("loss")).hasText("0.36");
    assertThat(page().getByTestId("descent-map").locator("svg")).isVisible();

    page().getByTestId("descent-at").focus();
    page().keyboard().press("Home");
    page().keyboard().press("ArrowRight");
    page().keyboard().press("ArrowRight");
    assertThat(playground().value("loss")).hasText("0.01446");
    page().keyboard().press("Home");
    assertThat(playground().value("loss")).hasText("0.36");
  }

  @Test
  @DisplayName("builds a model from its assumptions, and compares what steps cost")
  void model() {
    page().getByTestId("drawer-model").click();
    page().getByTestId("model-draw").click();
    page().getByTestId("model-likelihood-BERNOULLI").check();
    page().getByTestId("model-prior-LAPLACE").check();
    assertThat(playground().node("omega")).isVisible();
    assertThat(page().getByTestId("model-lines").locator("li")).hasCount(7);
    page().getByTestId("model-train").click();
    assertThat(page().getByTestId("theta-0")).containsText("27.73");
    assertThat(page().getByTestId("cost-full")).hasText("40");
    assertThat(page().getByTestId("cost-batches")).hasText("8");
    String coupled = page().getByTestId("theta-5").textContent();
    page().getByTestId("descent-form").selectOption("unscaled");
    assertThat(page().getByTestId("theta-5")).not().hasText(coupled);

    page().getByTestId("drawer-model").focus();
    page().keyboard().press("Enter");
    page().getByTestId("model-likelihood-BERNOULLI").focus();
    page().keyboard().press("ArrowDown");
    assertThat(page().getByTestId("model-likelihood-CATEGORICAL")).isChecked();
    assertThat(playground().node("V")).isVisible();
  }

  @Test
  @DisplayName("hands in a lesson by a link, which the server checks for whoever opens it")
  void handIn() {
    open("cx4240/chain-rule");
    type(0, "3");
    type(2, "7");
    is(0, "right");
    is(2, "wrong");
    page().getByTestId("hand-in").focus();
    page().keyboard().press("Enter");
    page().getByTestId("hand-in-name").fill("Ada");
    page().getByTestId("hand-in-copy").click();
    assertThat(page().getByTestId("hand-in-copy")).hasText("Copied");
    String link = (String) page().evaluate("() => navigator.clipboard.readText()");
    page().getByTestId("hand-in-look").focus();
    page().keyboard().press("Enter");
    assertThat(page().getByTestId("result")).containsText("Ada");
    assertThat(page().getByTestId("result-right")).containsText("1 of");
    page().keyboard().press("Escape");
    assertThat(page().getByTestId("result")).hasCount(0);

    try (Playground teacher = visit("/")) {
      teacher.page().navigate(link);
      assertThat(teacher.page().getByTestId("result-right")).containsText("1 of");
      assertThat(teacher.page().getByTestId("result-answer")).hasCount(2);
      assertThat(teacher.page().getByTestId("result-answer").nth(1))
          .hasAttribute("data-outcome", "wrong");
      assertEquals(List.of(), teacher.complaints());
    }
  }

  @Test
  @DisplayName("brings answers along in a file")
  void answersInAFile() {
    page().getByTestId("open-lessons").click();
    String file =
        "{\"cx4240/chain-rule/0/0\":"
            + " {\"answer\": \"3\", \"right\": true, \"tries\": 1, \"shown\": false}}";
    page()
        .getByTestId("progress-file")
        .setInputFiles(
            new FilePayload(
                "answers.json", "application/json", file.getBytes(StandardCharsets.UTF_8)));
    assertThat(page().getByTestId("progress-said")).hasText("1 answer was added.");
    String saved =
        page()
            .waitForDownload(() -> page().getByTestId("export-progress").click())
            .suggestedFilename();
    assertTrue(saved.endsWith(".json"), saved);
    page().locator("[data-lesson=\"cx4240/chain-rule\"]").click();
    is(0, "right");
  }

  @Test
  @DisplayName("writes a lesson from the graph that is open, and takes it as a student will")
  void editor() {
    page().getByTestId("open-lessons").click();
    page().getByTestId("write-lesson").click();
    assertThat(page().getByTestId("draft-standing")).containsText("1 step, 0 questions");
    playground().node("w2").click();
    page().getByTestId("draft-question").click();
    page().locator("[data-kind=gradient]").click();
    assertThat(page().getByTestId("draft-standing")).containsText("1 question");
    String written = page().getByTestId("draft-text").inputValue();
    assertTrue(written.endsWith("= gradient w2 [-0.24]\n"), written);
    String file =
        page()
            .waitForDownload(() -> page().getByTestId("draft-download").click())
            .suggestedFilename();
    assertEquals("cs540-a-small-network.md", file);
    page().getByTestId("draft-try").click();
    type(0, "0.24");
    is(0, "wrong");
    type(0, "-0.24");
    is(0, "right");

    page().getByTestId("draft-edit").focus();
    page().keyboard().press("Enter");
    page().getByTestId("draft-text").focus();
    page().keyboard().press("Control+End");
    page().keyboard().type("\n? How much?\n= value h2 [7]\n");
    assertThat(page().getByTestId("draft-standing"))
        .containsText("you expect 7, and the engine computes 2");
    assertThat(page().getByTestId("draft-try")).isDisabled();
  }
}
