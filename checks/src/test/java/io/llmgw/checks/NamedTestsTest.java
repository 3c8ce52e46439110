package io.llmgw.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Pages that say which test holds what speak of tests that exist, and run. */
class NamedTestsTest {
  private static final Path NOTES = Path.of("../docs/design");
  private static final Pattern NAMED = Pattern.compile("`(\\w+Test\\.\\w+)`");
  private static final int FEWEST_DEFECTS = 70;

  @Test
  void everyTestThatADesignNoteNamesIsRun() throws IOException {
    Set<String> run = new HashSet<>();
    for (JavaClass type : Modules.tests()) {
      for (JavaMethod method : RunTests.of(type)) {
        run.add(type.getSimpleName() + "." + method.getName());
      }
    }
    List<String> missing = new ArrayList<>();
    for (String note : List.of("defects.md", "guards.md")) {
      for (MatchResult named : NAMED.matcher(read(note)).results().toList()) {
        if (!run.contains(named.group(1))) {
          missing.add(note + ": " + named.group(1));
        }
      }
    }

    assertThat(missing).as("tests that are named, and are not run").isEmpty();
  }

  @Test
  void everyDefectIsHeldByATest() throws IOException {
    List<String> defects =
        read("defects.md")
            .lines()
            .filter(line -> line.startsWith("| ") && !line.startsWith("| what "))
            .toList();

    assertThat(defects)
        .hasSizeGreaterThanOrEqualTo(FEWEST_DEFECTS)
        .allMatch(row -> NAMED.matcher(row).find());
  }

  private static String read(String note) throws IOException {
    return Files.readString(NOTES.resolve(note));
  }
}
