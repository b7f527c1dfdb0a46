package org.chainrule.server.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A link to one version:")
class RevisionIT extends Journey {

  /** Opens the panel that shares, waits until the graph is stored, and leaves the panel open. */
  private void stored() {
    assertThat(playground().page().getByTestId("share-state")).hasAttribute("data-state", "stored");
  }

  private String link() {
    Page page = playground().page();
    String link = page.getByTestId("share-link").inputValue();
    page.keyboard().press("Escape");
    return URI.create(link).getPath();
  }

  private void shows(String path, String w4) {
    try (Playground other = visit(path)) {
      assertThat(other.value("w4")).hasText(w4);
    }
  }

  @Test
  @DisplayName("it stays as it was when a later one is shared, with the mouse")
  void mouse() {
    Page page = playground().page();
    playground().type("w4", "0.3");
    page.getByTestId("share").click();
    stored();
    page.getByTestId("share-pinned").check();
    String pinned = link();
    assertTrue(pinned.matches("/g/[A-Za-z0-9_-]{12}@1"), pinned);

    playground().type("w4", "0.7");
    page.getByTestId("share").click();
    stored();
    String current = link();
    assertEquals(pinned, current + "@1");
    shows(pinned, "0.3");
    shows(current, "0.7");
  }

  @Test
  @DisplayName("the same with the keyboard alone")
  void keyboard() {
    Page page = playground().page();
    Locator share = page.getByTestId("share");
    share.focus();
    page.keyboard().press("Enter");
    stored();
    assertThat(page.getByTestId("share-link")).isFocused();
    Locator choice = page.getByTestId("share-pinned");
    for (int i = 0; i < 10 && !focused(choice); i++) {
      page.keyboard().press("Tab");
    }
    page.keyboard().press("Space");
    assertThat(choice).isChecked();
    String pinned = link();
    assertTrue(pinned.endsWith("@1"), pinned);
    playground().value("w4").focus();
    page.keyboard().press("ArrowUp");
    share.focus();
    page.keyboard().press("Enter");
    stored();
    String current = link();
    assertEquals(pinned, current + "@1");
    shows(pinned, "0.1");
  }

  private static boolean focused(Locator place) {
    return (boolean) place.evaluate("element => element === document.activeElement");
  }
}
