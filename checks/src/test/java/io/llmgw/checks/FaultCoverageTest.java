package io.llmgw.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import io.llmgw.test.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Lists the faults that tests claim to cover, in {@code target/covered-faults.txt}, and fails when
 * a required one has no test.
 */
class FaultCoverageTest {
  private static final Path REQUIRED = Path.of("src/test/resources/required-faults");
  private static final Path REPORT = Path.of("target/covered-faults.txt");

  @Test
  void everyRequiredFaultHasATest() throws IOException {
    SortedMap<String, SortedSet<String>> covered = covered();
    report(covered);

    List<String> missing =
        required().stream().filter(line -> !covered.containsKey(id(line))).toList();

    assertThat(missing).as("required faults without a test").isEmpty();
  }

  private static SortedMap<String, SortedSet<String>> covered() {
    SortedMap<String, SortedSet<String>> covered = new TreeMap<>();
    for (JavaClass type : Modules.tests()) {
      for (JavaMethod method : RunTests.of(type)) {
        for (String id : ids(type, method)) {
          covered
              .computeIfAbsent(id, key -> new TreeSet<>())
              .add(type.getName() + "." + method.getName());
        }
      }
    }
    return covered;
  }

  private static List<String> ids(JavaClass type, JavaMethod method) {
    List<String> ids = new ArrayList<>();
    type.tryGetAnnotationOfType(Fault.class).ifPresent(fault -> ids.addAll(List.of(fault.value())));
    method
        .tryGetAnnotationOfType(Fault.class)
        .ifPresent(fault -> ids.addAll(List.of(fault.value())));
    return ids;
  }

  private static void report(SortedMap<String, SortedSet<String>> covered) throws IOException {
    List<String> lines = new ArrayList<>();
    covered.forEach((id, tests) -> tests.forEach(test -> lines.add(id + "  " + test)));
    Files.write(REPORT, lines);
    System.out.println("Faults with a test: " + covered.size() + ", listed in checks/" + REPORT);
    System.out.println(String.join(" ", covered.keySet()));
  }

  private static List<String> required() throws IOException {
    List<String> required = new ArrayList<>();
    try (Stream<Path> files = Files.list(REQUIRED)) {
      for (Path file : files.sorted().toList()) {
        Files.readAllLines(file).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .forEach(required::add);
      }
    }
    return required;
  }

  private static String id(String line) {
    return line.split("\\s+", 2)[0];
  }
}
