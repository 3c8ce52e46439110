package io.llmgw.examples.quickstart;

import io.llmgw.api.LlmClient;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.usage.CacheUse;
import io.llmgw.cache.ResponseCache;
import io.llmgw.cache.Semantic;
import io.llmgw.test.simulated.SimulatedProvider;
import java.io.PrintStream;
import java.util.Objects;

/**
 * The same question in other words, which has one answer, and with another number, which has not.
 */
final class Alike {
  private final PrintStream out;

  Alike(PrintStream out) {
    this.out = out;
  }

  void run() {
    try (SimulatedProvider server =
            SimulatedProvider.openAi()
                .model("gpt-5-mini")
                .always("Reed warblers, mostly.")
                .start();
        LlmClient llm =
            LlmClient.builder()
                .provider(server.provider())
                .defaultModel(server.model())
                .use(ResponseCache.ofMegabytes(16).semantic(Semantic.lexical().threshold(0.7)))
                .build()) {
      print(llm.prompt("Which birds can be seen within 5 km of the lake?").send());
      print(llm.prompt("Which birds can one see within 5 km of the lake?").send());
      print(llm.prompt("Which birds can be seen within 9 km of the lake?").send());
      out.printf("  3 questions: %d requests%n", server.requests().size());
    }
  }

  private void print(ChatResponse response) {
    CacheUse use = Objects.requireNonNull(response.served().cacheUse());
    out.printf(
        "  %s%s%n",
        response.served().cache(),
        use.similarity() == null ? "" : ", of a question of similarity " + use.similarity());
    response.served().trail().stream()
        .filter(entry -> entry.note().contains("is refused"))
        .forEach(entry -> out.println("  trail: " + entry.note()));
  }
}
