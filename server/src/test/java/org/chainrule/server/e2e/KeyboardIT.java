package org.chainrule.server.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.WaitForOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("With the keyboard alone a person")
class KeyboardIT extends Journey {

  @Test
  @DisplayName("builds a graph of two inputs with a loss in the outline, and reads it there")
  void builds() {
    newGraph();
    openOutline();
    add("input");
    add("input");
    add("multiply");
    set("x", "3");
    set("x2", "-2");
    row("multiply").focus();
    press("ArrowRight", "ArrowRight");
    choose("a", "x");
    press("ArrowDown");
    choose("b", "x2");
    assertThat(tree().getByRole(AriaRole.TREEITEM, named("multiply of x and x2, value -6")))
        .isVisible();

    row("multiply of x and x2").focus();
    press("F2");
    keyboard().type("p");
    press("Enter");
    add("square");
    press("Control+Enter");
    assertThat(
            tree().getByRole(AriaRole.TREEITEM, named("loss, square of p, value 36, gradient 1")))
        .isVisible();
    assertThat(tree().getByRole(AriaRole.TREEITEM, named("x, input, value 3, gradient 24")))
        .isVisible();
    assertThat(playground().value("loss")).hasText("36");
    assertThat(playground().gradient("x2")).hasText("-36");
  }

  @Test
  @DisplayName("is told why a wire does not fit, and cannot draw it")
  void refused() {
    playground().node("yhat").waitFor();
    openOutline();
    row("yhat").focus();
    press("ArrowRight", "ArrowRight", "Enter");
    Locator loss =
        page()
            .getByRole(
                AriaRole.OPTION,
                new Page.GetByRoleOptions().setName(Pattern.compile("^loss.*Does not fit")));
    assertThat(loss).hasAttribute("aria-disabled", "true");
    assertThat(loss).containsText("A cycle runs through");
    int before = wires();
    press("End", "Enter");
    assertEquals(before, wires());
    press("Escape");
    assertThat(page().locator(":focus")).hasAttribute("data-outline-port", "a");
  }

  @Test
  @DisplayName("walks the canvas along its wires and draws one, refused first, then taken")
  void canvas() {
    playground().node("x").waitFor();
    focusCard("x");
    press("ArrowRight");
    assertThat(focused()).hasAttribute("aria-label", Pattern.compile("multiply of w\\d and x.*"));
    focusCard("loss");
    press("w");
    assertThat(page().getByTestId("keyboard-wire")).isVisible();
    press("ArrowLeft");
    assertThat(focused()).hasAttribute("aria-label", Pattern.compile("subtract of yhat and y.*"));
    press("Enter");
    Locator refused = page().getByTestId("choices").getByRole(AriaRole.OPTION).first();
    assertThat(refused).hasAttribute("aria-disabled", "true");
    assertThat(refused).containsText("A cycle runs through");
    press("Escape");
    assertThat(page().getByTestId("choices")).hasCount(0);
    assertThat(focused()).hasAttribute("aria-roledescription", "node");
    press("Escape");
    assertThat(page().getByTestId("keyboard-wire")).hasCount(0);

    focusCard("w3");
    press("w");
    focusCard("yhat");
    press("Enter");
    assertThat(page().getByTestId("choices")).isFocused();
    press("Enter");
    assertThat(page().locator(".react-flow__node", has(playground().node("yhat"))))
        .hasAttribute(
            "aria-label", Pattern.compile("yhat, add of w3,? and multiply of w4 and h2.*"));
    assertThat(playground().value("yhat")).hasText("0.4");
  }

  @Test
  @DisplayName("takes everything back and does it again, to the very same documents")
  void history() {
    assertThat(playground().value("loss")).hasText("0.36");
    List<String> documents = new ArrayList<>();
    documents.add(copied());
    openOutline();
    set("w2", "3");
    documents.add(copied());
    row("w3").focus();
    press("Delete");
    documents.add(copied());
    row("yhat").focus();
    add("sigmoid");
    documents.add(copied());
    for (int i = 1; i < documents.size(); i++) {
      assertNotEquals(documents.get(i - 1), documents.get(i));
    }
    for (int i = documents.size() - 2; i >= 0; i--) {
      press("Control+z");
      assertEquals(documents.get(i), copied());
    }
    assertThat(page().getByTestId("undo")).isDisabled();
    for (int i = 1; i < documents.size(); i++) {
      press("Control+Shift+Z");
      assertEquals(documents.get(i), copied());
    }
    assertThat(page().getByTestId("redo")).isDisabled();
  }

  @Test
  @DisplayName("undoes what was typed in the text and what was done on the canvas as one history")
  void textHistory() {
    assertThat(playground().value("loss")).hasText("0.36");
    press("t");
    assertThat(page().locator(".cm-content")).isFocused();
    press("Control+Home");
    keyboard().type("# my own words\n");
    press("Control+End");
    keyboard().type("q = w2 * 2");
    assertThat(playground().value("q")).hasText("2");
    playground().value("w2").focus();
    press("ArrowUp");
    assertThat(page().locator(".cm-content")).containsText("w2 = param(1.1)");
    assertThat(page().locator(".cm-content")).containsText("# my own words");
    page().locator(".cm-content").focus();
    press("Control+z");
    assertThat(playground().value("w2")).hasText("1");
    press("Control+z");
    assertThat(playground().node("q")).hasCount(0);
    press("Control+Shift+Z");
    assertThat(playground().value("q")).hasText("2");
    assertThat(page().locator(".cm-content")).containsText("# my own words");
  }

  @Test
  @DisplayName("finds a command by a few letters, and the keyboard back where it was")
  void commands() {
    playground().node("x").waitFor();
    focusCard("x");
    press("Control+k");
    assertThat(page().getByTestId("command-search")).isFocused();
    keyboard().type("add sigm");
    press("Enter");
    assertThat(focused()).hasAttribute("aria-label", Pattern.compile("sigmoid.*"));
    press("Control+k");
    assertThat(page().getByTestId("command-search")).isFocused();
    press("Escape");
    assertThat(focused()).hasAttribute("aria-label", Pattern.compile("sigmoid.*"));
    press("Delete");
    assertThat(focused()).hasAttribute("aria-roledescription", "node");
  }

  @Test
  @DisplayName("copies nodes and pastes them")
  void copyAndPaste() {
    playground().node("w2").waitFor();
    focusCard("w2");
    press("Enter", "Control+c", "Control+v");
    assertThat(playground().value("w5")).hasText("1");
  }

  private void openOutline() {
    press("o");
    page().waitForFunction("() => document.activeElement?.closest('[data-testid=outline-tree]')");
  }

  private void newGraph() {
    press("Control+k");
    assertThat(page().getByTestId("command-search")).isFocused();
    keyboard().type("new empty");
    press("Enter");
    assertThat(page().locator(".react-flow__node")).hasCount(0);
  }

  /** Adds an op by its name; it is the row that has the keyboard then. */
  private void add(String op) {
    int before = page().locator("[data-outline]").count();
    press("/");
    assertThat(page().getByTestId("quick-add-input")).isFocused();
    keyboard().type(op);
    press("Enter");
    assertThat(page().locator("[data-outline]")).hasCount(before + 1);
    assertThat(focused()).hasAttribute("role", "treeitem");
  }

  private void set(String name, String value) {
    row(name).focus();
    press("Enter");
    assertThat(page().getByTestId("outline-value")).isFocused();
    keyboard().type(value);
    press("Enter");
    assertThat(playground().value(name)).hasText(value);
  }

  private void choose(String port, String source) {
    assertThat(focused()).hasAttribute("data-outline-port", port);
    press("Enter");
    assertThat(page().getByTestId("choices")).isFocused();
    keyboard().type(source);
    press("Enter");
    assertThat(focused()).hasAttribute("data-outline-port", port);
    assertThat(focused()).containsText("from " + source);
  }

  /** The row of the tree that reads so from its beginning on. */
  private Locator row(String start) {
    return tree()
        .getByRole(
            AriaRole.TREEITEM,
            new Locator.GetByRoleOptions().setName(Pattern.compile("^" + start + "\\b")))
        .first();
  }

  private static Locator.GetByRoleOptions named(String name) {
    return new Locator.GetByRoleOptions().setName(Pattern.compile("^" + name));
  }

  private Locator tree() {
    return page().getByTestId("outline-tree");
  }

  private void focusCard(String name) {
    page().locator(".react-flow__node", has(playground().node(name))).focus();
  }

  private static Page.LocatorOptions has(Locator inside) {
    return new Page.LocatorOptions().setHas(inside);
  }

  /** Everything on the canvas, as the clipboard gets it. */
  private String copied() {
    press("Control+a", "Control+c");
    return (String) page().evaluate("navigator.clipboard.readText()");
  }

  private int wires() {
    return page().locator(".react-flow__edge").count();
  }

  private Locator focused() {
    Locator focused = page().locator(":focus");
    focused.waitFor(new WaitForOptions().setTimeout(5000));
    return focused;
  }

  private void press(String... keys) {
    for (String key : keys) {
      keyboard().press(key);
    }
  }

  private Keyboard keyboard() {
    return page().keyboard();
  }

  private Page page() {
    return playground().page();
  }
}
