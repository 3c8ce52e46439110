package io.llmgw.jtokkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.tokens.TokenEstimator;
import io.llmgw.api.usage.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * Estimates of kinds of text that there are hardly any recordings of, against exact counts: before
 * anything is learnt, and after the other half of the texts was.
 */
class KindsOfTextTest {
  private static final Path PAGE = Path.of("..", "..", "docs", "tokens.md");
  private static final String SEPARATOR = "\n----\n";

  private static final JtokkitCounter COUNTER = new JtokkitCounter();
  private static final TokenEstimator EXACT =
      TokenEstimator.counting(COUNTER)
          .executor(Runnable::run)
          .patience(Duration.ofMinutes(1))
          .build();

  private record Off(double before, double after) {}

  private record Line(String kind, ModelRef model, List<Off> offs) {}

  @Test
  void eastAsianTextsAndCodeAreNearTheirCounts() throws IOException {
    List<Line> lines = new ArrayList<>();
    for (String kind : List.of("Chinese", "Japanese", "Korean", "code")) {
      for (String model : List.of("openai/gpt-4o", "openai/gpt-4")) {
        ModelRef ref = ModelRef.parse(model);
        lines.add(new Line(kind, ref, measure(texts(kind), ref)));
      }
    }
    String table = table(lines);

    System.out.println(table);
    lines.forEach(KindsOfTextTest::assertNear);
    assertThat(Files.readString(PAGE)).as("docs/tokens.md states the table").contains(table);
  }

  private static List<String> texts(String kind) throws IOException {
    String file = kind.toLowerCase(Locale.ROOT) + ".txt";
    try (InputStream in = KindsOfTextTest.class.getResourceAsStream(file)) {
      byte[] bytes = Objects.requireNonNull(in, file).readAllBytes();
      return List.of(new String(bytes, StandardCharsets.UTF_8).split(SEPARATOR));
    }
  }

  private static List<Off> measure(List<String> texts, ModelRef model) {
    List<Off> offs = new ArrayList<>();
    for (int half = 0; half < 2; half++) {
      TokenEstimator fresh = TokenEstimator.create();
      TokenEstimator learnt = TokenEstimator.create();
      for (int i = 1 - half; i < texts.size(); i += 2) {
        ChatRequest request = ChatRequest.of(texts.get(i));
        learnt.learn(request, model, Usage.reported(counted(request, model), 1));
      }
      for (int i = half; i < texts.size(); i += 2) {
        ChatRequest request = ChatRequest.of(texts.get(i));
        offs.add(new Off(off(fresh, request, model), off(learnt, request, model)));
      }
    }
    return offs;
  }

  private static double off(TokenEstimator estimator, ChatRequest request, ModelRef model) {
    double counted = counted(request, model);
    return Math.abs(estimator.inputTokens(request, model) - counted) / counted;
  }

  /** The text as the tokenizer counts it, in the frame of a message. */
  private static long counted(ChatRequest request, ModelRef model) {
    return EXACT.inputTokens(request, model);
  }

  private static void assertNear(Line line) {
    String what = line.kind + " " + line.model;
    assertThat(at(0.5, line.offs, Off::before)).as(what).isLessThan(0.15);
    assertThat(at(0.95, line.offs, Off::before)).as(what).isLessThan(0.40);
    assertThat(at(0.5, line.offs, Off::after)).as(what).isLessThan(0.10);
    assertThat(at(0.95, line.offs, Off::after)).as(what).isLessThan(0.25);
  }

  private static String table(List<Line> lines) {
    StringBuilder out =
        new StringBuilder(
            "| text | tokenizer | texts | median before | 95th | median after | 95th |\n"
                + "|---|---|---|---|---|---|---|\n");
    for (Line line : lines) {
      out.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %d | %.1f | %.1f | %.1f | %.1f |\n",
              line.kind,
              line.model.model().endsWith("4o") ? "o200k" : "cl100k",
              line.offs.size(),
              100 * at(0.5, line.offs, Off::before),
              100 * at(0.95, line.offs, Off::before),
              100 * at(0.5, line.offs, Off::after),
              100 * at(0.95, line.offs, Off::after)));
    }
    return out.toString();
  }

  private static double at(double share, List<Off> offs, ToDoubleFunction<Off> when) {
    double[] sorted = offs.stream().mapToDouble(when).sorted().toArray();
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}
