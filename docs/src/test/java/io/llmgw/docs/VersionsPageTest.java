package io.llmgw.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What versions.md calls stable is what the modules export. */
class VersionsPageTest {
  private static final Pattern EXPORTED = Pattern.compile("(?m)^  exports ([\\w.]+);");
  private static final Pattern NAMED = Pattern.compile("`(io\\.llmgw(?:\\.[a-z]+)+)`");

  /** The page speaks of all that these export, by their name. */
  private static final Set<String> WHOLE = Set.of("llmgw-api", "llmgw-test");

  @Test
  void everyExportedPackageIsNamedAndNoOther() {
    String page = Guide.read(Guide.DOCS.resolve("versions.md"));
    List<String> exported = new ArrayList<>();
    for (String module : Guide.modules()) {
      Path declaration = Guide.ROOT.resolve(module).resolve("src/main/java/module-info.java");
      if (!module.contains("llmgw-") || WHOLE.contains(module)) {
        continue;
      }
      String declared = Guide.read(declaration);
      for (MatchResult exports : EXPORTED.matcher(declared).results().toList()) {
        exported.add(exports.group(1));
      }
    }

    assertThat(exported).contains("io.llmgw.providers.openai", "io.llmgw.jtokkit");
    assertThat(NAMED.matcher(page).results().map(name -> name.group(1)))
        .containsExactlyInAnyOrderElementsOf(exported);
  }
}
