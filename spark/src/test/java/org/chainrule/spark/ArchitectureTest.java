package org.chainrule.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** This room knows the engine and Spark, and never the server. */
@AnalyzeClasses(
    packages = "org.chainrule.spark",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule knowsTheEngineAndSpark =
      classes()
          .that()
          .resideInAPackage("org.chainrule.spark..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "org.chainrule.spark..",
              "org.chainrule.engine..",
              "org.apache.spark..",
              "scala..",
              "picocli..",
              "org.jspecify..",
              "java..");
}
