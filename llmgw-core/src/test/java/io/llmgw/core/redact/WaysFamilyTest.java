package io.llmgw.core.redact;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.core.detect.Generated;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Family 34: what is sent by each way into the client, at the first attempt and at others. */
class WaysFamilyTest {
  private final Generated generated = new Generated();

  @Test
  void noWayAndNoAttemptPassesRedactionBy() {
    FamilyFigures figures = new FamilyFigures("34");
    for (Way way : Way.values()) {
      for (int failures = 0; failures < 2; failures++) {
        String card = Generated.withLuhn("41" + generated.digits(13));
        String asked = "Who is " + EveryWayTest.EMAIL + ", with " + card + "?";
        String expected = "Who is <EMAIL_1>, with <CREDIT_CARD_1>?";
        figures.variant(way + " " + asked, sent(way, asked, failures), sent(expected, failures));

        String harmless = "Who is no. 41" + generated.digits(3) + ", at noon?";
        figures.twin(way + " " + harmless, sent(way, harmless, failures), sent(harmless, failures));
      }
    }
    figures.areMet();
  }

  private static List<String> sent(String text, int failures) {
    return failures == 0 ? List.of(text) : List.of(text, text);
  }

  /** The question as the provider received it, attempt by attempt. */
  private static List<String> sent(Way way, String asked, int failures) {
    ScriptedProvider fake = ScriptedProvider.named("fake");
    for (int i = 0; i < failures; i++) {
      fake.answers(script -> script.fail(ErrorKind.SERVER));
    }
    fake.always(way::answer);
    try (LlmClient llm =
        LlmClient.builder()
            .provider(fake)
            .defaultModel(fake.model())
            .defaultEmbeddingModel("fake/e")
            .time(VirtualTime.skipping())
            .use(Redaction.of(EntitySets.ALL).budget(Duration.ofMinutes(1)))
            .build()) {
      way.ask(llm, asked);
    }
    return questions(fake);
  }

  private static List<String> questions(ScriptedProvider fake) {
    List<String> questions = new ArrayList<>();
    for (LlmRequest<?> request : fake.requests()) {
      request
          .content()
          .mapText(
              (path, kind, text) -> {
                if (text.startsWith("Who is ")) {
                  questions.add(text);
                }
                return text;
              });
    }
    return questions;
  }
}
