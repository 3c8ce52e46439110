package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.EventStream;
import io.llmgw.test.LeakRule;
import io.llmgw.test.scripted.ScriptedProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A cancel that comes as a stream is handed over, when nobody waits for anything. */
class CancelledAsItOpensTest {
  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final TapLink tap = TapLink.in(Slot.APPLICATION);
  private final CancelHandle handle = new CancelHandle();

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @Test
  void endsAStreamThatIsCancelledAsItIsOpened() {
    fake.answers(script -> script.text("a").hang());
    try (LlmClient llm = builder().use(this::cancelWhenOpen).build()) {
      ChatStream unread = llm.prompt("q").cancelledBy(handle).stream();

      assertThat(tap.awaitOutcome()).isInstanceOf(Outcome.Cancelled.class);
      fake.awaitNoOpenStreams();
      unread.close();
    }
  }

  private EventStream cancelWhenOpen(Interceptor.Chain chain) {
    EventStream open = chain.proceed(chain.request());
    handle.cancel();
    return open;
  }

  private LlmClientBuilder builder() {
    return LlmClient.builder().provider(fake).defaultModel(fake.model()).use(tap);
  }
}
