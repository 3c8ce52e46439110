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
 * A text whose personal data somebody has marked, from the folder that the property {@code
 * llmgw.eval} or the variable {@code LLMGW_EVAL} names. Nothing of it is in this repository.
 *
 * @param source where it comes from
 * @param spans what is marked
 * @param scope the types that it is a judgement of; empty for all
 * @param isWeak whether the mark wants words around it that are not there
 */
record LabelledText(
    String id, String source, String text, List<Span> spans, List<String> scope, boolean isWeak) {
  /** A marked place, in UTF-16 chars. */
  record Span(int start, int end, String type) {}

  private static final String NOT_NAMED =
      "neither llmgw.eval nor LLMGW_EVAL names a folder of labelled text";

  /** All of them; a test that needs them is skipped where no folder is named. */
  static List<LabelledText> required() throws IOException {
    Path file = folder().resolve("pii.jsonl.gz");
    List<LabelledText> texts = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        texts.add(of(Json.ofText(line).asObject()));
      }
    }
    return texts;
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

  private static LabelledText of(Map<String, @Nullable Object> row) {
    String text = (String) row.get("text");
    List<Span> spans = new ArrayList<>();
    for (Object each : (List<?>) row.get("spans")) {
      Map<?, ?> span = (Map<?, ?>) each;
      spans.add(
          new Span(
              text.offsetByCodePoints(0, ((Number) span.get("start")).intValue()),
              text.offsetByCodePoints(0, ((Number) span.get("end")).intValue()),
              (String) span.get("type")));
    }
    List<String> scope = new ArrayList<>();
    if (row.get("scope") instanceof List<?> types) {
      types.forEach(type -> scope.add((String) type));
    }
    return new LabelledText(
        (String) row.get("id"),
        (String) row.get("src"),
        text,
        List.copyOf(spans),
        List.copyOf(scope),
        "weak".equals(row.get("tier")));
  }

  /** Whether it judges this type. */
  boolean judges(String type) {
    return scope.isEmpty() || scope.contains(type);
  }
}
