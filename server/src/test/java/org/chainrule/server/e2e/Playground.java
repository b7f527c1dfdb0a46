package org.chainrule.server.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The page as a person uses it: by what they see and with the mouse. Remembers whatever the browser
 * complained about.
 */
final class Playground implements AutoCloseable {
  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();

  Playground(Browser browser, String url, ColorScheme scheme) {
    context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(1920, 1080)
                .setColorScheme(scheme)
                .setPermissions(List.of("clipboard-read", "clipboard-write")));
    page = context.newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.navigate(url);
    // Hovering waits until the first card stands still, so that what is measured afterwards stays
    // true.
    page.locator(".nodeCard").first().hover();
  }

  Playground(Browser browser, String url) {
    this(browser, url, ColorScheme.LIGHT);
  }

  Page page() {
    return page;
  }

  List<String> complaints() {
    return complaints;
  }

  /** The card of a node, by its name or id. */
  Locator node(String name) {
    return page.locator("[data-node=\"" + name + "\"]");
  }

  Locator value(String name) {
    return node(name).getByTestId("value");
  }

  Locator gradient(String name) {
    return node(name).getByTestId("gradient");
  }

  void openExample(String title) {
    page.getByTestId("graphs").click();
    page.getByText(title).click();
  }

  void openEmpty() {
    page.getByTestId("graphs").click();
    page.getByTestId("new-graph").click();
    assertThat(page.locator(".react-flow__node")).hasCount(0);
  }

  /**
   * Drags an op from the palette to a place on the canvas, in pixels from its corner, and answers
   * the new node's name or id.
   */
  String drop(String op, double x, double y) {
    Set<String> before = names();
    Locator item = page.locator("[data-palette-op=\"" + op + "\"]");
    item.scrollIntoViewIfNeeded();
    BoundingBox canvas = page.getByTestId("canvas").boundingBox();
    drag(item.boundingBox(), canvas.x + x, canvas.y + y);
    assertThat(page.locator(".react-flow__node")).hasCount(before.size() + 1);
    Set<String> after = names();
    after.removeAll(before);
    return after.iterator().next();
  }

  private Set<String> names() {
    Set<String> names = new HashSet<>();
    for (Locator node : page.locator("[data-node]").all()) {
      names.add(node.getAttribute("data-node"));
    }
    return names;
  }

  /** Draws a wire from the output of one node to a port of another. */
  void wire(String from, String to, String port) {
    int before = page.locator(".react-flow__edge").count();
    BoundingBox start = port(from, "out").boundingBox();
    BoundingBox end = port(to, port).boundingBox();
    drag(start, end.x + end.width / 2, end.y + end.height / 2);
    assertThat(page.locator(".react-flow__edge")).hasCount(before + 1);
  }

  Locator port(String node, String port) {
    return node(node).locator("[data-port=\"" + port + "\"]");
  }

  /** Drags from the middle of a box to a point, with the mouse. */
  void drag(BoundingBox from, double x, double y) {
    startDrag(from, x, y);
    page.mouse().up();
  }

  /** The same without letting go. */
  void startDrag(BoundingBox from, double x, double y) {
    page.mouse().move(from.x + from.width / 2, from.y + from.height / 2);
    page.mouse().down();
    page.mouse().move(x - 4, y - 4, new Mouse.MoveOptions().setSteps(8));
    page.mouse().move(x, y);
  }

  /** Clicks the number of a source and types another. */
  void type(String node, String number) {
    value(node).click();
    page.keyboard().type(number);
    page.keyboard().press("Enter");
    assertThat(value(node)).hasText(number);
  }

  /** Clicks the canvas beside everything, so that nothing is selected. */
  void deselect() {
    page.keyboard().press("Escape");
  }

  @Override
  public void close() {
    context.close();
  }
}
