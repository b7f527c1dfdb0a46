package org.chainrule.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

@DisplayName("The settings")
class SettingsTest {

  /** What each description ends with: the variable, and the default where there is one. */
  private static final Pattern END = Pattern.compile("(.*) \\(([A-Z_]+)(?:, ([^)]+))?\\)\\.");

  private static final Path PAGE = Path.of("..", "docs", "operating.md");

  private static List<String> rowsOfHelp() {
    Main.Console console = new Main.Console(System.in, System.out, System.err, false);
    CommandLine line = new CommandLine(new ServeCommand(console, Map.of()));
    return line.getCommandSpec().options().stream()
        .filter(option -> !option.usageHelp() && !option.versionHelp())
        .map(SettingsTest::row)
        .sorted()
        .toList();
  }

  private static String row(OptionSpec option) {
    String description = String.join(" ", option.description());
    Matcher end = END.matcher(description);
    assertTrue(end.matches(), option.longestName() + ": " + description);
    String otherwise = end.group(3) == null ? "" : "`" + end.group(3) + "`";
    return "| `"
        + option.longestName()
        + " "
        + option.paramLabel().replace("|", "\\|")
        + "` | `"
        + end.group(2)
        + "` | "
        + otherwise
        + " | "
        + end.group(1)
        + " |";
  }

  @Test
  @DisplayName("are the same on the page and in --help, with their variables and defaults")
  void documented() throws IOException {
    String page = Files.readString(PAGE);
    List<String> documented =
        page.lines().filter(line -> line.startsWith("| `--")).sorted().toList();
    assertEquals(String.join("\n", rowsOfHelp()), String.join("\n", documented));
  }

  @Test
  @DisplayName("take the defaults that they say")
  void defaults() {
    Main.Console console = new Main.Console(System.in, System.out, System.err, false);
    Config plain = new ServeCommand(console, Map.of()).config();
    for (OptionSpec option :
        new CommandLine(new ServeCommand(console, Map.of())).getCommandSpec().options()) {
      Matcher end = END.matcher(String.join(" ", option.description()));
      if (end.matches() && end.group(3) != null) {
        Config said = new ServeCommand(console, Map.of(end.group(2), end.group(3))).config();
        assertEquals(plain, said, option.longestName());
      }
    }
  }
}
