package org.chainrule.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Who may import whom, and what the engine never touches because the browser's compiler lacks it.
 */
@AnalyzeClasses(
    packages = "org.chainrule.engine",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ENGINE = "org.chainrule.engine.";

  private static ArchRule room(String name, String... rooms) {
    String[] allowed = new String[rooms.length + 4];
    for (int i = 0; i < rooms.length; i++) {
      allowed[i] = ENGINE + rooms[i] + "..";
    }
    allowed[rooms.length] = ENGINE + name + "..";
    allowed[rooms.length + 1] = ENGINE + "json";
    allowed[rooms.length + 2] = "java..";
    allowed[rooms.length + 3] = "org.jspecify..";
    return classes()
        .that()
        .resideInAPackage(ENGINE + name + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed);
  }

  @ArchTest static final ArchRule json = room("json");
  @ArchTest static final ArchRule graph = room("graph");
  @ArchTest static final ArchRule tensor = room("tensor");
  @ArchTest static final ArchRule op = room("op", "tensor");
  @ArchTest static final ArchRule plan = room("plan", "graph", "op", "tensor");
  @ArchTest static final ArchRule compose = room("compose", "plan", "graph", "op", "tensor");

  @ArchTest static final ArchRule text = room("text", "compose", "plan", "graph", "op", "tensor");
  @ArchTest static final ArchRule autodiff = room("autodiff", "plan", "graph", "op", "tensor");
  @ArchTest static final ArchRule device = room("device", "plan", "graph", "op", "tensor");
  @ArchTest static final ArchRule wasm = room("wasm", "device", "op", "tensor");

  @ArchTest
  static final ArchRule explain = room("explain", "autodiff", "plan", "graph", "op", "tensor");

  @ArchTest
  static final ArchRule quiz = room("quiz", "explain", "autodiff", "plan", "graph", "op", "tensor");

  @ArchTest static final ArchRule data = room("data", "op", "tensor");

  @ArchTest
  static final ArchRule train = room("train", "device", "data", "plan", "graph", "op", "tensor");

  @ArchTest
  static final ArchRule lab =
      room("lab", "compose", "train", "device", "data", "plan", "graph", "op", "tensor");

  @ArchTest
  static final ArchRule descent =
      room("descent", "autodiff", "train", "device", "data", "plan", "graph", "op", "tensor");

  @ArchTest
  static final ArchRule export =
      room("export", "train", "text", "explain", "autodiff", "plan", "graph", "op", "tensor");

  @ArchTest
  static final ArchRule noCycles = slices().matching(ENGINE + "(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule libraryIsReachedThroughTheListAlone =
      classes()
          .that()
          .resideInAPackage(ENGINE + "op.library")
          .and()
          .doNotHaveSimpleName("Library")
          .should()
          .notBePublic()
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule whatTheBrowserLacksIsNotUsed =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.io",
              "java.nio..",
              "java.net..",
              "java.time..",
              "java.text..",
              "java.util.concurrent..",
              "java.util.regex..",
              "java.lang.reflect..")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Random.class, SplittableRandom.class);

  @ArchTest
  static final ArchRule platformFunctionsThatDifferAreNotCalled =
      noClasses()
          .should()
          .callMethod(String.class, "format", String.class, Object[].class)
          .orShould()
          .callMethod(Math.class, "exp", double.class)
          .orShould()
          .callMethod(Math.class, "log", double.class)
          .orShould()
          .callMethod(Math.class, "tanh", double.class)
          .orShould()
          .callMethod(Math.class, "round", double.class);
}
