package io.llmgw.core.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.status.BreakerState;
import io.llmgw.api.status.TargetStatus;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that say nothing of their target are neither in the way of its breaker nor help it. */
class WithoutVerdictTest {
  private static final int FAILURES = 5;

  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final LlmClientBuilder builder =
      LlmClient.builder()
          .provider(a)
          .defaultModel("a/m")
          .retries(Retries.none())
          .time(VirtualTime.skipping());
  private LlmClient llm;

  @AfterEach
  void close() {
    llm.close();
  }

  private void ask(String question) {
    try {
      llm.prompt(question).text();
    } catch (LlmException expected) {
      assertThat(expected.kind()).isIn(ErrorKind.SERVER, ErrorKind.INVALID_REQUEST);
    }
  }

  private BreakerState breaker() {
    TargetStatus status = llm.status().target("a/m");
    return Objects.requireNonNull(status).breaker();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 10, 30})
  void refusalsForTheRequestsFaultBetweenFailures(int between) {
    for (int i = 0; i < FAILURES; i++) {
      for (int j = 0; j < between; j++) {
        a.fails(ErrorKind.INVALID_REQUEST);
      }
      a.fails(ErrorKind.SERVER);
    }
    llm = builder.build();

    for (int i = 0; i < FAILURES * (between + 1) - 1; i++) {
      ask("call " + i);
    }
    assertThat(breaker()).isEqualTo(BreakerState.CLOSED);
    ask("the last one");

    assertThat(breaker()).isEqualTo(BreakerState.OPEN);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 10, 30})
  void answersOfALinkBetweenFailures(int between) {
    for (int i = 0; i < FAILURES; i++) {
      a.fails(ErrorKind.SERVER);
    }
    llm = builder.use(new Answering()).build();

    for (int i = 0; i < FAILURES; i++) {
      for (int j = 0; j < between; j++) {
        ask(Answering.QUESTION);
      }
      assertThat(breaker()).isEqualTo(BreakerState.CLOSED);
      ask("call " + i);
    }

    assertThat(breaker()).isEqualTo(BreakerState.OPEN);
  }

  /** Answers one question itself, within the attempt. */
  private static final class Answering implements Interceptor {
    private static final String QUESTION = "Are you there?";

    @Override
    public LinkSpec spec() {
      return LinkSpec.named("answering").in(Slot.ATTEMPT);
    }

    @Override
    public EventStream intercept(Chain chain) {
      return chain.request().content().textLength() == QUESTION.length()
          ? EventStreams.of(
              Started.inProcess(),
              new TextDelta(0, "yes"),
              new Completed(FinishReason.STOP, Usage.UNKNOWN))
          : chain.proceed(chain.request());
    }
  }
}
