package org.chainrule.server.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Everyone can use the page:")
class AccessIT extends Journey {

  @ParameterizedTest(name = "axe finds nothing in the {0} theme")
  @EnumSource(names = {"LIGHT", "DARK"})
  void axe(ColorScheme scheme) {
    try (Playground visitor =
        new Playground(chromium().browser(), server().uri("/").toString(), scheme)) {
      assertThat(visitor.value("loss")).hasText("0.36");
      assertEquals(List.of(), violations(visitor), "the canvas");
      visitor.node("w2").locator(".nodeCard-head").click();
      assertThat(visitor.page().getByTestId("inspector")).isVisible();
      assertEquals(List.of(), violations(visitor), "the inspector");
      visitor.page().getByTestId("drawer-training").click();
      assertThat(visitor.page().getByTestId("training")).isVisible();
      assertEquals(List.of(), violations(visitor), "the training drawer");
    }
  }

  private static List<String> violations(Playground visitor) {
    return new AxeBuilder(visitor.page())
        .analyze().getViolations().stream()
            .map((Rule rule) -> rule.getId() + ": " + rule.getNodes().get(0).getHtml())
            .toList();
  }

  @Test
  @DisplayName("the keyboard alone adds an operation, sets a number and takes both back")
  void keyboard() {
    var keyboard = playground().page().keyboard();
    assertThat(playground().value("loss")).hasText("0.36");
    keyboard.press("/");
    keyboard.type("sigmoid");
    keyboard.press("Enter");
    assertThat(playground().page().locator("[data-op=\"sigmoid\"]")).hasCount(1);
    playground().value("w2").focus();
    keyboard.press("ArrowUp");
    assertThat(playground().value("w2")).hasText("1.1");
    keyboard.press("Control+z");
    assertThat(playground().value("w2")).hasText("1");
    keyboard.press("Control+z");
    assertThat(playground().page().locator("[data-op=\"sigmoid\"]")).hasCount(0);
  }
}
