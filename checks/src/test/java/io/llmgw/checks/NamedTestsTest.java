package io.llmgw.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Pages that say which test holds what speak of tests that exist, and run, and of code there is.
 */
class NamedTestsTest {
  private static final Path NOTES = Path.of("../docs/design");
  private static final Pattern NAMED = Pattern.compile("`(\\w+Test\\.\\w+)`");
  private static final int FEWEST_DEFECTS = 70;
  private static final int FEWEST_GUARDS = 100;

  /** The second cell of a row, where it begins with code: {@code `Type.method` and `method`}. */
  private static final Pattern GUARD =
      Pattern.compile("(?m)^\\| [^|]+ \\| `(\\w+)(?:\\.(\\w+)`(?:(?:,| and) `(\\w+)`)?)?");

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
  void everyGuardIsCodeThatThereIs() throws IOException {
    Map<String, Set<String>> methods = new HashMap<>();
    for (JavaClass type : Modules.published()) {
      String file = type.getName().replaceAll("^.*\\.|\\$.*$", "");
      for (String name : List.of(file, type.getName().replaceAll("^.*[.$]", ""))) {
        Set<String> known = methods.computeIfAbsent(name, any -> new HashSet<>());
        type.getMethods().forEach(method -> known.add(method.getName()));
      }
    }
    List<MatchResult> guards = GUARD.matcher(read("guards.md")).results().toList();
    List<String> missing = new ArrayList<>();
    for (MatchResult guard : guards) {
      Set<String> known = methods.get(guard.group(1));
      boolean isThere =
          known != null
              && Stream.of(2, 3)
                  .map(guard::group)
                  .filter(Objects::nonNull)
                  .allMatch(known::contains);
      if (!isThere) {
        missing.add(guard.group());
      }
    }

    assertThat(guards).hasSizeGreaterThanOrEqualTo(FEWEST_GUARDS);
    assertThat(missing).as("guards that are named, and are not there").isEmpty();
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
