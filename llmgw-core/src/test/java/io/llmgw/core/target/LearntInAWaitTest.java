package io.llmgw.core.target;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.usage.AttemptWait;
import io.llmgw.api.usage.TrailEntry;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A call waits for its only target, which others find to rest for longer; waits take no time. */
class LearntInAWaitTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final VirtualTime time = VirtualTime.skipping();
  private final ScriptedProvider busy = ScriptedProvider.named("busy");
  private final LlmClient llm =
      LlmClient.builder().provider(busy).defaultModel("busy/m").time(time).build();

  @AfterEach
  void close() {
    llm.close();
  }

  /** The target rests for six seconds; after five of them a stream there fails so. */
  private void learn(LlmException failure) {
    leaks.of(busy);
    busy.answers(script -> script.text("a").fail(failure));
    ChatStream stream = llm.stream(QUESTION);
    stream.next();
    busy.answers(script -> script.fail(overloaded(ofSeconds(6))));
    assertThat(catchThrowable(() -> llm.chat(QUESTION.with(Retries.none())))).isNotNull();
    time.schedule(ofSeconds(5), () -> assertThat(catchThrowable(stream::response)).isNotNull());
  }

  private static LlmException overloaded(Duration retryAfter) {
    return LlmException.of(ErrorKind.OVERLOADED, "busy")
        .httpStatus(529)
        .retryAfter(retryAfter)
        .build();
  }

  @Test
  void aFurtherRestIsWaitedForUntilTenSecondsAreOver() {
    learn(overloaded(ofSeconds(5)));
    busy.answers("blue");

    ChatResponse answer = llm.chat(QUESTION);

    assertThat(time.nanos()).isEqualTo(ofSeconds(10).toNanos());
    assertThat(answer.served().attempts().get(0).waits())
        .containsExactly(
            new AttemptWait(ofSeconds(6), AttemptWait.Reason.COOL_DOWN),
            new AttemptWait(ofSeconds(4), AttemptWait.Reason.COOL_DOWN));
    assertThat(answer.served().trail())
        .extracting(TrailEntry::note)
        .containsExactly(
            "busy/m rests 6000 ms after 529 OVERLOADED",
            "busy/m rests 4000 ms after 529 OVERLOADED");
  }

  @Test
  void oneThatWouldMakeItLongerInAllIsNot() {
    learn(overloaded(ofMillis(5_001)));

    LlmException failure = catchThrowableOfType(LlmException.class, () -> llm.chat(QUESTION));

    assertThat(time.nanos()).isEqualTo(ofSeconds(6).toNanos());
    assertThat(failure.kind()).isEqualTo(ErrorKind.OVERLOADED);
    assertThat(failure).hasMessageEndingWith("529 OVERLOADED: try again in 4001 ms");
    assertThat(failure.retryAfter()).isEqualTo(ofMillis(4_001));
    assertThat(failure.attempts()).isEmpty();
  }

  @Test
  void oneThatIsForGoodIsNot() {
    learn(LlmException.of(ErrorKind.MODEL_NOT_FOUND, "gone").httpStatus(404).build());

    LlmException failure = catchThrowableOfType(LlmException.class, () -> llm.chat(QUESTION));

    assertThat(time.nanos()).isEqualTo(ofSeconds(6).toNanos());
    assertThat(failure.kind()).isEqualTo(ErrorKind.MODEL_NOT_FOUND);
    assertThat(failure)
        .hasMessageEndingWith(": choose another target, or configure the client anew");
    assertThat(failure.retryAfter()).isNull();
  }

  @Test
  void theKeyThatStandsByIsNotTheOneThatIsUsedThen() {
    ApiKey standby = ApiKey.of("standby", "sk-s").weight(0);
    busy.with(Keys.of(standby, ApiKey.of("a", "sk-a")));
    learn(overloaded(ofSeconds(5)));
    busy.answers("blue");

    assertThat(llm.chat(QUESTION).served().keyAlias()).isEqualTo("a");
  }
}
