package io.llmgw.checks;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrowsTest {
  private static final JavaClasses PUBLISHED = Modules.published();

  @Test
  void apiKnowsTheJdkAndJspecifyOnly() {
    classes()
        .that()
        .resideInAPackage("io.llmgw.api..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", "io.llmgw.api..")
        .because("then no signature of it can show a third party's type")
        .check(PUBLISHED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"core", "providers", "cache", "observability", "test", "jtokkit"})
  void everyOtherModuleKnowsTheApiOnly(String module) {
    String own = "io.llmgw." + module + "..";

    noClasses()
        .that()
        .resideInAPackage(own)
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.llmgw..")
                .and(
                    resideInAnyPackage("io.llmgw.api..", own)
                        .negate()
                        .as("neither of the api nor its own")))
        .check(PUBLISHED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"core", "providers", "cache", "observability"})
  void packagesRunInNoCircle(String module) {
    slices().matching("io.llmgw." + module + ".(**)").should().beFreeOfCycles().check(PUBLISHED);
  }

  @Test
  void redactionReadsWithoutRegularExpressions() {
    noClasses()
        .that()
        .resideInAnyPackage("io.llmgw.core.detect..", "io.llmgw.core.redact..")
        .should()
        .dependOnClassesThat(resideInAPackage("java.util.regex.."))
        .orShould()
        .callMethodWhere(
            JavaCall.Predicates.target(HasOwner.Predicates.With.owner(assignableTo(String.class)))
                .and(
                    JavaCall.Predicates.target(
                        HasName.Predicates.nameMatching("matches|replaceAll|replaceFirst"))))
        .because("its time is linear in every text; patterns of the host are matched by RE2")
        .check(PUBLISHED);
  }

  @Test
  void packagesAreNamedAfterFeatures() {
    noClasses()
        .should()
        .resideInAnyPackage(
            "..util..",
            "..utils..",
            "..common..",
            "..helper..",
            "..helpers..",
            "..manager..",
            "..misc..",
            "..impl..",
            "..base..",
            "..data..",
            "..info..")
        .check(PUBLISHED);
  }
}
