package org.chainrule.server.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A person draws a graph and")
class DrawIT extends Journey {
  @Test
  @DisplayName("finds the CS540 network open on a first visit, with -0.24 on w2")
  void firstVisit() {
    assertThat(playground().value("yhat")).hasText("0.4");
    assertThat(playground().value("loss")).hasText("0.36");
    assertThat(playground().gradient("w1")).hasText("-0.48");
    assertThat(playground().gradient("w2")).hasText("-0.24");
    assertThat(playground().gradient("w3")).hasText("-1.2");
    assertThat(playground().gradient("w4")).hasText("-2.4");
    assertThat(playground().gradient("x")).hasText("-0.24");
  }

  @Test
  @DisplayName(
      "asks a weight why its gradient is what it is, and reads the chain rule line by line")
  void chainRule() {
    playground().node("w2").locator(".nodeCard-head").click();
    Locator lines = playground().page().getByTestId("chain-rule").locator("li");
    assertThat(lines).hasCount(3);
    assertThat(lines.nth(0)).containsText("2 \\, (0.4 - 1) = -1.2");
    assertThat(lines.nth(1)).containsText("-1.2 \\cdot 0.1 = -0.12");
    assertThat(lines.nth(2)).containsText("-0.12 \\cdot 2 = -0.24");
    playground().node("h2").locator(".nodeCard-head").click();
    assertThat(playground().page().getByTestId("sentence"))
        .hasText("h2 passes the gradient on because its input is positive.");
  }

  @Test
  @DisplayName("builds the CS540 network from an empty canvas by drag and drop")
  void fromAnEmptyCanvas() {
    playground().openEmpty();
    assertEquals("x", playground().drop("input", 120, 330));
    assertEquals("w1", playground().drop("parameter", 120, 200));
    assertEquals("w2", playground().drop("parameter", 120, 460));
    String product1 = playground().drop("multiply", 300, 240);
    String product2 = playground().drop("multiply", 300, 440);
    String h1 = playground().drop("relu", 480, 240);
    String h2 = playground().drop("relu", 480, 440);
    assertEquals("w3", playground().drop("parameter", 480, 120));
    assertEquals("w4", playground().drop("parameter", 480, 570));
    String term1 = playground().drop("multiply", 660, 180);
    String term2 = playground().drop("multiply", 660, 500);
    String yhat = playground().drop("add", 840, 340);
    assertEquals("y", playground().drop("label", 840, 500));
    assertEquals("loss", playground().drop("squared_error", 1020, 420));
    playground().deselect();

    playground().wire("w1", product1, "a");
    playground().wire("x", product1, "b");
    playground().wire("w2", product2, "a");
    playground().wire("x", product2, "b");
    playground().wire(product1, h1, "x");
    playground().wire(product2, h2, "x");
    playground().wire("w3", term1, "a");
    playground().wire(h1, term1, "b");
    playground().wire("w4", term2, "b");
    playground().wire(h2, term2, "a");
    playground().wire(term1, yhat, "a");
    playground().wire(term2, yhat, "b");
    playground().wire(yhat, "loss", "prediction");
    playground().wire("y", "loss", "label");
    playground().deselect();

    playground().type("x", "2");
    playground().type("w1", "0.5");
    playground().type("w3", "0.2");
    playground().type("w4", "0.1");

    assertThat(playground().value(yhat)).hasText("0.4");
    assertThat(playground().value("loss")).hasText("0.36");
    assertThat(playground().gradient("w2")).hasText("-0.24");
    assertThat(playground().gradient("w1")).hasText("-0.48");
    assertThat(playground().gradient("x")).hasText("-0.24");
  }

  @Test
  @DisplayName("scrubs w2 and sees every number follow, then takes it back")
  void scrub() {
    playground().value("w2").hover();
    BoundingBox number = playground().value("w2").boundingBox();
    double x = number.x + number.width / 2;
    double y = number.y + number.height / 2;
    playground().startDrag(number, x + 50, y);
    assertThat(playground().value("w2")).hasText("1.5");
    assertThat(playground().value("yhat")).hasText("0.5");
    assertThat(playground().value("loss")).hasText("0.25");
    playground().page().mouse().move(x + 100, y);
    assertThat(playground().value("w2")).hasText("2");
    assertThat(playground().value("loss")).hasText("0.16");
    playground().page().mouse().up();
    playground().page().getByTestId("undo").click();
    assertThat(playground().value("w2")).hasText("1");
    assertThat(playground().gradient("w2")).hasText("-0.24");
  }

  @Test
  @DisplayName("reads on the node why a shape does not fit, while the rest stays evaluated")
  void wrongShape() {
    playground().openEmpty();
    playground().drop("parameter", 150, 200);
    playground().drop("input", 150, 380);
    String product = playground().drop("matmul", 400, 280);
    String other = playground().drop("relu", 400, 500);
    playground().deselect();
    playground().wire("x", other, "x");
    set("w1", "[[1, 2, 3], [4, 5, 6]]");
    set("x", "[1, 2, 3]");
    playground().wire("w1", product, "a");
    playground().wire("x", product, "b");
    assertThat(playground().node(product)).hasAttribute("data-state", "evaluated");
    set("x", "[1, 2, 3, 4]");
    assertThat(playground().node(product).getByTestId("problem"))
        .hasText(
            "Port b of Matrix product needs length 3 along its first axis, since a has shape [2, 3], but gets"
                + " shape [4]. Make the last axis of a as long as the first axis of b.");
    assertThat(playground().node(other)).hasAttribute("data-state", "evaluated");
    set("x", "[1, 0, -1]");
    assertThat(playground().node(product)).hasAttribute("data-state", "evaluated");
  }

  /** Types a literal into the inspector's value field. */
  private void set(String node, String literal) {
    playground().node(node).locator(".nodeCard-head").click();
    Locator field = playground().page().getByTestId("setting-value");
    field.fill(literal);
    field.press("Enter");
    playground().deselect();
  }

  @Test
  @DisplayName("is told while dragging why a wire would close a cycle, and cannot make it")
  void cycle() {
    Locator out = playground().port("loss", "out");
    BoundingBox target = playground().port("yhat", "a").boundingBox();
    playground()
        .startDrag(out.boundingBox(), target.x + target.width / 2, target.y + target.height / 2);
    assertThat(playground().page().getByTestId("refusal")).containsText("A cycle runs through");
    int before = playground().page().locator(".react-flow__edge").count();
    playground().page().mouse().up();
    assertThat(playground().page().locator(".react-flow__edge")).hasCount(before);
    assertThat(playground().value("loss")).hasText("0.36");
  }

  @Test
  @DisplayName("takes everything back and does it again with the mouse, to the very same documents")
  void history() {
    Locator undo = playground().page().getByTestId("undo");
    Locator redo = playground().page().getByTestId("redo");
    List<String> documents = new ArrayList<>();
    documents.add(kept());
    BoundingBox number = playground().value("w2").boundingBox();
    playground().drag(number, number.x + number.width / 2 + 50, number.y + number.height / 2);
    documents.add(kept());
    playground().drop("sigmoid", 700, 120);
    documents.add(kept());
    BoundingBox card = playground().node("w3").locator(".nodeCard-name").boundingBox();
    playground().drag(card, card.x + 90, card.y - 40);
    documents.add(kept());
    for (int i = documents.size() - 2; i >= 0; i--) {
      assertNotEquals(documents.get(i), documents.get(i + 1));
      undo.click();
      assertEquals(documents.get(i), kept());
    }
    assertThat(undo).isDisabled();
    for (int i = 1; i < documents.size(); i++) {
      redo.click();
      assertEquals(documents.get(i), kept());
    }
    assertThat(redo).isDisabled();
  }

  /** The document as this browser keeps it when the page is left. */
  private String kept() {
    return (String)
        playground()
            .page()
            .evaluate(
                """
                () => {
                  dispatchEvent(new Event("pagehide"));
                  const key = localStorage.getItem("chainrule.current");
                  return JSON.stringify(JSON.parse(localStorage.getItem("chainrule.document." + key)).graph);
                }
                """);
  }

  @Test
  @DisplayName("finds the work again after a reload")
  void reload() {
    playground().type("w2", "3");
    playground().page().reload();
    assertThat(playground().value("w2")).hasText("3");
    assertThat(playground().value("yhat")).hasText("0.8");
  }
}
