package org.chainrule.server.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A person predicts, checks, and")
class QuizIT extends Journey {

  private static final String G10 =
      """
      theta = param([1, -2, 0.5])
      A = [[0.5, -1, 2], [0.25, 2, -1]]
      u = A @ theta
      h = sum(u^2)
      """;

  private Page page() {
    return playground().page();
  }

  private Keyboard keyboard() {
    return page().keyboard();
  }

  private Locator part(String testId) {
    return page().getByTestId(testId);
  }

  @Test
  @DisplayName("commits to what a larger w2 does to the loss, then sees what it does (U3)")
  void whatIf() {
    playground().node("w2").locator(".nodeCard-head").click();
    part("what-if").locator("summary").click();
    assertThat(part("what-if-reveal")).hasCount(0);
    part("what-if-fall").click();
    assertRevealed("right");
    part("what-if-again").click();
    part("what-if-rise").click();
    assertThat(part("what-if-reveal")).hasAttribute("data-outcome", "wrong");
    part("what-if-again").click();
    part("what-if-of").selectOption("yhat");
    part("what-if-number").fill("0.02");
    part("what-if-number").press("Enter");
    assertThat(part("what-if-reveal")).hasAttribute("data-outcome", "right");
    assertThat(part("what-if-really")).hasText("0.02");
  }

  private void assertRevealed(String outcome) {
    assertThat(part("what-if-reveal")).hasAttribute("data-outcome", outcome);
    assertThat(part("what-if-predicted")).hasText("-0.024");
    assertThat(part("what-if-really")).hasText("-0.0236");
    assertThat(part("nudge-plot").locator("canvas")).isVisible();
  }

  @Test
  @DisplayName("does the same with the keyboard alone")
  void whatIfByKeyboard() {
    page().locator("[data-id=\"w2\"].react-flow__node").focus();
    keyboard().press("Enter");
    part("what-if").locator("summary").focus();
    keyboard().press("Enter");
    part("what-if-fall").focus();
    keyboard().press("Enter");
    assertRevealed("right");
  }

  @Test
  @DisplayName("learns that a dead unit changes nothing (U6)")
  void deadUnit() {
    playground().type("w2", "-1");
    playground().node("w2").locator(".nodeCard-head").click();
    part("what-if").locator("summary").click();
    part("what-if-same").click();
    assertThat(part("what-if-reveal")).hasAttribute("data-outcome", "right");
    assertThat(part("what-if-really")).hasText("0");
  }

  @Test
  @DisplayName("says a covered gradient with the wrong sign, is told so, then says it rightly")
  void coveredGradient() {
    part("quiz").click();
    page().locator("[data-cover=\"parameters\"]").click();
    assertThat(part("quiz-count")).hasText("0 of 4 right");
    assertThat(playground().gradient("w2")).hasCount(0);
    playground().node("w2").locator("[data-ask]").click();
    part("answer").fill("0.24");
    part("check-answer").click();
    assertThat(part("diagnosis")).hasText("The size is right, the sign is not.");
    part("answer").fill("-0.24");
    part("check-answer").click();
    assertThat(part("right")).isVisible();
    assertThat(part("quiz-count")).hasText("1 of 4 right");
    assertThat(playground().gradient("w2")).hasText("-0.24");
    part("next-question").click();
    part("ask-hint").click();
    part("ask-hint").click();
    assertThat(part("hints").locator("li")).hasCount(2);
    part("show-answer").click();
    assertThat(part("quiz-count")).hasText("1 of 4 right");
    keyboard().press("Escape");
    part("quiz-reveal").click();
    assertThat(page().locator("[data-ask]")).hasCount(0);
    part("quiz-end").click();
    assertThat(part("quiz-note")).hasCount(0);
  }

  @Test
  @DisplayName("does the same with the keyboard alone, from one covered figure to the next")
  void coveredGradientByKeyboard() {
    part("quiz").focus();
    keyboard().press("Enter");
    assertThat(page().locator("[data-cover=\"parameters\"]")).isFocused();
    keyboard().press("Enter");
    assertThat(part("quiz-count")).hasText("0 of 4 right");
    keyboard().press("Shift+Q");
    assertThat(part("answer")).isFocused();
    keyboard().press("Escape");
    assertThat(playground().node("w1").locator("[data-ask]")).isFocused();
    keyboard().press("ArrowRight");
    assertThat(playground().node("w2").locator("[data-ask]")).isFocused();
    keyboard().press("Enter");
    keyboard().type("0.24");
    keyboard().press("Enter");
    assertThat(part("diagnosis")).hasText("The size is right, the sign is not.");
    keyboard().type("-0.24");
    keyboard().press("Enter");
    assertThat(part("next-question")).isFocused();
    assertThat(playground().gradient("w2")).hasText("-0.24");
    keyboard().press("Enter");
    assertThat(part("answer")).isFocused();
    keyboard().type("-0.48");
    keyboard().press("Enter");
    assertThat(part("quiz-count")).hasText("2 of 4 right");
  }

  @Test
  @DisplayName("finds a covered gradient nowhere on the page")
  void nothingLeaks() {
    playground().node("w2").locator(".nodeCard-head").click();
    part("cover-gradient").click();
    assertThat(part("inspector").locator("[data-ask]")).isVisible();
    assertThat(page().locator("[data-id=\"w2\"].react-flow__node"))
        .not()
        .hasAttribute("aria-label", java.util.regex.Pattern.compile(".*-0\\.24.*"));
    assertThat(part("chain-rule")).hasCount(0);
    assertThat(part("truth")).hasCount(0);
    assertFalse(part("inspector").innerHTML().contains("-0.24"));
    playground().deselect();
    assertThat(playground().node("w2").locator("[data-ask]")).isVisible();
    assertFalse(
        playground().node("w2").evaluate("card => card.outerHTML").toString().contains("-0.24"));
  }

  @Test
  @DisplayName("sees that three ways to the gradient of w2 agree")
  void truth() {
    playground().node("w2").locator(".nodeCard-head").click();
    assertThat(part("truth")).hasText("3 ways agree");
    part("truth").click();
    assertThat(part("truth-ways").locator("tbody td"))
        .hasText(new String[] {"-0.24", "-0.24", "-0.24"});
    playground().type("w2", "0");
    assertThat(part("truth")).hasText("A kink is near");
  }

  @Test
  @DisplayName("reads the Jacobian of u by theta and sees what a cell joins (G10)")
  void jacobian() {
    paste(G10);
    part("drawer-jacobian").click();
    assertThat(part("jacobian-of")).hasValue(playground().node("u").getAttribute("data-id"));
    assertThat(page().locator("[data-cell]"))
        .hasText(new String[] {"0.5", "-1", "2", "0.25", "2", "-1"});
    page().locator("[data-cell=\"1 0\"]").hover();
    assertThat(part("jacobian-says")).hasText("∂ u[1] / ∂ theta[0] = 0.25");
    assertThat(playground().node("theta")).hasAttribute("data-light", "backward");
    assertThat(playground().node("A")).hasAttribute("data-light", "aside");
    page().locator("[data-cell=\"1 0\"]").focus();
    keyboard().press("ArrowRight");
    assertThat(part("jacobian-says")).hasText("∂ u[1] / ∂ theta[1] = 2");
    keyboard().press("Home");
    keyboard().press("ArrowUp");
    assertThat(part("jacobian-says")).hasText("∂ u[0] / ∂ theta[0] = 0.5");
  }

  private void paste(String text) {
    playground().openEmpty();
    page().evaluate("text => navigator.clipboard.writeText(text)", text);
    keyboard().press("Control+v");
    assertThat(playground().node("h")).isVisible();
    playground().deselect();
  }

  @ParameterizedTest(name = "axe finds nothing in the {0} theme")
  @EnumSource(names = {"LIGHT", "DARK"})
  void axe(ColorScheme scheme) {
    try (Playground visitor =
        new Playground(chromium().browser(), server().uri("/").toString(), scheme)) {
      visitor.node("w2").locator(".nodeCard-head").click();
      visitor.page().getByTestId("truth").click();
      visitor.page().getByTestId("what-if").locator("summary").click();
      visitor.page().getByTestId("what-if-rise").click();
      visitor.page().getByTestId("drawer-jacobian").click();
      assertThat(visitor.page().getByTestId("microscope")).isVisible();
      assertEquals(List.of(), violations(visitor), "what if, truth and microscope");
      visitor.page().getByTestId("quiz").click();
      visitor.page().locator("[data-cover=\"gradients\"]").click();
      assertEquals(List.of(), violations(visitor), "covered");
      visitor.node("w1").locator("[data-ask]").click();
      visitor.page().getByTestId("answer").fill("0.48");
      visitor.page().getByTestId("check-answer").click();
      assertThat(visitor.page().getByTestId("diagnosis")).isVisible();
      assertEquals(List.of(), violations(visitor), "a diagnosis");
    }
  }

  private static List<String> violations(Playground visitor) {
    return new AxeBuilder(visitor.page())
        .analyze().getViolations().stream()
            .map((Rule rule) -> rule.getId() + ": " + rule.getNodes().get(0).getHtml())
            .toList();
  }
}
