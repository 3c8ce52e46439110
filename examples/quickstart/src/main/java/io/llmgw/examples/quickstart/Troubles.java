package io.llmgw.examples.quickstart;

import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Target;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Five providers on loopback with a trouble each: one is slow, one has a single connection, one has
 * a small contract, one refuses a key, one is down.
 */
final class Troubles implements AutoCloseable {
  /** The route that asks the provider with the connection when the slow one is slow. */
  static final String QUICK = "quick";

  /**
   * The route to the one that is down: it is watched from its first call on, as it is configured.
   */
  static final String REMOTE = "remote";

  private static final String OLD_KEY = "sk-old";
  private static final String NEW_KEY = "sk-new";

  /** What a vault of the house would hold. */
  private volatile String secret = OLD_KEY;

  private final SimulatedProvider slow =
      SimulatedProvider.openAi()
          .named("slow")
          .answer(Reply.text("Once upon a time, and what a time it was.").stallAfterEvents(4))
          .always(Reply.text("Nobody waits for this.").stallBeforeHead())
          .start();
  private final SimulatedProvider narrow =
      SimulatedProvider.openAi()
          .named("narrow")
          .always(Reply.text("One at a time, please.").delay(Duration.ofMillis(50)))
          .start();
  private final SimulatedProvider modest =
      SimulatedProvider.openAi()
          .named("modest")
          .answer(Reply.status(429).header("retry-after-ms", "800"))
          .always(Reply.text("Now there is time for you.").delay(Duration.ofMillis(50)))
          .start();
  private final SimulatedProvider strict =
      SimulatedProvider.openAi()
          .named("strict")
          .rejectsKey(OLD_KEY)
          .always("You may come in.")
          .start();
  private final SimulatedProvider down =
      SimulatedProvider.openAi().named("down").always(Reply.status(503)).start();

  /** Gives a client these providers. A limit holds for all calls to the model, by any name. */
  LlmClientBuilder givenTo(LlmClientBuilder builder) {
    Target calm = Target.of(modest.model()).limits(TargetLimits.perTarget().concurrency(1));
    return builder
        .provider(slow.provider())
        .provider(narrow.provider(Map.of("max-connections-per-host", "1")))
        .provider(modest.provider())
        .provider(withTwoKeys())
        .provider(down.provider())
        .alias("calm", calm)
        .alias(REMOTE, Route.target(down.model()))
        .alias(QUICK, Route.ordered(Route.of(slow.model()), Route.of(narrow.model())));
  }

  /** The source is asked at every call, so that a new secret needs no restart. */
  private Provider withTwoKeys() {
    return OpenAi.builder()
        .name(strict.name())
        .baseUrl(strict.baseUrl())
        .keys(
            caller -> List.of(ApiKey.of("main", secret), ApiKey.of("spare", "sk-spare").weight(0)))
        .build();
  }

  /** Exchanges the key that is refused. */
  void rotateKey() {
    secret = NEW_KEY;
  }

  /** The server that begins an answer and does not end it, and then says nothing at all. */
  SimulatedProvider slow() {
    return slow;
  }

  /** The server to which there is one connection. */
  SimulatedProvider narrow() {
    return narrow;
  }

  /** The server that asks for a pause, and that one call at a time may go to. */
  SimulatedProvider modest() {
    return modest;
  }

  /** The server that refuses the key, until it is exchanged. */
  SimulatedProvider strict() {
    return strict;
  }

  /** The server that fails. */
  SimulatedProvider down() {
    return down;
  }

  @Override
  public void close() {
    slow.close();
    narrow.close();
    modest.close();
    strict.close();
    down.close();
  }
}
