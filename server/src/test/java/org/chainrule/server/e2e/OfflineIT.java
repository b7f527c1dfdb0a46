package org.chainrule.server.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Without a connection")
class OfflineIT extends Journey {

  /** Waits until the page has everything that it needs, and answers the names of its caches. */
  @SuppressWarnings("unchecked")
  private List<String> ready() {
    return (List<String>)
        playground()
            .page()
            .evaluate(
                """
                async () => {
                  await navigator.serviceWorker.ready;
                  if (!navigator.serviceWorker.controller)
                    await new Promise(done =>
                        navigator.serviceWorker.addEventListener('controllerchange', done, {once: true}));
                  return caches.keys();
                }
                """);
  }

  @Test
  @DisplayName("a page that was visited once opens, computes, edits and exports")
  void offline() {
    Page page = playground().page();
    assertEquals(1, ready().size());
    playground().type("w2", "1.5");
    page.context().setOffline(true);
    page.reload();
    assertThat(playground().value("w2")).hasText("1.5");
    playground().type("w2", "2");
    assertThat(playground().value("loss")).hasText("0.16");
    playground().node("w2").locator(".nodeCard-head").click();
    assertThat(page.getByTestId("chain-rule").locator(".katex").first()).isVisible();
    playground().deselect();

    page.getByTestId("share").click();
    assertThat(page.getByTestId("share-problem")).hasText("Not shared");
    assertThat(page.getByText("The server cannot be reached.")).isVisible();
    page.getByTestId("copy-hash-link").click();
    assertThat(page.getByTestId("copy-hash-link")).hasText("Copied");
    page.getByTestId("open-export").click();
    page.getByTestId("export-latex").click();
    assertThat(page.getByTestId("export-shown")).containsText("relu");
    page.keyboard().press("Escape");

    page.reload();
    assertThat(playground().value("w2")).hasText("2");
    page.context().setOffline(false);
    page.getByTestId("share").click();
    assertThat(page.getByTestId("share-link")).isVisible();
    playground().complaints().removeIf(it -> it.contains("ERR_INTERNET_DISCONNECTED"));
  }

  @Test
  @DisplayName(
      "a link that carries its graph opens too, and what the server keeps is not kept here")
  void links() {
    Page page = playground().page();
    ready();
    page.getByTestId("share").click();
    page.getByTestId("copy-hash-link").click();
    assertThat(page.getByTestId("copy-hash-link")).hasText("Copied");
    String hash = (String) page.evaluate("navigator.clipboard.readText()");
    String link = page.getByTestId("share-link").inputValue();
    Object kept =
        page.evaluate(
            """
            async () => {
              const paths = [];
              for (const name of await caches.keys())
                for (const request of await (await caches.open(name)).keys())
                  paths.push(new URL(request.url).pathname);
              return paths.join(' ');
            }
            """);
    assertTrue(kept.toString().contains("/embed") && !kept.toString().contains("/api"), "" + kept);
    page.context().setOffline(true);
    page.navigate(hash);
    assertThat(playground().value("loss")).hasText("0.36");
    page.navigate(link);
    assertThat(page.getByTestId("link-problem")).containsText("The server cannot be reached.");
    page.context().setOffline(false);
    page.getByTestId("link-problem").getByText("Try again").click();
    assertThat(page.getByTestId("link-problem")).hasCount(0);
    playground().complaints().removeIf(it -> it.contains("ERR_INTERNET_DISCONNECTED"));
  }
}
