package org.chainrule.server.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.chainrule.server.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A graph leaves and arrives:")
class LinkIT extends Journey {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  /** The open document, as this browser keeps it. */
  private static JsonNode kept(Page page) {
    return TestServer.json(
        (String)
            page.evaluate(
                """
            () => {
              const key = sessionStorage.getItem('chainrule.current');
              return JSON.stringify(JSON.parse(localStorage.getItem('chainrule.document.' + key)).graph);
            }
            """));
  }

  private static String clipboard(Page page) {
    return (String) page.evaluate("navigator.clipboard.readText()");
  }

  /** With the mouse. */
  private String hashLink() {
    Page page = playground().page();
    page.getByTestId("share").click();
    page.getByTestId("copy-hash-link").click();
    assertThat(page.getByTestId("copy-hash-link")).hasText("Copied");
    page.keyboard().press("Escape");
    return clipboard(page);
  }

  private static void tabTo(Page page, Locator target) {
    for (int i = 0; i < 40; i++) {
      if ((boolean) target.evaluate("element => element === document.activeElement")) {
        return;
      }
      page.keyboard().press("Tab");
    }
    assertThat(target).isFocused();
  }

  @Test
  @DisplayName("the link without a server brings the same document, beside one's own work")
  void hashRoundTrip() {
    playground().type("w2", "1.5");
    String link = hashLink();
    assertTrue(link.contains("/#g=a") && link.length() < 8_000, link);
    try (Playground other = visit("/")) {
      other.type("w3", "9");
      other.page().navigate(link);
      assertThat(other.value("w2")).hasText("1.5");
      assertThat(other.page().getByTestId("link-note")).isVisible();
      assertEquals(kept(playground().page()), kept(other.page()));
      assertEquals(link, other.page().url());
      other.page().reload();
      assertThat(other.value("w2")).hasText("1.5");

      other.type("w2", "4");
      assertFalse(other.page().url().contains("#"), "once it is changed it is one's own");
      other.page().reload();
      assertThat(other.value("w2")).hasText("4");

      // The link anew, in the same page: neither of the two is touched.
      other.page().evaluate("hash => { location.hash = hash; }", link.substring(link.indexOf('#')));
      assertThat(other.value("w2")).hasText("1.5");
      other.page().getByTestId("graphs").click();
      assertThat(other.page().locator("[data-document]")).hasCount(2);
      other.page().locator("[data-document]").last().click();
      assertThat(other.value("w3")).hasText("9");
      assertEquals(List.of(), other.complaints());
    }
  }

  @Test
  @DisplayName("the same with the keyboard alone, the link pasted into the page")
  void hashByKeyboard() {
    Page page = playground().page();
    playground().value("w1").focus();
    page.keyboard().press("ArrowUp");
    assertThat(playground().value("w1")).hasText("0.6");
    tabTo(page, page.getByTestId("share"));
    page.keyboard().press("Enter");
    assertThat(page.getByTestId("share-link")).isFocused();
    tabTo(page, page.getByTestId("copy-hash-link"));
    page.keyboard().press("Enter");
    assertThat(page.getByTestId("copy-hash-link")).hasText("Copied");
    String link = clipboard(page);
    try (Playground other = visit("/")) {
      other.page().evaluate("text => navigator.clipboard.writeText(text)", link);
      other.page().keyboard().press("Control+v");
      assertThat(other.value("w1")).hasText("0.6");
      assertEquals(kept(page), kept(other.page()));
    }
  }

  @Test
  @DisplayName("a damaged link says so, and one's own work is there")
  void damaged() {
    playground().type("w2", "3");
    playground().page().evaluate("() => { location.hash = '#g=aAAAA'; }");
    assertThat(playground().page().getByTestId("link-problem"))
        .containsText("The link could not be opened. The link is damaged: copy it again");
    assertThat(playground().value("w2")).hasText("3");
  }

  @Test
  @DisplayName("nodes travel as text between two windows, with the keyboard alone")
  void copyBetweenWindows() {
    Page page = playground().page();
    page.keyboard().press("Control+a");
    page.keyboard().press("Control+c");
    String text = clipboard(page);
    assertTrue(text.startsWith("{\"version\":1"), text);
    try (Playground other = visit("/")) {
      other.openEmpty();
      other.page().evaluate("text => navigator.clipboard.writeText(text)", text);
      other.page().keyboard().press("Control+v");
      assertThat(other.value("loss")).hasText("0.36");
      assertThat(other.gradient("w2")).hasText("-0.24");
      assertThat(other.page().locator(".react-flow__node")).hasCount(16);
      other.page().keyboard().press("Control+z");
      assertThat(other.page().locator(".react-flow__node")).hasCount(0);
      other
          .page()
          .evaluate("text => navigator.clipboard.writeText(text)", "x = input(3)\nloss = x^2");
      other.page().keyboard().press("Control+v");
      assertThat(other.value("loss")).hasText("9");
    }
  }

  private Download save(String format) {
    Page page = playground().page();
    page.getByTestId("export-" + format).click();
    // A picture of many cards takes its time.
    assertThat(page.getByTestId("export-save"))
        .isEnabled(new LocatorAssertions.IsEnabledOptions().setTimeout(60_000));
    return page.waitForDownload(() -> page.getByTestId("export-save").click());
  }

  private void openExport() {
    Page page = playground().page();
    page.getByTestId("share").click();
    page.getByTestId("open-export").click();
    assertThat(page.getByTestId("export-dialog")).isVisible();
  }

  @Test
  @DisplayName("the whole graph as a picture of twice its size, under the page's own policy")
  void pictures() throws IOException {
    openExport();
    Download png = save("png");
    assertEquals("cs540-a-small-network.png", png.suggestedFilename());
    byte[] bytes = Files.readAllBytes(png.path());
    assertArrayEquals(PNG, Arrays.copyOf(bytes, 8));
    ByteBuffer header = ByteBuffer.wrap(bytes);
    int width = header.getInt(16);
    int height = header.getInt(20);
    assertTrue(width > 2_000 && width < 4_000, "width " + width);
    assertTrue(height > 600 && height < 2_000, "height " + height);
    assertTrue(bytes.length > 50_000, "a picture with something on it: " + bytes.length);
    assertThat(playground().page().getByTestId("export-picture")).isVisible();

    String svg = Files.readString(save("svg").path());
    assertTrue(svg.startsWith("<svg "), svg.substring(0, 40));
    assertTrue(svg.contains("0.36") && !svg.contains("<script"));
  }

  @Test
  @DisplayName("the other forms are read before they are saved, and come back where they can")
  void formats() throws IOException {
    Page page = playground().page();
    openExport();
    page.getByTestId("export-pytorch").click();
    assertThat(page.getByTestId("export-shown")).containsText("import torch");
    page.getByTestId("export-copy").click();
    assertThat(page.getByTestId("export-copy")).hasText("Copied");
    assertTrue(clipboard(page).contains("import torch"));
    byte[] onnx = Files.readAllBytes(save("onnx").path());
    byte[] npz = Files.readAllBytes(save("npz").path());
    String json = Files.readString(save("json").path());
    page.keyboard().press("Escape");

    playground().type("w2", "7");
    assertThat(playground().value("loss")).not().hasText("0.36");
    open("weights.npz", npz);
    assertThat(playground().value("w2")).hasText("1");
    assertThat(playground().value("loss")).hasText("0.36");
    page.keyboard().press("Control+z");
    assertThat(playground().value("w2")).hasText("7");

    open("network.onnx", onnx);
    assertThat(playground().value("loss")).hasText("0.36");
    open("network.json", json.getBytes(StandardCharsets.UTF_8));
    assertThat(playground().value("loss")).hasText("0.36");
    page.getByTestId("graphs").click();
    assertThat(page.locator("[data-document]:not([data-disabled])")).hasCount(1);
  }

  private void open(String name, byte[] bytes) {
    Page page = playground().page();
    page.getByTestId("share").click();
    page.getByTestId("file")
        .setInputFiles(new FilePayload(name, "application/octet-stream", bytes));
    assertThat(page.getByTestId("share-link")).hasCount(0);
  }

  @Test
  @DisplayName("what cannot be opened is said in a sentence, and nothing is lost")
  void refusedFiles() {
    Page page = playground().page();
    page.getByTestId("share").click();
    for (String[] each :
        new String[][] {
          {"a.onnx", "not a model"},
          {"b.npz", "PK but no archive"},
          {"c.json", "{\"version\": 1, \"nodes\": 3}"},
          {"d.json", "{\"nobody\": [1, 2]}"},
          {"e.txt", "y = "},
        }) {
      page.getByTestId("file")
          .setInputFiles(
              new FilePayload(each[0], "text/plain", each[1].getBytes(StandardCharsets.UTF_8)));
      assertThat(page.getByTestId("file-problem")).containsText(each[0]);
      String text = page.getByTestId("file-problem").innerText();
      assertTrue(text.matches("(?s).*[.?]") && !text.contains("undefined"), text);
    }
    assertThat(playground().value("loss")).hasText("0.36");
  }

  @Test
  @DisplayName("a file may be dropped anywhere")
  void drop() {
    playground()
        .page()
        .evaluate(
            """
            () => {
              const brings = new DataTransfer();
              brings.items.add(new File(['x = input(3)\\nloss = x^2'], 'square.txt'));
              for (const type of ['dragover', 'drop'])
                document.body.dispatchEvent(
                    new DragEvent(type, {dataTransfer: brings, bubbles: true, cancelable: true}));
            }
            """);
    assertThat(playground().value("loss")).hasText("9");
    assertThat(playground().page().getByTestId("title")).hasValue("square");
  }
}
