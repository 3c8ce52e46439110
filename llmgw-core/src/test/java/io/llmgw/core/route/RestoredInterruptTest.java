package io.llmgw.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.route.Route;
import io.llmgw.core.client.Aside;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Code of the host that a clock interrupts, and that sets the flag again before it throws on, as it
 * is told to everywhere: the next target is asked, and nobody's thread stays interrupted.
 */
@Fault("F089")
class RestoredInterruptTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final VirtualTime time = VirtualTime.create();
  private final Gate gate = Gate.closed();
  private final ScriptedProvider inner = ScriptedProvider.named("first").always("blue");
  private final ScriptedProvider second = ScriptedProvider.named("second").always("from the spare");

  private Void block() throws InterruptedException {
    try {
      gate.pass();
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw e;
    }
  }

  @SuppressWarnings("unchecked")
  private static <X extends Throwable> X sneaked(Throwable thrown) throws X {
    throw (X) thrown;
  }

  @Test
  void ofAProvider() {
    Provider blocking =
        new Provider() {
          @Override
          public String name() {
            return inner.name();
          }

          @Override
          public Capabilities capabilities() {
            return inner.capabilities();
          }

          @Override
          public EventStream open(ProviderCall call) {
            try {
              call.cancellation().interruptible(RestoredInterruptTest.this::block);
            } catch (Exception e) {
              throw RestoredInterruptTest.<RuntimeException>sneaked(e);
            }
            return inner.open(call);
          }
        };

    expectTheSpare(blocking);
  }

  @Test
  void ofAKeySource() {
    KeySource blocking =
        new KeySource() {
          @Override
          public List<ApiKey> keysFor(Caller caller) {
            try {
              block();
            } catch (InterruptedException e) {
              throw RestoredInterruptTest.<RuntimeException>sneaked(e);
            }
            return List.of();
          }

          @Override
          public boolean isReady(Caller caller) {
            return false;
          }
        };

    expectTheSpare(inner.with(blocking));
  }

  private void expectTheSpare(Provider blocking) {
    try (LlmClient llm =
        LlmClient.builder()
            .provider(blocking)
            .provider(leaks.of(second))
            .alias("any", Route.ordered(inner.target(), second.target()))
            .defaultModel("any")
            .timeouts(Timeouts.attempt(SECOND))
            .retries(Retries.none())
            .time(time)
            .build()) {
      Aside<String> call =
          Aside.call(
              () -> {
                String text = llm.chat(ChatRequest.of("Why is the sky blue?")).text();
                return text + ", interrupted: " + Thread.currentThread().isInterrupted();
              });
      gate.awaitArrivals(1);

      time.advance(SECOND);

      assertThat(call.get()).isEqualTo("from the spare, interrupted: false");
    }
  }
}
