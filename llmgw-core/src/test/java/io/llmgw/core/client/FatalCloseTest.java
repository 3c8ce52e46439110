package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A provider whose {@code close} meets an error of the JVM. */
class FatalCloseTest {
  private final AtomicInteger closed = new AtomicInteger();

  @Test
  void aCancelledReaderIsToldSoAndNeverThatTheAnswerIsComplete() {
    try (LlmClient llm =
            LlmClient.builder().provider(new Broken(false)).defaultModel("broken/m").build();
        ChatStream stream = llm.prompt("x").stream()) {
      stream.next();
      stream.cancel();

      assertThatThrownBy(stream::next).isInstanceOf(CallCancelledException.class);
    }
  }

  @Test
  void anErrorInTheMiddleGoesOutAndTheClientStillCloses() {
    try (LlmClient llm =
        LlmClient.builder().provider(new Broken(true)).defaultModel("broken/m").build()) {
      ChatStream stream = llm.prompt("x").stream();
      stream.next();
      stream.next();

      assertThatThrownBy(stream::next).isInstanceOf(NoClassDefFoundError.class);
    }
    assertThat(closed).hasPositiveValue();
  }

  private final class Broken implements Provider {
    private final boolean alsoInNext;

    Broken(boolean alsoInNext) {
      this.alsoInNext = alsoInNext;
    }

    @Override
    public String name() {
      return "broken";
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.of(Capability.CHAT, Capability.STREAMING);
    }

    @Override
    public EventStream open(ProviderCall call) {
      return new EventStream() {
        private int given;

        @Override
        public @Nullable LlmEvent next() {
          given++;
          if (given == 1) {
            return Started.inProcess();
          }
          if (given > 2 && alsoInNext) {
            throw new NoClassDefFoundError("in next");
          }
          return new TextDelta(0, "so far");
        }

        @Override
        public void close() {
          closed.incrementAndGet();
          throw new NoClassDefFoundError("in close");
        }
      };
    }
  }
}
