package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Of the questions and instructions that people have published, little is masked. */
class BenignTextTest {
  private static final String FILE = "injection.jsonl.gz";
  private static final int PIECE = 20_000;

  @Test
  void atMostOnePlaceInTwentyKilobytesIsMasked() throws IOException {
    MaskedPlaces masked = new MaskedPlaces();
    Map<String, List<String>> places = new TreeMap<>();
    Map<String, Integer> chars = new TreeMap<>();
    for (Map<String, @Nullable Object> row : EvalRows.of(FILE)) {
      if ("benign".equals(row.get("label"))) {
        String source = (String) row.get("src");
        String text = (String) row.get("text");
        chars.merge(source, text.length(), Integer::sum);
        places.computeIfAbsent(source, each -> new ArrayList<>()).addAll(masked.in(text));
      }
    }

    int all = chars.values().stream().mapToInt(each -> each).sum();
    int found = places.values().stream().mapToInt(List::size).sum();
    places.forEach(
        (source, each) ->
            System.out.printf(
                "%s: %d places in %d chars, such as %s%n",
                source, each.size(), chars.get(source), each.stream().limit(10).toList()));
    System.out.printf("%d places in %d chars, at most %d%n", found, all, all / PIECE);
    assertThat(all).isGreaterThan(100 * PIECE);
    assertThat(found).isLessThanOrEqualTo(all / PIECE);
  }
}
