package org.chainrule.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom within the server. */
@AnalyzeClasses(
    packages = "org.chainrule.server",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule THE_SERVER_NEVER_KNOWS_THE_CLIENT =
      noClasses().should().dependOnClassesThat().resideInAPackage("org.chainrule.client..");

  @ArchTest
  static final ArchRule ONLY_THE_STORE_SPEAKS_SQL =
      noClasses()
          .that()
          .resideOutsideOfPackage("..server.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..",
              "javax.sql..",
              "org.sqlite..",
              "org.postgresql..",
              "com.zaxxer..",
              "org.flywaydb..",
              "com.github.kagkarlsson..");

  @ArchTest
  static final ArchRule THE_STORE_KNOWS_NEITHER_HTTP_NOR_THE_ENGINE =
      noClasses()
          .that()
          .resideInAPackage("..server.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.javalin..",
              "org.eclipse.jetty..",
              "org.chainrule.engine..",
              "..server.api..",
              "..server.training..");

  @ArchTest
  static final ArchRule TRAINING_KNOWS_NOTHING_OF_HTTP =
      noClasses()
          .that()
          .resideInAPackage("..server.training..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "..server.api..");

  @ArchTest
  static final ArchRule ONE_CLASS_KNOWS_THE_NATIVE_LIBRARY =
      noClasses()
          .that()
          .haveNameNotMatching(".*OpenBlasGemm.*")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.bytedeco..");

  @ArchTest
  static final ArchRule THE_INTERFACE_SHOWS_ONE_CLASS =
      classes()
          .that()
          .resideInAPackage("..server.api..")
          .and()
          .haveSimpleNameNotStartingWith("Api")
          .should()
          .notBePublic();
}
