package org.chainrule.server.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A person shares a graph and")
class ShareIT extends Journey {

  private String share() {
    Page page = playground().page();
    page.getByTestId("share").click();
    assertThat(page.getByTestId("share-link")).isVisible();
    String link = page.getByTestId("share-link").inputValue();
    assertEquals(link, page.evaluate("navigator.clipboard.readText()"));
    page.keyboard().press("Escape");
    return URI.create(link).getPath();
  }

  @Test
  @DisplayName("another one opens the link and sees the same graph and numbers")
  void theSameGraphElsewhere() {
    playground().type("w2", "1.5");
    assertThat(playground().value("loss")).hasText("0.25");
    String path = share();
    assertTrue(path.matches("/g/[A-Za-z0-9_-]{12}"), path);
    try (Playground other = visit(path)) {
      assertThat(other.value("w2")).hasText("1.5");
      assertThat(other.value("yhat")).hasText("0.5");
      assertThat(other.value("loss")).hasText("0.25");
      assertThat(other.gradient("w2")).hasText(playground().gradient("w2").textContent());
      assertThat(other.page().locator(".react-flow__node")).hasCount(16);
      assertEquals(List.of(), other.complaints());
    }
  }

  @Test
  @DisplayName("what somebody does with the link touches neither the link nor their own work")
  void ownWorkIsKept() {
    playground().type("w1", "0.7");
    String path = share();
    try (Playground other = visit("/")) {
      other.type("w3", "9");
      other.page().navigate(server().uri(path).toString());
      assertThat(other.value("w1")).hasText("0.7");
      other.type("w1", "5");
      other.page().navigate(server().uri("/").toString());
      assertThat(other.value("w3")).hasText("9");
      assertThat(other.value("w1")).hasText("0.5");
    }
    try (Playground third = visit(path)) {
      assertThat(third.value("w1")).hasText("0.7");
    }
  }

  @Test
  @DisplayName("a later change goes out under the same link")
  void theSameLinkLater() {
    String path = share();
    playground().type("w4", "0.3");
    assertEquals(path, share());
    try (Playground other = visit(path)) {
      assertThat(other.value("w4")).hasText("0.3");
    }
  }
}
