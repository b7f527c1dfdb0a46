package org.chainrule.server.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.chainrule.server.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whatever is written into a graph is read by others: it must stay writing. */
@DisplayName("Script, SVG and javascript: in a graph are shown as text:")
class HostileIT extends Journey {

  private static final String SCRIPT = "<script>hacked=1</script>";
  private static final String IMAGE = "<img src=x onerror=hacked=1>";
  private static final String SVG = "<svg onload=hacked=1><a href='javascript:hacked=1'>";
  private static final String TEX = "\\href{javascript:hacked=1}{x}";
  private static final String URL = "javascript:hacked=1";

  private static String quoted(String text) {
    try {
      return new ObjectMapper().writeValueAsString(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A graph that carries something hostile wherever it may carry words. */
  private static String document() {
    String[] names = {SCRIPT, IMAGE, SVG, TEX, URL};
    StringBuilder nodes = new StringBuilder();
    StringBuilder wires = new StringBuilder();
    for (int i = 0; i < names.length; i++) {
      String across = "\"position\":{\"x\":" + i * 420 + ",\"y\":";
      nodes.append("{\"id\":\"p").append(i).append("\",\"op\":\"parameter\",\"name\":");
      nodes.append(quoted(names[i])).append(",\"settings\":{\"value\":2},");
      nodes.append(across).append("0}},{\"id\":\"m").append(i).append("\",\"op\":\"relu\",");
      nodes.append(across).append("300}},");
      wires.append(i == 0 ? "" : ",").append("{\"from\":\"p").append(i).append("\",\"to\":\"m");
      wires.append(i).append("\",\"port\":\"x\"}");
    }
    nodes.append("{\"id\":\"n\",\"op\":").append(quoted(SVG)).append(",\"name\":\"odd\"}");
    return "{\"version\":1,\"title\":"
        + quoted(IMAGE + SCRIPT)
        + ",\"nodes\":["
        + nodes
        + "],\"wires\":["
        + wires
        + "],\"groups\":[{\"id\":\"g\",\"name\":"
        + quoted(SVG)
        + ",\"members\":[\"m0\",\"m1\"]}]}";
  }

  /** Nothing of it has run, and nothing of it has become an element. */
  private static void harmless(Page page) {
    assertEquals(true, page.evaluate("typeof hacked === 'undefined'"));
    assertEquals(
        0,
        page.evaluate(
            """
            () => [...document.querySelectorAll('*')].filter(element =>
                [...element.attributes].some(({name, value}) =>
                    name.startsWith('on') || (/^(href|src|xlink:href)$/.test(name) && /^\\s*javascript:/i.test(value))) ||
                (element.tagName === 'SCRIPT' && !element.src)).length
            """));
  }

  /** Opens whatever shows the names once more: inspector, outline, text, paths. */
  private static void lookEverywhere(Page page) {
    for (int i = 0; i < 5; i++) {
      // What one card says may lie over the next.
      page.getByTestId("rf__node-p" + i).dispatchEvent("click");
      assertThat(page.getByTestId("inspector")).isVisible();
    }
    page.keyboard().press("Escape");
    page.keyboard().press("o");
    harmless(page);
  }

  @Test
  @DisplayName("in the title, the names and the groups of a shared graph")
  void shared() {
    HttpResponse<String> stored = server().post("/api/graphs", "{\"document\":" + document() + "}");
    assertEquals(201, stored.statusCode(), stored.body());
    String id = TestServer.json(stored).get("id").textValue();
    for (String path : new String[] {"/g/" + id, "/g/" + id + "?mode=view", "/embed/" + id}) {
      try (Playground visitor = visit(path)) {
        Page page = visitor.page();
        assertThat(page.getByText(SCRIPT).first()).isVisible();
        harmless(page);
        if (path.equals("/g/" + id)) {
          assertThat(page.getByTestId("title")).hasValue(IMAGE + SCRIPT);
          lookEverywhere(page);
        }
        assertEquals(java.util.List.of(), visitor.complaints());
      }
    }
  }

  @Test
  @DisplayName("in a file that is imported, and in the sentence that refuses one")
  void imported() {
    Page page = playground().page();
    page.getByTestId("share").click();
    take(page, "graph.json", document());
    assertThat(page.getByTestId("title")).hasValue(IMAGE + SCRIPT);
    assertThat(page.getByText(SCRIPT).first()).isVisible();
    harmless(page);
    page.getByTestId("share").click();
    take(page, IMAGE + ".txt", SVG + "\n" + SCRIPT);
    assertThat(page.getByTestId("file-problem")).containsText(IMAGE + ".txt");
    harmless(page);
  }

  private static void take(Page page, String name, String content) {
    page.getByTestId("file")
        .setInputFiles(
            new FilePayload(name, "text/plain", content.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  @DisplayName("in what is written in the text view")
  void written() {
    Page page = playground().page();
    page.keyboard().press("t");
    Locator editor = page.locator(".cm-content");
    editor.click();
    page.keyboard().press("ControlOrMeta+End");
    page.keyboard().insertText("\n# " + SCRIPT + IMAGE + "\nz = " + SVG + "\n");
    assertThat(editor).containsText(SCRIPT);
    harmless(page);
    assertTrue(page.url().startsWith(server().uri("/").toString()), page.url());
  }
}
