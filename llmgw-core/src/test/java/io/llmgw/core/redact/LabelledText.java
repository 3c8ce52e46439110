package io.llmgw.core.redact;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text whose personal data somebody has marked.
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

  /** All of them; a test that needs them is skipped where no folder is named. */
  static List<LabelledText> required() throws IOException {
    List<LabelledText> texts = new ArrayList<>();
    for (Map<String, @Nullable Object> row : EvalRows.of("pii.jsonl.gz")) {
      texts.add(of(row));
    }
    return texts;
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
