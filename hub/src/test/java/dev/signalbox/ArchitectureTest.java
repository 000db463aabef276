package dev.signalbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Dependencies point one way: a package knows only those to its left. */
final class ArchitectureTest {
  private static final List<String> LEFT_TO_RIGHT =
      List.of(
          "dev.signalbox.protocol..",
          "dev.signalbox.client..",
          "dev.signalbox.metrics..",
          "dev.signalbox.log..",
          "dev.signalbox.session..",
          "dev.signalbox.ask..",
          "dev.signalbox.command..",
          "dev.signalbox.broadcast..",
          "dev.signalbox.agents..",
          "dev.signalbox.web..",
          "dev.signalbox",
          "dev.signalbox.cli..");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.signalbox");

  @Test
  void everyPackageHasItsPlaceInTheOrder() {
    classes().should().resideInAnyPackage(LEFT_TO_RIGHT.toArray(String[]::new)).check(CLASSES);
    assertThat(CLASSES).as("classes that were looked at").hasSizeGreaterThan(100);
  }

  @Test
  void aPackageKnowsOnlyThoseToItsLeft() {
    List<String> right = new ArrayList<>(LEFT_TO_RIGHT);
    for (String here : LEFT_TO_RIGHT) {
      right.remove(here);
      if (!right.isEmpty()) {
        noClasses()
            .that()
            .resideInAPackage(here)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(right.toArray(String[]::new))
            .allowEmptyShould(true)
            .check(CLASSES);
      }
    }
  }

  @Test
  void noPackagesDependOnEachOther() {
    slices().matching("dev.signalbox.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theProtocolDoesNoInputOrOutput_andLogsNothing() {
    noClasses()
        .that()
        .resideInAPackage("dev.signalbox.protocol..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.net..",
            "java.nio.file..",
            "java.nio.channels..",
            "java.sql..",
            "io..",
            "org.slf4j..")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.io\\..*(Stream|Reader|Writer|File)")
        .check(CLASSES);
  }

  @Test
  void onlyTakeoverAndContextLoopReachIntoVertx() {
    noClasses()
        .that()
        .haveNameNotMatching("dev\\.signalbox\\.web\\.(Takeover|ContextLoop)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx.core.internal..", "io.vertx.core.net.impl..")
        .check(CLASSES);
  }
}
