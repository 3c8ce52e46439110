package io.llmgw.core.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.error.RateLimitedException;
import io.llmgw.api.error.StreamInterruptedException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What goes wrong first is what the call is told, and it is final only after content. */
class FirstFailureTest {
  @Test
  void aProviderThatCannotEvenCloseDoesNotHideWhatWentWrong() {
    LlmException limited =
        LlmException.of(ErrorKind.RATE_LIMIT, "slow down")
            .retryAfter(Duration.ofSeconds(7))
            .build();
    try (LlmClient llm =
        LlmClient.builder()
            .provider(new Clumsy(limited))
            .defaultModel("clumsy/m")
            .retries(Retries.none())
            .build()) {
      RateLimitedException told =
          catchThrowableOfType(RateLimitedException.class, () -> llm.prompt("x").text());

      assertThat(told.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }
  }

  @Test
  void whatGoesWrongInCleaningUpIsKeptBesideIt() {
    LlmException limited = LlmException.of(ErrorKind.RATE_LIMIT, "slow down").build();
    List<Outcome> outcomes = new ArrayList<>();
    try (LlmClient llm =
        LlmClient.builder()
            .provider(new Clumsy(limited))
            .defaultModel("clumsy/m")
            .retries(Retries.none())
            .use(TestLink.in(Slot.ATTEMPT, c -> c.proceed(c.request(), outcomes::add)))
            .build()) {
      assertThatThrownBy(() -> llm.prompt("x").text()).isInstanceOf(RateLimitedException.class);

      assertThat(outcomes)
          .singleElement()
          .isInstanceOfSatisfying(
              Outcome.Failure.class,
              failure ->
                  assertThat(failure.error().getSuppressed())
                      .extracting(Throwable::getMessage)
                      .containsExactly("cannot close"));
    }
  }

  @Test
  void oneFailureThatComesTwiceIsToldOnce() {
    LlmException limited =
        LlmException.of(ErrorKind.RATE_LIMIT, "slow down").target("clumsy", "m").build();
    Clumsy twice = new Clumsy(limited, limited);
    try (LlmClient llm =
        LlmClient.builder()
            .provider(twice)
            .defaultModel("clumsy/m")
            .retries(Retries.none())
            .build()) {
      assertThatThrownBy(() -> llm.prompt("x").text()).isInstanceOf(RateLimitedException.class);
    }
  }

  @Test
  void emptyPiecesAheadOfTheContentMakeNoFailureFinal() {
    ScriptedProvider fake =
        ScriptedProvider.named("fake")
            .answers(
                script -> {
                  for (int i = 0; i < 2000; i++) {
                    script.events(new TextDelta(0, ""));
                  }
                  script.fail(ErrorKind.OVERLOADED);
                });
    try (LlmClient llm =
        LlmClient.builder()
            .provider(fake)
            .defaultModel(fake.model())
            .retries(Retries.none())
            .build()) {
      LlmException failure =
          catchThrowableOfType(LlmException.class, () -> llm.prompt("x").stream());

      assertThat(failure.kind()).isEqualTo(ErrorKind.OVERLOADED);
      assertThat(failure).isNotInstanceOf(StreamInterruptedException.class);
    }
  }

  @Test
  void aClockOfAllEternityIsNobodysFault() {
    ScriptedProvider fake = ScriptedProvider.named("fake").always("hello");
    try (LlmClient llm =
        LlmClient.builder()
            .provider(fake)
            .defaultModel(fake.model())
            .timeouts(Timeouts.idle(Duration.ofSeconds(Long.MAX_VALUE)))
            .build()) {
      assertThat(llm.prompt("x").text()).isEqualTo("hello");
    }
  }

  /** Fails in the middle, and then in closing. */
  private record Clumsy(LlmException failure, RuntimeException inClosing) implements Provider {
    Clumsy(LlmException failure) {
      this(failure, new IllegalStateException("cannot close"));
    }

    @Override
    public String name() {
      return "clumsy";
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.of(Capability.CHAT);
    }

    @Override
    public EventStream open(ProviderCall call) {
      return new EventStream() {
        private boolean started;

        @Override
        public @Nullable LlmEvent next() {
          if (started) {
            throw failure;
          }
          started = true;
          return Started.inProcess();
        }

        @Override
        public void close() {
          throw inClosing;
        }
      };
    }
  }
}
