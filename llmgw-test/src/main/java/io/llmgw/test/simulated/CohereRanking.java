package io.llmgw.test.simulated;

import static io.llmgw.test.simulated.OpenAiFrames.object;

import io.llmgw.test.Tokens;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Writes Cohere's answers to a rerank. A document is as relevant as it has words of the query, and
 * of equals the first comes first.
 */
final class CohereRanking {
  private CohereRanking() {}

  /** The body that answers this. */
  static String body(ChatAsk ask) {
    Set<String> query = words(String.valueOf(ask.member("query")));
    List<Ranked> all = new ArrayList<>();
    if (ask.member("documents") instanceof List<?> documents) {
      for (Object document : documents) {
        Set<String> found = words(String.valueOf(document));
        found.retainAll(query);
        all.add(new Ranked(all.size(), found.size() / (double) Math.max(1, query.size())));
      }
    }
    all.sort(Comparator.comparingDouble(Ranked::score).reversed());
    long wanted = ask.member("top_n") instanceof Long asked ? asked : all.size();
    List<Object> results = new ArrayList<>();
    for (Ranked one : all.subList(0, (int) Math.min(wanted, all.size()))) {
      results.add(object("index", one.index, "relevance_score", one.score));
    }
    return OpenAiFrames.json(
        "id",
        "rerank-sim",
        "results",
        results,
        "meta",
        object("billed_units", object("search_units", 1)));
  }

  private static Set<String> words(String text) {
    Set<String> words = new HashSet<>();
    Tokens.of(text).forEach(token -> words.add(token.strip().toLowerCase(Locale.ROOT)));
    return words;
  }

  private record Ranked(int index, double score) {}
}
