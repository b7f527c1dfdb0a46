package org.chainrule.server.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A graph is shown to others:")
class EmbedIT extends Journey {

  private String link() {
    Page page = playground().page();
    page.getByTestId("share").click();
    page.getByTestId("copy-hash-link").click();
    assertThat(page.getByTestId("copy-hash-link")).hasText("Copied");
    page.keyboard().press("Escape");
    return (String) page.evaluate("navigator.clipboard.readText()");
  }

  private static String stored(Page page) {
    return (String) page.evaluate("() => JSON.stringify([{...localStorage}, {...sessionStorage}])");
  }

  @Test
  @DisplayName("the snippet of the dialog stands in another page with the panels that were chosen")
  void snippet() {
    Page page = playground().page();
    playground().type("w2", "1.5");
    page.getByTestId("share").click();
    page.getByTestId("open-embed").click();
    page.getByTestId("embed-text").check();
    page.getByTestId("embed-width").fill("1200");
    FrameLocator preview = page.frameLocator("iframe[title=\"Preview\"]");
    assertThat(preview.locator("[data-node=\"w2\"]").getByTestId("value")).hasText("1.5");
    String snippet = page.getByTestId("embed-snippet").inputValue();
    assertTrue(snippet.contains("width=\"1200\""), snippet);
    page.keyboard().press("Escape");

    String html = "<!doctype html><title>A course</title>" + snippet;
    page.route(
        "http://course.example/**",
        route ->
            route.fulfill(new Route.FulfillOptions().setContentType("text/html").setBody(html)));
    page.navigate("http://course.example/week4");
    FrameLocator frame = page.frameLocator("iframe");
    assertThat(frame.locator("[data-node=\"w2\"]").getByTestId("value")).hasText("1.5");
    assertThat(frame.getByTestId("inspector")).isVisible();
    assertThat(frame.getByTestId("text-panel")).isVisible();
    assertThat(frame.getByTestId("palette")).hasCount(0);
    assertThat(frame.getByTestId("share")).hasCount(0);
    assertThat(frame.getByTestId("open-in-chainrule")).isVisible();
  }

  @Test
  @DisplayName("the page itself cannot be framed")
  void onlyTheFrameIsFramed() {
    Page page = playground().page();
    String html = "<!doctype html><iframe src=\"" + server().uri("/") + "\"></iframe>";
    page.route(
        "http://course.example/**",
        route ->
            route.fulfill(new Route.FulfillOptions().setContentType("text/html").setBody(html)));
    page.navigate("http://course.example/");
    page.waitForCondition(
        () -> playground().complaints().stream().anyMatch(it -> it.contains("frame-ancestors")));
    assertThat(page.frameLocator("iframe").locator(".nodeCard")).hasCount(0);
    playground().complaints().removeIf(it -> it.contains("frame-ancestors"));
  }

  @Test
  @DisplayName(
      "a frame leaves nothing behind, and opens in a window of its own with what was tried")
  void scratch() {
    String embed = link().replace("/#", "/embed#");
    try (Playground reader = visit(embed.substring(embed.indexOf("/embed")))) {
      reader.type("w2", "2");
      assertThat(reader.value("loss")).hasText("0.16");
      reader.page().keyboard().press("/");
      assertThat(reader.page().getByTestId("quick-add")).hasCount(0);
      reader.page().keyboard().press("Control+a");
      reader.page().keyboard().press("Delete");
      assertThat(reader.page().locator(".react-flow__node")).hasCount(16);
      assertEquals("[{},{}]", stored(reader.page()));
      Page window =
          reader
              .page()
              .context()
              .waitForPage(() -> reader.page().getByTestId("open-in-chainrule").click());
      assertThat(window.locator("[data-node=\"w2\"]").getByTestId("value")).hasText("2");
      assertThat(window.getByTestId("share")).isVisible();
    }
  }

  @Test
  @DisplayName("a reader tries numbers, takes them back, and edits a copy")
  void reading() {
    playground().type("w1", "0.7");
    String link = link().replace("/#", "/?mode=view#");
    try (Playground reader = visit("/")) {
      reader.type("w3", "9");
      reader.page().navigate(link);
      assertThat(reader.value("w1")).hasText("0.7");
      assertThat(reader.page().getByTestId("reader-bar")).isVisible();
      assertThat(reader.page().getByTestId("palette")).hasCount(0);
      reader.value("w2").focus();
      reader.page().keyboard().press("ArrowUp");
      assertThat(reader.value("w2")).hasText("1.1");
      reader.page().getByTestId("reset-numbers").click();
      assertThat(reader.value("w2")).hasText("1");
      reader.type("w2", "2");
      reader.page().getByTestId("edit-copy").click();
      assertThat(reader.page().getByTestId("share")).isVisible();
      assertThat(reader.value("w2")).hasText("2");
      reader.page().reload();
      assertThat(reader.value("w2")).hasText("2");
      reader.page().getByTestId("graphs").click();
      assertThat(reader.page().locator("[data-document]")).hasCount(2);
    }
  }

  @Test
  @DisplayName("F shows the canvas alone, Escape brings the rest back")
  void presentation() {
    Page page = playground().page();
    page.keyboard().press("f");
    assertThat(page.getByTestId("palette")).hasCount(0);
    assertThat(page.getByTestId("share")).hasCount(0);
    playground().type("w2", "2");
    page.getByTestId("leave-presentation").click();
    assertThat(page.getByTestId("share")).isVisible();
    page.getByTestId("present").click();
    assertThat(page.getByTestId("share")).hasCount(0);
    page.keyboard().press("Escape");
    assertThat(page.getByTestId("share")).isVisible();
    assertThat(playground().value("w2")).hasText("2");
  }
}
