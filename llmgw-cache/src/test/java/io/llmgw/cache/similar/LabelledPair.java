package io.llmgw.cache.similar;

import io.llmgw.api.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * Two questions, from the folder that the property {@code llmgw.eval} or the variable {@code
 * LLMGW_EVAL} names. Nothing of it is in this repository.
 *
 * @param kind duplicate, related, or the edit that made the one of the other
 */
record LabelledPair(String one, String other, String kind) {
  /** All of them; a test that needs them is skipped where no folder is named. */
  static List<LabelledPair> required() throws IOException {
    Path file = folder().resolve("similar.jsonl.gz");
    List<LabelledPair> pairs = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Map<String, @Nullable Object> row = Json.ofText(line).asObject();
        pairs.add(
            new LabelledPair(
                (String) row.get("a"), (String) row.get("b"), (String) row.get("kind")));
      }
    }
    return pairs;
  }

  private static Path folder() {
    String named = System.getProperty("llmgw.eval");
    if (named == null || named.isBlank()) {
      named = System.getenv("LLMGW_EVAL");
    }
    if (named == null || named.isBlank()) {
      throw new TestAbortedException("neither llmgw.eval nor LLMGW_EVAL names a folder of pairs");
    }
    // Builds run in the folder of their module, the variable may be relative to the repository's.
    for (Path base : List.of(Path.of(""), Path.of(".."))) {
      if (Files.isDirectory(base.resolve(named))) {
        return base.resolve(named);
      }
    }
    throw new IllegalStateException("no folder of labelled pairs " + named);
  }
}
