package io.llmgw.core.redact;

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
 * Text of others to measure by, from the folder that the property {@code llmgw.eval} or the
 * variable {@code LLMGW_EVAL} names. Nothing of it is in this repository.
 */
final class EvalRows {
  private static final String NOT_NAMED =
      "neither llmgw.eval nor LLMGW_EVAL names a folder of labelled text";

  private EvalRows() {}

  /** All rows of a file; a test that needs them is skipped where no folder is named. */
  static List<Map<String, @Nullable Object>> of(String file) throws IOException {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(folder().resolve(file))),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        rows.add(Json.ofText(line).asObject());
      }
    }
    return rows;
  }

  private static Path folder() {
    String named = System.getProperty("llmgw.eval");
    if (named == null || named.isBlank()) {
      named = System.getenv("LLMGW_EVAL");
    }
    if (named == null || named.isBlank()) {
      throw new TestAbortedException(NOT_NAMED);
    }
    // Builds run in the folder of their module, the variable may be relative to the repository's.
    for (Path base : List.of(Path.of(""), Path.of(".."))) {
      if (Files.isDirectory(base.resolve(named))) {
        return base.resolve(named);
      }
    }
    throw new IllegalStateException("no folder of labelled text " + named);
  }
}
