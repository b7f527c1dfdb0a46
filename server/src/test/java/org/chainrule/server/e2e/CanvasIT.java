package org.chainrule.server.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A person works on the canvas and")
class CanvasIT extends Journey {
  /** The part of the CS540 network that is grouped here, and all that stays drawn of it. */
  private static final int NODES = 16;

  private Page page() {
    return playground().page();
  }

  private Keyboard keyboard() {
    return page().keyboard();
  }

  private Locator cards() {
    return page().locator(".react-flow__node .nodeCard");
  }

  private Locator group(String name) {
    return page().locator("[data-group=\"" + name + "\"]");
  }

  @Test
  @DisplayName("groups two nodes, closes, opens and ungroups them with the mouse")
  void groupWithTheMouse() {
    playground().node("h1").locator(".nodeCard-head").click();
    page().keyboard().down("Shift");
    playground().node("w3").locator(".nodeCard-head").click();
    page().keyboard().up("Shift");
    page().getByTestId("group").click();
    assertThat(group("group")).isVisible();
    group("group").getByTestId("close-group").click();
    assertThat(cards()).hasCount(NODES - 1);
    assertThat(group("group")).hasAttribute("data-state", "evaluated");
    assertThat(playground().value("loss")).hasText("0.36");

    BoundingBox before = group("group").boundingBox();
    playground().drag(headOf(before), before.x + 120, before.y - 60);
    assertEquals(true, group("group").boundingBox().x > before.x + 20);
    page().getByTestId("undo").click();
    assertThat(cards()).hasCount(NODES - 1);

    group("group").dblclick();
    assertThat(cards()).hasCount(NODES);
    group("group").getByTestId("frame-title").click();
    page().getByTestId("ungroup").click();
    assertThat(group("group")).hasCount(0);
    assertThat(cards()).hasCount(NODES);
    for (int i = 0; i < 4; i++) {
      page().getByTestId("undo").click();
    }
    assertThat(page().getByTestId("undo")).isDisabled();
    assertThat(group("group")).hasCount(0);
  }

  private static BoundingBox headOf(BoundingBox card) {
    BoundingBox head = new BoundingBox();
    head.x = card.x + 50;
    head.y = card.y + 2;
    head.width = 20;
    head.height = 10;
    return head;
  }

  @Test
  @DisplayName("groups everything, closes, opens, ungroups and deletes it with the keyboard alone")
  void groupWithTheKeyboard() {
    keyboard().press("Control+a");
    keyboard().press("Control+g");
    assertThat(group("group")).isVisible();
    keyboard().press("Shift+Enter");
    assertThat(cards()).hasCount(1);
    assertThat(group("group").getByTestId("value")).hasText("0.36");
    keyboard().press("Enter");
    assertThat(cards()).hasCount(NODES);
    keyboard().press("Control+Shift+G");
    assertThat(group("group")).hasCount(0);
    keyboard().press("Control+z");
    assertThat(group("group")).hasCount(1);
    keyboard().press("Delete");
    assertThat(page().locator(".react-flow__node")).hasCount(0);
    keyboard().press("Control+z");
    assertThat(playground().value("loss")).hasText("0.36");
  }

  @Test
  @DisplayName(
      "places a dense layer and sees it as a layer, as matrices and as neurons, with one value")
  void lensWithTheMouse() {
    playground().openEmpty();
    Locator item = page().locator("[data-palette-op=\"dense\"]");
    item.scrollIntoViewIfNeeded();
    BoundingBox canvas = page().getByTestId("canvas").boundingBox();
    playground().drag(item.boundingBox(), canvas.x + 700, canvas.y + 400);
    Locator layer = group("dense1");
    assertThat(layer.locator(".figure-forward")).isVisible();
    String value = layer.locator(".figure-forward").first().innerText();

    layer.locator(".nodeCard-head").click();
    page().locator("[data-grain=\"matrix\"]").click();
    assertThat(playground().node("dense1_W")).isVisible();
    assertThat(playground().node("dense1").locator(".figure-forward").first()).hasText(value);

    page().locator("[data-grain=\"scalar\"]").click();
    assertThat(playground().node("dense1_w11")).isVisible();
    assertThat(playground().node("dense1").locator(".figure-forward").first()).hasText(value);

    page().locator("[data-grain=\"layer\"]").click();
    assertThat(cards()).hasCount(2);
    assertThat(layer.locator(".figure-forward").first()).hasText(value);
  }

  @Test
  @DisplayName("does the same with the keyboard alone")
  void lensWithTheKeyboard() {
    playground().openEmpty();
    keyboard().press("/");
    keyboard().type("dense");
    keyboard().press("Enter");
    Locator layer = group("dense1");
    String value = layer.locator(".figure-forward").first().innerText();
    keyboard().press("Shift+L");
    assertThat(playground().node("dense1_W")).isVisible();
    keyboard().press("Shift+L");
    assertThat(playground().node("dense1_w11")).isVisible();
    assertThat(playground().node("dense1").locator(".figure-forward").first()).hasText(value);
    keyboard().press("Shift+L");
    assertThat(cards()).hasCount(2);
    assertThat(layer.locator(".figure-forward").first()).hasText(value);
  }

  @Test
  @DisplayName("is told with the mouse why a wire would close a cycle")
  void refusedWithTheMouse() {
    Locator out = playground().port("loss", "out");
    BoundingBox target = playground().port("yhat", "a").boundingBox();
    playground()
        .startDrag(out.boundingBox(), target.x + target.width / 2, target.y + target.height / 2);
    assertThat(page().getByTestId("refusal")).containsText("A cycle runs through");
    page().mouse().up();
    assertThat(playground().value("loss")).hasText("0.36");
  }

  @Test
  @DisplayName("is told with the keyboard alone why a wire is refused")
  void refusedWithTheKeyboard() {
    playground()
        .node("loss")
        .locator("xpath=ancestor::*[contains(concat(' ', @class, ' '), ' react-flow__node ')]")
        .focus();
    keyboard().press("w");
    assertThat(page().getByTestId("keyboard-wire")).isVisible();
    keyboard().press("ArrowLeft");
    assertThat(page().locator(":focus"))
        .hasAttribute("aria-label", Pattern.compile("subtract of yhat and y.*"));
    keyboard().press("Enter");
    assertThat(page().getByText("A cycle runs through").first()).isVisible();
    keyboard().press("Escape");
    assertThat(playground().value("loss")).hasText("0.36");
  }

  @Test
  @DisplayName("puts three cards in line and takes it back in one step")
  void align() {
    for (String name : new String[] {"w1", "x", "w2"}) {
      keyboard().down("Shift");
      playground().node(name).locator(".nodeCard-head").click();
      keyboard().up("Shift");
    }
    page().locator("[data-align=\"top\"]").click();
    double top = playground().node("w1").boundingBox().y;
    assertEquals(top, playground().node("w2").boundingBox().y, 1);
    assertEquals(top, playground().node("x").boundingBox().y, 1);
    page().getByTestId("undo").click();
    assertThat(page().getByTestId("undo")).isDisabled();
  }

  @Test
  @DisplayName("shows local derivatives, shapes and the map by switches that are remembered")
  void switches() {
    page().getByTestId("view-menu").click();
    page().locator("[data-view=\"locals\"]").click();
    page().locator("[data-view=\"minimap\"]").click();
    keyboard().press("Escape");
    assertThat(page().getByTestId("local-derivative").first()).isVisible();
    assertThat(page().locator(".graphMap")).isVisible();
    page().reload();
    assertThat(page().locator(".graphMap")).isVisible();
    assertThat(page().getByTestId("local-derivative").first()).isVisible();
  }
}
