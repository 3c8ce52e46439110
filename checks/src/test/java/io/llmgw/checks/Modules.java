package io.llmgw.checks;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the modules of this build lie, seen from this one. */
final class Modules {
  static final List<String> PUBLISHED =
      List.of(
          "llmgw-api",
          "llmgw-test",
          "llmgw-core",
          "llmgw-providers",
          "llmgw-cache",
          "llmgw-observability",
          "integrations/llmgw-jtokkit");

  private static final List<String> UNPUBLISHED = List.of("examples/quickstart", "docs", "checks");

  private static final Path ROOT = Path.of("..");

  private Modules() {}

  static JavaClasses published() {
    return new ClassFileImporter()
        .importPaths(PUBLISHED.stream().map(module -> classes(module, "classes")).toList());
  }

  static JavaClasses tests() {
    List<Path> compiled =
        List.of(PUBLISHED, UNPUBLISHED).stream()
            .flatMap(List::stream)
            .map(module -> classes(module, "test-classes"))
            .filter(Files::isDirectory)
            .toList();
    return new ClassFileImporter().importPaths(compiled);
  }

  private static Path classes(String module, String kind) {
    return ROOT.resolve(module).resolve("target").resolve(kind);
  }
}
