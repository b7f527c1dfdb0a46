package org.chainrule.server.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A person opens the ledger of the paths and")
class LedgerIT extends Journey {

  private Locator rows() {
    return playground().page().getByTestId("ledger-row");
  }

  private Locator product(int row) {
    return rows().nth(row).getByTestId("ledger-product");
  }

  private Locator foot() {
    return playground().page().getByTestId("ledger-foot");
  }

  @Test
  @DisplayName("builds x1 (x1 + x2) from an empty canvas and reads both paths, with the mouse")
  void bothPathsWithTheMouse() {
    playground().openEmpty();
    playground().drop("input", 160, 200);
    playground().drop("input", 160, 380);
    String sum = playground().drop("add", 400, 320);
    String product = playground().drop("multiply", 640, 240);
    playground().deselect();
    playground().wire("x", sum, "a");
    playground().wire("x2", sum, "b");
    playground().wire("x", product, "a");
    playground().wire(sum, product, "b");
    playground().deselect();
    playground().type("x", "3");
    playground().type("x2", "2");
    assertThat(playground().gradient("x")).hasText("8");

    playground().page().getByTestId("drawer-paths").click();
    playground().page().getByTestId("ledger-target").selectOption("x");
    assertThat(rows()).hasCount(2);
    assertThat(product(0)).hasText("=5");
    assertThat(product(1)).hasText("=3");
    assertThat(foot()).hasAttribute("data-equal", "true");
    assertThat(foot())
        .containsText("The sum of 2 paths is 8 and equals the gradient of reverse mode.");

    rows().nth(1).hover();
    assertThat(playground().node(sum)).hasAttribute("data-light", "backward");
    assertThat(playground().node("x2")).hasAttribute("data-light", "aside");
    rows().nth(0).hover();
    assertThat(playground().node(sum)).hasAttribute("data-light", "aside");
    rows().nth(1).locator("[data-path]").click();
    playground().page().getByTestId("ledger-target").hover();
    assertThat(playground().node(sum)).hasAttribute("data-light", "backward");

    playground().page().getByTestId("count-work").check();
    assertThat(playground().page().getByTestId("ledger-work")).containsText("For all 2 inputs");
  }

  @Test
  @DisplayName("builds x1 (x1 + x2) from an empty canvas and reads both paths, with keys alone")
  void bothPathsWithTheKeyboard() {
    Page page = playground().page();
    page.keyboard().press("Control+k");
    assertThat(page.getByTestId("command-search")).isFocused();
    page.keyboard().type("New empty");
    assertThat(page.locator("[data-command=new][data-selected=true]")).hasCount(1);
    page.keyboard().press("Enter");
    assertThat(page.locator(".react-flow__node")).hasCount(0);
    add("input", 1);
    page.keyboard().press("Escape");
    add("input", 2);
    add("add", 3);
    walk("ArrowLeft", "x2");
    walk("ArrowUp", "x");
    wireByKeys("b", "ArrowRight", "ArrowRight");
    add("multiply", 4);
    walk("ArrowLeft", null);
    toX();
    wireByKeys("b", "ArrowRight", "ArrowRight");
    assertThat(playground().gradient("x")).hasText("3");
    walk("ArrowLeft", null);
    toX();
    page.keyboard().press("Enter");

    page.keyboard().press("Shift+P");
    assertThat(rows()).hasCount(2);
    assertThat(product(0)).hasText("=2");
    assertThat(product(1)).hasText("=1");
    assertThat(foot())
        .containsText("The sum of 2 paths is 3 and equals the gradient of reverse mode.");
    for (int i = 0; i < 8 && page.locator("[data-path]:focus").count() == 0; i++) {
      page.keyboard().press("Tab");
    }
    assertThat(page.locator("[data-path='0']")).isFocused();
    assertThat(playground().node("x")).hasAttribute("data-light", "backward");
    page.keyboard().press("ArrowDown");
    assertThat(page.locator("[data-path='1']")).isFocused();
    page.keyboard().press("Space");
    assertThat(page.locator("[data-path='1']")).hasAttribute("aria-pressed", "true");
    assertThat(playground().node("x2")).hasAttribute("data-light", "aside");
  }

  /** Walks on to x, along the wires or up from its neighbour. */
  private void toX() {
    String[] keys = {"ArrowLeft", "ArrowUp", "ArrowUp"};
    for (String key : keys) {
      if (!"x".equals(focused())) {
        walk(key, null);
      }
    }
    assertEquals("x", focused());
  }

  private String focused() {
    Locator card = playground().page().locator(".react-flow__node:focus [data-node]");
    return String.valueOf(card.getAttribute("data-node"));
  }

  private void walk(String key, String expected) {
    String before = focused();
    playground().page().keyboard().press(key);
    assertThat(playground().page().locator(".react-flow__node:focus [data-node]"))
        .not()
        .hasAttribute("data-node", before);
    if (expected != null) {
      assertEquals(expected, focused());
    }
  }

  /** Draws a wire from the node that has the keyboard to one that these keys lead to. */
  private void wireByKeys(String port, String... keys) {
    Page page = playground().page();
    int before = page.locator(".react-flow__edge").count();
    page.keyboard().press("w");
    for (String key : keys) {
      walk(key, null);
    }
    page.keyboard().press("Enter");
    assertThat(page.getByTestId("choices")).isFocused();
    page.keyboard().type(port);
    page.keyboard().press("Enter");
    assertThat(page.locator(".react-flow__edge")).hasCount(before + 1);
  }

  private void add(String op, int count) {
    Page page = playground().page();
    page.keyboard().press("/");
    assertThat(page.getByTestId("quick-add-input")).isFocused();
    page.keyboard().type(op);
    page.keyboard().press("Enter");
    assertThat(page.locator(".react-flow__node")).hasCount(count);
    assertThat(page.locator(".react-flow__node:focus")).hasCount(1);
  }

  @Test
  @DisplayName("finds the three factors of the CS540 path to w2 and their product")
  void theFactorsOfTheSlide() {
    playground().node("w2").locator(".nodeCard-head").click();
    playground().page().getByTestId("drawer-paths").click();
    assertThat(rows()).hasCount(1);
    Locator factors = rows().first().locator(".ledger-cell");
    assertThat(factors).hasCount(3);
    assertThat(factors.nth(0)).containsText("-1.2");
    assertThat(factors.nth(1)).containsText("0.1");
    assertThat(factors.nth(2)).containsText("2");
    assertThat(product(0)).hasText("=-0.24");
    playground().node("x").locator(".nodeCard-head").click();
    assertThat(rows()).hasCount(2);
    assertThat(foot())
        .containsText("The sum of 2 paths is -0.24 and equals the gradient of reverse mode.");
  }

  @Test
  @DisplayName("sees in it only what a pass has reached")
  void onlyWhatIsReached() {
    playground().node("w2").locator(".nodeCard-head").click();
    playground().page().getByTestId("drawer-paths").click();
    playground().page().getByTestId("toggle-steps").click();
    assertThat(product(0)).hasText("=");
    assertThat(rows().first().locator(".ledger-cell .ledger-blank")).hasCount(3);
    playground().page().getByTestId("step-end").click();
    assertThat(product(0)).hasText("=-0.24");
  }
}
