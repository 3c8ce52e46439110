package io.llmgw.core.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.InvalidAnswerException;
import io.llmgw.api.observe.GatewayEvent.RunFailed;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.tool.RunLimits;
import io.llmgw.api.tool.Tool;
import io.llmgw.api.tool.Toolbox;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs that fail: their calls may all have succeeded, so listeners are told of the run. */
class FailedRunsTest {
  private static final ChatRequest QUESTION = ChatRequest.of("What is the weather in Oslo?");

  record City(String name, int people) {}

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final VirtualTime time = VirtualTime.create();
  private final Heard heard = new Heard();
  private final Diary diary = new Diary();
  private final Tool weather = Tool.of("weather", "Weather of a city", City.class, city -> "cold");
  private final LlmClient llm =
      LlmClient.builder()
          .provider(fake)
          .defaultModel(fake.model())
          .retries(Retries.none())
          .time(time)
          .observe(diary)
          .listen(heard)
          .build();

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @AfterEach
  void close() {
    llm.close();
  }

  private RunFailed told() {
    RunFailed told = heard.await(RunFailed.class, 1).get(0);
    llm.close(); // whatever else there is to tell
    assertThat(heard.of(RunFailed.class)).hasSize(1);
    return told;
  }

  @Test
  void oneWhoseLastAnswerIsNotTheValueIsTold() {
    fake.always("no JSON at all");

    catchThrowableOfType(InvalidAnswerException.class, () -> llm.prompt("q").as(City.class));

    assertThat(diary.outcomes).hasSize(2).allMatch(outcome -> outcome.error() == null);
    String run = diary.calls.get(0).runId();
    assertThat(told()).isEqualTo(new RunFailed(time.now(), run, ErrorKind.INVALID_ANSWER, 2));
  }

  @Test
  void oneThatWouldGoOnBeyondItsLimitsIsTold() {
    fake.always(
        (call, script) -> script.toolCall("c", "weather", "{\"name\":\"Oslo\",\"people\":1}"));

    catchThrowable(
        () -> llm.chat(QUESTION.with(Toolbox.of(weather)).with(RunLimits.DEFAULT.rounds(2))));

    assertThat(told().why()).isEqualTo(ErrorKind.RUN_LIMIT);
  }

  @Test
  void oneThatFailsWithItsCallIsToldToo() {
    fake.fails(ErrorKind.SERVER);

    catchThrowable(() -> llm.chat(QUESTION.with(Toolbox.of(weather))));

    RunFailed told = told();
    assertThat(told.why()).isEqualTo(ErrorKind.SERVER);
    assertThat(told.rounds()).isZero();
  }

  @Test
  void oneWhoseTimeIsOverWhileNobodyReadsIsToldOnce() {
    fake.answers("Take a coat.");
    try (ChatStream stream =
        llm.stream(
            QUESTION
                .with(Toolbox.of(weather))
                .with(RunLimits.DEFAULT.total(Duration.ofSeconds(9))))) {
      stream.next();

      time.advance(Duration.ofSeconds(9));

      heard.await(RunFailed.class, 1);
      catchThrowable(stream::next);
    }
    assertThat(told().why()).isEqualTo(ErrorKind.TIMEOUT);
  }

  @Test
  void oneThatIsCancelledOrSucceedsIsNot() {
    CancelHandle handle = new CancelHandle();
    handle.cancel();
    fake.answers("Take a coat.");
    catchThrowable(() -> llm.cancelledBy(handle).chat(QUESTION.with(Toolbox.of(weather))));

    llm.chat(QUESTION.with(Toolbox.of(weather)));
    llm.close();

    assertThat(heard.of(RunFailed.class)).isEmpty();
  }

  @Test
  void aPlainCallThatFailsIsNoRun() {
    fake.fails(ErrorKind.SERVER);

    catchThrowable(() -> llm.chat(QUESTION));
    llm.close();

    assertThat(heard.of(RunFailed.class)).isEmpty();
  }
}
