package io.llmgw.core.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.core.client.Aside;
import io.llmgw.test.Fault;
import io.llmgw.test.Patience;
import io.llmgw.test.Races;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * A close meets what is in line for the place of another call, and sends it nothing in the place
 * that it makes free itself.
 */
class CloseInLineTest {
  private static final ChatRequest FIRST = ChatRequest.of("Who has the place?");
  private static final ChatRequest SECOND = ChatRequest.of("Who waits for it?");

  @Test
  @Fault("F093")
  void aCallThatMayBeHedgedIsNotSent() {
    isNotSent(it -> it.hedging(Hedging.after(Duration.ofHours(1)).share(1).orSameTarget()));
  }

  @Test
  @Fault("F093")
  void aFlightIsNotSent() {
    isNotSent(it -> it.use(new Coalescing()));
  }

  /** Which call is told first is left to chance, so it is tried some times. */
  private static void isNotSent(UnaryOperator<LlmClientBuilder> with) {
    Races.repeat(
        repeat -> {
          VirtualTime time = VirtualTime.create();
          ScriptedProvider fake = ScriptedProvider.named("a");
          fake.always(script -> script.text("a").hang());
          SlowlyTold slow = new SlowlyTold();
          LlmClientBuilder builder =
              LlmClient.builder()
                  .provider(fake)
                  .alias(
                      "one",
                      Route.target(fake.target().toString())
                          .limits(TargetLimits.perTarget().concurrency(1)))
                  .defaultModel("one")
                  .closeGrace(Duration.ZERO)
                  .time(time);
          LlmClient llm = with.apply(builder).use(slow).build();
          try (ChatStream first = llm.stream(FIRST)) {
            Aside<ChatResponse> reader = Aside.call(first::response);
            reader.awaitBlockedIn("next");
            Aside<ChatResponse> second = Aside.call(() -> llm.chat(SECOND));
            time.awaitSleepers(1);
            slow.until = () -> fake.received() > 1 || second.isDone();

            Aside.run(llm::close).get();

            assertThat(second.failure()).isNotNull();
            assertThat(reader.failure()).isNotNull();
          }
          assertThat(fake.received()).isEqualTo(1);
        });
  }

  /** The first call holds up whoever tells it of its end, once it is told inside. */
  private static final class SlowlyTold implements Interceptor {
    private volatile BooleanSupplier until = () -> true;

    @Override
    public LinkSpec spec() {
      return LinkSpec.named("slowly-told").in(Slot.APPLICATION);
    }

    @Override
    public EventStream intercept(Chain chain) {
      if (chain.request().equals(FIRST)) {
        chain.context().cancellation().onCancel(() -> Patience.until("the other call", until));
      }
      return chain.proceed(chain.request());
    }
  }
}
