package io.llmgw.examples.dashboard;

import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.provider.Provider;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.test.simulated.Cut;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import io.llmgw.test.socket.ReceivedRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Four providers on loopback, which are all well or all in trouble: one is down, one refuses a key
 * and stumbles, one breaks off, one is slow. Thread-safe.
 */
final class Providers implements AutoCloseable {
  private static final String KEY = "sk-main";
  private static final String SPARE_KEY = "sk-spare";
  private static final String TEXT =
      "The tide comes in twice a day, and goes out as often, and nobody has ever stopped it.";

  /** More tokens than the text has: the bill of an answer that nobody would want to pay. */
  private static final Reply DEAR = Reply.text(TEXT).usage(20_000_000, 5_000_000);

  private final SimulatedProvider openAi =
      SimulatedProvider.openAi().model("gpt-5-mini").always(this::openAiReply).start();
  private final SimulatedProvider anthropic =
      SimulatedProvider.anthropic().model("claude-haiku-4-5").always(this::anthropicReply).start();
  private final SimulatedProvider mistral =
      SimulatedProvider.openAi()
          .named("mistral")
          .model("mistral-small-latest")
          .always(this::mistralReply)
          .start();
  private final SimulatedProvider local =
      SimulatedProvider.openAi().named("local").model("house-1").always(this::localReply).start();
  private final AtomicInteger mainKeyUses = new AtomicInteger();
  private volatile boolean inTrouble;

  /** From now on they are in trouble, or well again. */
  void setInTrouble(boolean trouble) {
    inTrouble = trouble;
  }

  private Reply openAiReply(ReceivedRequest request) {
    if (!inTrouble) {
      return Reply.text(TEXT);
    }
    if (SPARE_KEY.equals(request.bearerToken())) {
      return Reply.status(401);
    }
    if (request.text().contains(Traffic.LONG_REPORT)) {
      return DEAR;
    }
    return switch (mainKeyUses.incrementAndGet() % 8) {
      case 0, 4 -> Reply.status(503);
      case 6 -> Reply.status(429).header("retry-after-ms", "20");
      default -> Reply.text(TEXT);
    };
  }

  private Reply anthropicReply(ReceivedRequest request) {
    return inTrouble ? Reply.status(529) : Reply.text(TEXT);
  }

  /** It takes half a second, so that two calls at once want a connection each. */
  private Reply mistralReply(ReceivedRequest request) {
    Reply paced = Reply.text(TEXT).pace(Duration.ofMillis(20));
    boolean breaksOff = request.text().contains(Traffic.LONG_STORY);
    return breaksOff ? paced.cutAfterEvents(4, Cut.FIN) : paced;
  }

  private Reply localReply(ReceivedRequest request) {
    return inTrouble ? Reply.text(TEXT).delay(Duration.ofMillis(500)) : Reply.text(TEXT);
  }

  /** Ready for a client; each time new ones. */
  List<Provider> all() {
    return List.of(
        OpenAi.builder()
            .baseUrl(openAi.baseUrl())
            .keys(Keys.of(ApiKey.of("main", KEY), ApiKey.of("spare", SPARE_KEY).weight(20)))
            .build(),
        anthropic.provider(),
        OpenAi.builder()
            .name(mistral.name())
            .baseUrl(mistral.baseUrl())
            .keys(Keys.of(ApiKey.of("main", KEY)))
            .http(HttpSettings.builder().maxConnectionsPerHost(1).build())
            .build(),
        local.provider());
  }

  String openAiModel() {
    return openAi.model();
  }

  String anthropicModel() {
    return anthropic.model();
  }

  String mistralModel() {
    return mistral.model();
  }

  String localModel() {
    return local.model();
  }

  @Override
  public void close() {
    openAi.close();
    anthropic.close();
    mistral.close();
    local.close();
  }
}
