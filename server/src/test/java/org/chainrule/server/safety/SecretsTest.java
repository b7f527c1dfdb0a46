package org.chainrule.server.safety;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.chainrule.server.Answers.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Locale;
import org.chainrule.server.Config;
import org.chainrule.server.SmallMnist;
import org.chainrule.server.TestServer;
import org.chainrule.server.api.ApiSettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A token")
@Timeout(60)
class SecretsTest {

  private static final JavaClasses SERVER =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.chainrule.server");

  private final Config config;

  SecretsTest(@TempDir Path data, @TempDir Path mnist) {
    SmallMnist.write(mnist);
    config = Config.of(data).withMnist(mnist);
  }

  @Test
  @DisplayName("that is wrong gets 403, whatever it is; an id that is unknown gets 404")
  void wrong() {
    try (TestServer server = new TestServer(config)) {
      HttpResponse<String> graph = server.post("/api/graphs", TestServer.body("a = 1"));
      JsonNode run =
          TestServer.json(
              server.post(
                  "/api/trainings",
                  TestServer.body(TestServer.NETWORK, "\"epochs\":50", "\"batchSize\":1")));
      String path = "/api/trainings/" + run.get("id").textValue();
      String token = TestServer.json(graph).get("editToken").textValue();
      String other = run.get("token").textValue();
      String start = token.substring(0, 23);
      for (String wrong :
          new String[] {"", "x", start, token + "x", start + "!", other, "x".repeat(4000)}) {
        String[] headers = {"Authorization", "Bearer " + wrong, "If-Match", "*"};
        String change = TestServer.body("a = 2");
        String stored = graph.headers().firstValue("Location").orElseThrow();
        refused(403, server.send("PUT", stored, change, headers));
        refused(404, server.send("PUT", "/api/graphs/AAAAAAAAAAAA", change, headers));
        if (!wrong.equals(other)) {
          refused(403, server.send("DELETE", path, "", headers));
        }
        refused(404, server.send("DELETE", "/api/trainings/AAAAAAAAAAAA", "", headers));
      }
      refused(403, server.send("DELETE", path, "", "Authorization", "Basic " + other));
      refused(403, server.send("DELETE", path + "?token=" + other, ""));
      assertEquals(
          202, server.send("DELETE", path, "", "Authorization", "Bearer " + other).statusCode());
    }
  }

  /** The container remembers the headers of a connection, and must not take one for another. */
  @Test
  @DisplayName("that differs in the case of its letters gets 403, whatever was sent before it")
  void letterCase() {
    try (TestServer server = new TestServer(config)) {
      for (int i = 0; i < 8; i++) {
        HttpResponse<String> graph = server.post("/api/graphs", TestServer.body("a = 1"));
        String stored = graph.headers().firstValue("Location").orElseThrow();
        String token = TestServer.json(graph).get("editToken").textValue();
        String start = token.substring(0, 23);
        String upper = token.toUpperCase(Locale.ROOT);
        for (String wrong : new String[] {start, token + "x", start + "!", upper}) {
          String[] headers = {"Authorization", "Bearer " + wrong, "If-Match", "*"};
          refused(403, server.send("PUT", stored, TestServer.body("a = 2"), headers));
        }
      }
    }
  }

  /** Whether time tells how much of a token was right is no matter of measuring but of the code. */
  @Test
  @DisplayName("is compared whole, as a digest, in time that does not tell where it differs")
  void constantTime() {
    JavaMethod matches =
        SERVER
            .get("org.chainrule.server.store.Secret")
            .getMethod("matches", String.class, String.class);
    assertTrue(
        matches.getMethodCallsFromSelf().stream()
            .anyMatch(
                call ->
                    call.getTargetOwner().isEquivalentTo(MessageDigest.class)
                        && call.getName().equals("isEqual")));
    assertTrue(
        matches.getMethodCallsFromSelf().stream()
            .noneMatch(call -> call.getName().equals("equals")));
    // Nobody else has both a token and a hash to compare.
    noClasses()
        .that()
        .doNotHaveSimpleName("Secret")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(MessageDigest.class)
        .check(SERVER);
  }

  @Test
  @DisplayName("stands in no line of the log, nor does any query, header or body")
  void logs() {
    PrintStream before = System.err;
    ByteArrayOutputStream captured = new ByteArrayOutputStream();
    System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
    String token;
    try (TestServer server =
        new TestServer(config.withApi(ApiSettings.defaults().withAccessLog(true)))) {
      HttpResponse<String> graph = server.post("/api/graphs", TestServer.body("a = 1"));
      token = TestServer.json(graph).get("editToken").textValue();
      String path = graph.headers().firstValue("Location").orElseThrow();
      String[] headers = {"Authorization", "Bearer " + token, "If-Match", "*"};
      assertEquals(
          200, server.send("PUT", path, TestServer.body("secretName = 2"), headers).statusCode());
      server.send("PUT", path + "?token=" + token, "{\"" + token + "\":1}", headers);
      server.get("/api/graphs?" + token, "Cookie", "session=" + token, "Referer", token);
      RawHttp.send(server.port(), RawHttp.get("/" + "a".repeat(9000), "Authorization: " + token));
      RawHttp.send(server.port(), "BLAH " + token + "\r\n\r\n");
      RawHttp.send(server.port(), RawHttp.get("/%0d%0aERROR%20forged%20\"line"));
    } finally {
      System.setErr(before);
    }
    String log = captured.toString(StandardCharsets.UTF_8);
    assertTrue(log.contains(" method=PUT path=/api/graphs/"), log);
    assertFalse(log.contains(token), log);
    assertFalse(log.contains("secretName"), log);
    for (String line : log.lines().toList()) {
      assertTrue(
          line.matches(
              "[-0-9]{10} [:0-9]{8} INFO AccessLog - id=[0-9a-f]{16} client=(127[.]0[.]0[.]1|-)"
                  + " method=[^ ]+ path=[^ ]+ status=[0-9]{3} bytes=[0-9]+ micros=[0-9]+"),
          line);
    }
  }
}
