package org.chainrule.server.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The HTTP interface")
class InterfaceIT extends Journey {

  @Test
  @DisplayName("is shown in the browser, under the policy of every page, and can be tried there")
  void shown() {
    Page page = playground().page();
    page.navigate(server().uri("/api").toString());
    assertThat(page.locator(".opblock").first()).isVisible();
    page.locator("#operations-Operation-health .opblock-summary-control").click();
    page.getByText("Try it out").click();
    page.locator("#operations-Operation-health .execute").click();
    assertThat(page.locator(".live-responses-table .response-col_status").last())
        .containsText("200");
    assertEquals(
        server().uri("/").getHost(),
        page.evaluate(
            "[...new Set(performance.getEntriesByType('resource').map(e => new URL(e.name).hostname))].join()"));
  }
}
