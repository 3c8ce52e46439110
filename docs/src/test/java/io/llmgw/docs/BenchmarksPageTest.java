package io.llmgw.docs;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of benchmarks.md are those that the commands have written. */
class BenchmarksPageTest {
  private static final Path PAGE = Guide.DOCS.resolve("benchmarks.md");
  private static final Path RESULTS = Guide.ROOT.resolve("benchmarks/results");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "whole-calls",
        "peer-langchain4j",
        "peer-spring-ai",
        "peer-openai-java",
        "micro",
        "decode",
        "decide",
        "observe",
        "cache",
        "tokens",
        "redaction"
      })
  void showsWhatWasMeasured(String name) {
    List<String> lines = Guide.read(RESULTS.resolve(name + ".md")).lines().toList();
    Map<String, String> machine = new TreeMap<>();
    int at = lines.indexOf("|---|---|") + 1;
    while (lines.get(at).startsWith("|")) {
      String[] cells = lines.get(at++).split("\\|", -1);
      machine.put(cells[1].strip(), cells[2].strip());
    }

    StringBuilder part = new StringBuilder();
    part.append("Measured on ").append(machine.get("date")).append(", ");
    part.append(machine.get("processor")).append(", ").append(machine.get("cores it may use"));
    part.append(" of its cores, ").append(machine.get("JDK")).append(".\n");
    for (String line : lines.subList(at, lines.size())) {
      // No headings, as several pages have the same.
      part.append(line.replaceFirst("^## (.*)$", "**$1**")).append('\n');
    }
    Guide.holdPart(PAGE, name, part.toString());
  }
}
