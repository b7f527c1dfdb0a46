package org.chainrule.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that holds what was found once, for the tests of every platform. */
public final class GoldenFile {
  private GoldenFile() {}

  /** Compares with a file of the test resources; writes it where {@code golden.write} is set. */
  public static void compare(String name, String actual) throws IOException {
    Path file = Path.of("src/test/resources").resolve(name);
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(file, actual);
    }
    assertEquals(
        Files.readString(file), actual, "if the change is meant, run with -Dgolden.write=true");
  }
}
