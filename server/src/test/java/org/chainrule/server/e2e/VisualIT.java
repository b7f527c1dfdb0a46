package org.chainrule.server.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The main screens beside pictures of them that somebody has looked at. After a change that is
 * meant, {@code -Dbaselines.write=true} takes the pictures anew: look at them before they are
 * committed.
 */
@DisplayName("The main screens look as they did:")
class VisualIT extends Journey {
  private static final Path BASELINES =
      Path.of("src/test/resources/org/chainrule/server/e2e/baselines");
  private static final Path SEEN = Path.of("target/screens");

  /** So much of a screen may differ; a caret or a number is less, a panel that moved is more. */
  private static final double TOLERANCE = 0.02;

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = {"LIGHT", "DARK"})
  void screens(ColorScheme scheme) throws IOException {
    try (Playground visitor =
        new Playground(chromium().browser(), server().uri("/").toString(), scheme)) {
      Page page = visitor.page();
      page.emulateMedia(
          new Page.EmulateMediaOptions()
              .setColorScheme(scheme)
              .setReducedMotion(ReducedMotion.REDUCE));
      page.setViewportSize(1440, 900);
      page.reload();
      assertThat(visitor.value("loss")).hasText("0.36");
      look(page, "start", scheme);
      visitor.node("w2").locator(".nodeCard-head").click();
      assertThat(page.getByTestId("chain-rule").locator(".katex").first()).isVisible();
      look(page, "inspector", scheme);
      page.getByTestId("drawer-paths").click();
      assertThat(page.locator(".drawer-body .katex").first()).isVisible();
      look(page, "ledger", scheme);
      page.getByTestId("drawer-training").click();
      assertThat(page.getByTestId("training")).isVisible();
      look(page, "training", scheme);
      page.getByTestId("drawer-training").click();
      visitor.deselect();
      page.keyboard().press("p");
      assertThat(page.getByTestId("player")).isVisible();
      page.keyboard().press("End");
      assertThat(page.getByTestId("player")).containsText("25 of 25");
      look(page, "steps", scheme);
      page.keyboard().press("Escape");
      page.getByTestId("open-lessons").click();
      page.locator("[data-lesson=\"cs540/which-way\"]").click();
      assertThat(page.getByTestId("lesson-step")).isVisible();
      // What the step is about is lit for a moment.
      assertThat(page.locator("[data-light]").first()).isVisible();
      assertThat(page.locator("[data-light]")).hasCount(0);
      look(page, "lesson", scheme);
    }
  }

  private static void look(Page page, String screen, ColorScheme scheme) throws IOException {
    String name = screen + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT) + ".png";
    // Nothing moves and nothing is pointed at: what settles is the picture.
    page.mouse().move(720, 130);
    byte[] png = settled(page);
    Files.createDirectories(SEEN);
    Files.write(SEEN.resolve(name), png);
    Path baseline = BASELINES.resolve(name);
    if (Boolean.getBoolean("baselines.write")) {
      Files.createDirectories(BASELINES);
      Files.write(baseline, png);
      return;
    }
    assertTrue(
        Files.exists(baseline),
        "There is no " + baseline + ": take it with -Dbaselines.write=true.");
    double difference = Picture.of(baseline).difference(Picture.of(png));
    assertTrue(
        difference <= TOLERANCE,
        name
            + " differs in "
            + Math.round(difference * 1000) / 10.0
            + " % of its blocks; see "
            + SEEN.resolve(name));
  }

  /** The screen once two pictures of it in a row are the same. */
  private static byte[] settled(Page page) {
    byte[] before = page.screenshot();
    for (int i = 0; i < 40; i++) {
      page.waitForTimeout(150);
      byte[] now = page.screenshot();
      if (Picture.of(before).difference(Picture.of(now)) == 0) {
        return now;
      }
      before = now;
    }
    return before;
  }
}
