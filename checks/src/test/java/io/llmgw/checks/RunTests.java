package io.llmgw.checks;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import org.junit.jupiter.api.Disabled;
import org.junit.platform.commons.annotation.Testable;

/** The tests of a class that the build runs: none where it is abstract or disabled. */
final class RunTests {
  private RunTests() {}

  static List<JavaMethod> of(JavaClass type) {
    if (type.getModifiers().contains(JavaModifier.ABSTRACT) || isDisabled(type)) {
      return List.of();
    }
    return type.getAllMethods().stream()
        .filter(method -> method.isMetaAnnotatedWith(Testable.class))
        .filter(method -> !method.isAnnotatedWith(Disabled.class))
        .toList();
  }

  private static boolean isDisabled(JavaClass type) {
    return type.isAnnotatedWith(Disabled.class)
        || type.getEnclosingClass().map(RunTests::isDisabled).orElse(false);
  }
}
