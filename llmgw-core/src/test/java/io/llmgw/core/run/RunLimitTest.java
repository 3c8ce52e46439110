package io.llmgw.core.run;

import static io.llmgw.core.run.Weather.OSLO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.error.LlmTimeoutException;
import io.llmgw.api.error.StreamInterruptedException;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.tool.RunLimits;
import io.llmgw.api.tool.Tool;
import io.llmgw.core.client.Aside;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.ScriptedProvider;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a run ends that goes too far: by its clocks, its rounds, its cost. */
class RunLimitTest {
  private static final Duration TOTAL = Duration.ofSeconds(30);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final VirtualTime time = VirtualTime.create();
  private final List<Duration> remaining = new ArrayList<>();
  private final LlmClient llm =
      LlmClient.builder()
          .provider(fake)
          .defaultModel(fake.model())
          .time(time)
          .use(
              chain -> {
                remaining.add(chain.context().remaining());
                return chain.proceed(chain.request());
              })
          .build();
  private final SlowTool slow = new SlowTool();

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @AfterEach
  void close() {
    llm.close();
  }

  @ParameterizedTest
  @EnumSource
  void theTotalOfARunEndsItWhileAToolRuns(Door door) {
    fake.answers(script -> script.text("Let me see. ").toolCall("c1", "weather", OSLO));
    Visit visit = door.enter(llm, asking(slow.tool()).with(RunLimits.DEFAULT.total(TOTAL)));
    slow.awaitArrivals(1);

    time.advance(TOTAL);

    DoorResult result = visit.await();
    assertThat(result.errorKind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(result.error())
        .isInstanceOf(StreamInterruptedException.class)
        .hasMessageContaining("run")
        .hasMessageContaining("PT30S");
    assertThat(result.error().partial().text()).isEqualTo("Let me see. ");
    assertThat(result.error().attempts()).hasSize(1);
    Patience.until("the tool to be interrupted", () -> slow.interrupted() == 1);
  }

  @ParameterizedTest
  @EnumSource
  void theTotalOfARunEndsItInALaterRound(Door door) {
    oneCall();
    Gate waiting = Gate.closed();
    fake.answers(script -> script.waitFor(waiting));
    Tool taking =
        Weather.tool(
            city -> {
              time.advance(Duration.ofSeconds(10));
              return "x";
            });
    Visit visit = door.enter(llm, asking(taking).with(RunLimits.DEFAULT.total(TOTAL)));
    waiting.awaitArrivals(1);

    time.advance(Duration.ofSeconds(20));

    DoorResult result = visit.await();
    assertThat(result.errorKind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(result.error()).hasMessageContaining("run").hasMessageContaining("PT30S");
    assertThat(result.error().attempts()).hasSize(2);
    assertThat(remaining).containsExactly(TOTAL, Duration.ofSeconds(20));
  }

  @Test
  void aRunThatSetsNoTotalHasTheOneOfItsCall() {
    oneCall();
    Aside<ChatResponse> run =
        Aside.call(() -> llm.chat(asking(slow.tool()).with(Timeouts.total(Duration.ofSeconds(3)))));
    slow.awaitArrivals(1);

    time.advance(Duration.ofSeconds(3));

    assertThat(run.failure())
        .isInstanceOf(LlmException.class)
        .hasMessageContaining("PT3S")
        .extracting(e -> ((LlmException) e).kind())
        .isEqualTo(ErrorKind.TIMEOUT);
  }

  @Test
  void theTotalOfACallBoundsEachRoundOfALongerRun() {
    oneCall();
    Gate waiting = Gate.closed();
    fake.answers(script -> script.waitFor(waiting));
    slow.open();
    ChatRequest request =
        asking(slow.tool())
            .with(Timeouts.total(Duration.ofSeconds(3)))
            .with(RunLimits.DEFAULT.total(Duration.ofHours(1)));
    Aside<ChatResponse> run = Aside.call(() -> llm.chat(request));
    waiting.awaitArrivals(1);

    time.advance(Duration.ofSeconds(3));

    assertThat(run.failure()).hasMessageContaining("call").hasMessageContaining("PT3S");
    assertThat(remaining).containsOnly(Duration.ofSeconds(3));
  }

  @Test
  void noTimeIsLeftForARoundAfterAToolThatTookItAll() {
    oneCall();
    Tool taking =
        Weather.tool(
            city -> {
              time.advance(TOTAL);
              return "x";
            });

    assertThatThrownBy(() -> llm.chat(asking(taking).with(RunLimits.DEFAULT.total(TOTAL))))
        .isInstanceOfAny(LlmTimeoutException.class, StreamInterruptedException.class);
    assertThat(fake.received()).isEqualTo(1);
  }

  @Test
  void aModelThatAsksForToolsForEverIsStopped() {
    AtomicInteger called = new AtomicInteger();
    fake.always(script -> script.toolCall("c1", "weather", OSLO));

    assertThatThrownBy(
            () ->
                llm.chat(
                    asking(Weather.tool(city -> called.incrementAndGet()))
                        .with(RunLimits.DEFAULT.rounds(3))))
        .isInstanceOfSatisfying(
            LlmException.class,
            error -> {
              assertThat(error.kind()).isEqualTo(ErrorKind.RUN_LIMIT);
              assertThat(error.isRetryable()).isFalse();
              assertThat(error.attempts()).hasSize(3);
            })
        .hasMessageContaining("3 rounds");
    assertThat(fake.received()).isEqualTo(3);
    assertThat(called).hasValue(2);
  }

  @Test
  void anAnswerThatAsksForMoreCallsThanAreLeftGetsNone() {
    AtomicInteger called = new AtomicInteger();
    fake.answers(script -> script.toolCall("c1", "weather", OSLO));
    fake.answers(script -> script.toolCall("c2", "weather", OSLO).toolCall("c3", "weather", OSLO));

    assertThatThrownBy(
            () ->
                llm.chat(
                    asking(Weather.tool(city -> called.incrementAndGet()))
                        .with(RunLimits.DEFAULT.calls(2))))
        .isInstanceOfSatisfying(
            LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.RUN_LIMIT))
        .hasMessageContaining("2 more calls")
        .hasMessageContaining("RunLimits.calls");
    assertThat(called).hasValue(1);
  }

  @Test
  void aCapOnCostThatNobodyKnowsSaysSo() {
    oneCall();
    fake.answers("ok");
    slow.open();

    ChatResponse answer =
        llm.chat(asking(slow.tool()).with(RunLimits.DEFAULT.cost(new BigDecimal("0.10"), "USD")));

    assertThat(answer.served().trail())
        .anySatisfy(entry -> assertThat(entry.note()).contains("cost is not known"));
  }

  private static ChatRequest asking(Tool tool) {
    return ChatRequest.builder().user("q").tools(tool).build();
  }

  private void oneCall() {
    fake.answers(script -> script.toolCall("c1", "weather", OSLO));
  }
}
