package org.chainrule.server.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Everyone can use the page:")
class AccessIT extends Journey {

  @ParameterizedTest(name = "axe finds nothing in the {0} theme")
  @EnumSource(names = {"LIGHT", "DARK"})
  void axe(ColorScheme scheme) {
    try (Playground visitor =
        new Playground(chromium().browser(), server().uri("/").toString(), scheme)) {
      Page page = visitor.page();
      assertThat(visitor.value("loss")).hasText("0.36");
      check(visitor, "the canvas");
      visitor.node("w2").locator(".nodeCard-head").click();
      assertThat(page.getByTestId("inspector")).isVisible();
      check(visitor, "the inspector of a node");
      page.getByTestId("drawer-training").click();
      assertThat(page.getByTestId("training")).isVisible();
      check(visitor, "the training drawer");
      page.getByTestId("drawer-training").click();
      page.getByTestId("settings").click();
      assertThat(page.getByTestId("digits")).isVisible();
      check(visitor, "the settings");
      page.keyboard().press("Escape");
      page.keyboard().press("Control+k");
      assertThat(page.getByTestId("command-search")).isFocused();
      check(visitor, "the command palette");
      page.keyboard().press("Escape");
      page.keyboard().press("?");
      assertThat(page.getByTestId("shortcuts")).isVisible();
      check(visitor, "the sheet of shortcuts");
      page.keyboard().press("Escape");
      page.getByTestId("share").click();
      check(visitor, "the share panel");
    }
  }

  @ParameterizedTest(name = "axe finds nothing in outline and text in the {0} theme")
  @EnumSource(names = {"LIGHT", "DARK"})
  void axeBeside(ColorScheme scheme) {
    try (Playground visitor =
        new Playground(chromium().browser(), server().uri("/").toString(), scheme)) {
      Page page = visitor.page();
      page.keyboard().press("o");
      assertThat(page.getByTestId("outline-tree")).isVisible();
      page.keyboard().press("End");
      page.keyboard().press("ArrowRight");
      page.keyboard().press("ArrowRight");
      assertThat(page.locator(":focus")).hasAttribute("data-outline-port", "a");
      check(visitor, "the outline, with the inspector of a wire");
      page.keyboard().press("Enter");
      assertThat(page.getByTestId("choices")).isFocused();
      check(visitor, "the sources for an input");
      page.keyboard().press("Escape");
      page.getByTestId("fold-outline").click();
      page.keyboard().press("t");
      assertThat(page.locator(".cm-content")).isFocused();
      page.keyboard().press("Control+End");
      page.keyboard().type("q = si");
      assertThat(page.locator(".cm-tooltip-autocomplete")).isVisible();
      assertThat(page.getByTestId("text-problems")).isVisible();
      check(visitor, "the text, completing and with a problem");
      page.getByTestId("fold-text").click();
      page.getByTestId("graphs").click();
      check(visitor, "the menu of graphs");
      page.getByTestId("new-graph").click();
      assertThat(page.getByTestId("empty-canvas")).isVisible();
      check(visitor, "the empty canvas");
      page.keyboard().press("/");
      check(visitor, "quick add");
      page.keyboard().type("relu");
      page.keyboard().press("Enter");
      assertThat(visitor.page().locator("[data-op=\"relu\"]")).hasCount(1);
      check(visitor, "a node with a problem");
    }
  }

  @ParameterizedTest(name = "axe finds nothing on a screen of {0} by {1}")
  @CsvSource({"820, 1180", "410, 590"})
  void axeSmall(int width, int height) {
    Page page = playground().page();
    page.setViewportSize(width, height);
    if (width < 680) {
      page.getByTestId("more").click();
    }
    check(playground(), "the canvas");
    page.getByTestId("toggle-outline").click();
    assertThat(page.locator(":focus")).hasAttribute("role", "treeitem");
    check(playground(), "the outline");
    page.getByTestId("fold-outline").click();
    page.getByTestId("toggle-palette").click();
    check(playground(), "without the palette");
  }

  private static void check(Playground visitor, String screen) {
    assertEquals(List.of(), violations(visitor), screen);
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
