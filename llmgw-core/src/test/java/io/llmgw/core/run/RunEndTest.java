package io.llmgw.core.run;

import static io.llmgw.core.run.Weather.OSLO;
import static io.llmgw.core.run.Weather.ROME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.CallCancelledException;
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
import io.llmgw.test.DoorResult.Ending;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.Races;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.ScriptedProvider;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a run ends before the model has answered: by a cancel, its clocks, its limits. */
class RunEndTest {
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
          .closeGrace(Duration.ofSeconds(5))
          .use(
              chain -> {
                remaining.add(chain.context().remaining());
                return chain.proceed(chain.request());
              })
          .build();
  private final Gate atWork = Gate.closed();
  private final AtomicInteger interrupted = new AtomicInteger();
  private final Tool slow =
      Weather.tool(
          city -> {
            try {
              atWork.pass();
            } catch (InterruptedException e) {
              interrupted.incrementAndGet();
              throw e;
            }
            return "x";
          });

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
  void aCancelReachesEveryToolThatRuns(Door door) {
    twoCalls();
    Visit visit = door.enter(llm, asking(slow));
    atWork.awaitArrivals(2);

    visit.cancel();

    assertThat(visit.await().ending()).isEqualTo(Ending.CANCELLED);
    Patience.until("both tools to be interrupted", () -> interrupted.get() == 2);
    assertThat(fake.received()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void aToolThatIsDeafToItsInterruptHoldsNobodyUp(Door door) {
    oneCall();
    Gate release = Gate.closed();
    Tool deaf =
        Weather.tool(
            city -> {
              release.arrive();
              while (!release.isOpen()) {
                Thread.onSpinWait();
              }
              return "x";
            });
    Visit visit = door.enter(llm, asking(deaf));
    release.awaitArrivals(1);

    visit.cancel();

    assertThat(visit.await().ending()).isEqualTo(Ending.CANCELLED);
    release.open();
  }

  @Test
  void aCancelCancelsTheFutureThatAToolReturned() {
    oneCall();
    CompletableFuture<String> promised = new CompletableFuture<>();
    Gate returned = Gate.closed();
    CancelHandle handle = new CancelHandle();
    Aside<ChatResponse> run =
        Aside.call(
            () ->
                llm.prompt("q")
                    .tools(
                        Weather.tool(
                            city -> {
                              returned.arrive();
                              return promised;
                            }))
                    .cancelledBy(handle)
                    .send());
    returned.awaitArrivals(1);

    handle.cancel();

    assertThat(run.failure()).isInstanceOf(CallCancelledException.class);
    Patience.until("the promise to be taken back", promised::isCancelled);
  }

  @Test
  void anInterruptOfTheWaitingThreadEndsTheRunAndIsKept() {
    oneCall();
    boolean[] kept = new boolean[1];
    Aside<ChatResponse> run =
        Aside.call(
            () -> {
              try {
                return llm.chat(asking(slow));
              } finally {
                kept[0] = Thread.interrupted();
              }
            });
    atWork.awaitArrivals(1);

    run.thread().interrupt();

    assertThat(run.failure())
        .isInstanceOfSatisfying(
            CallCancelledException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CALLER));
    assertThat(kept[0]).isTrue();
    Patience.until("the tool to be interrupted", () -> interrupted.get() == 1);
  }

  @Test
  void closingAStreamBetweenReadsEndsTheRoundThatIsOpen() {
    oneCall();
    fake.answers(script -> script.text("a").hang());
    atWork.open();
    ChatStream stream = llm.stream(asking(slow));
    while (fake.received() < 2) {
      stream.next();
    }

    stream.close();

    fake.awaitNoOpenStreams();
    assertThatThrownBy(stream::next).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aReaderWhoWasAwayIsToldThatTheRunWasCancelled() {
    oneCall();
    fake.answers(script -> script.text("a").text("b"));
    atWork.open();
    try (ChatStream stream = llm.stream(asking(slow))) {
      while (fake.received() < 2) {
        stream.next();
      }

      stream.cancel();

      LlmException first = (LlmException) Aside.call(stream::next).failure();
      assertThat(first).isInstanceOf(CallCancelledException.class);
      assertThat(first.attempts()).hasSize(2);
      assertThatThrownBy(stream::next).isSameAs(first);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theTotalOfARunEndsItWhileAToolRuns(Door door) {
    fake.answers(script -> script.text("Let me see. ").toolCall("c1", "weather", OSLO));
    Visit visit = door.enter(llm, asking(slow).with(RunLimits.DEFAULT.total(TOTAL)));
    atWork.awaitArrivals(1);

    time.advance(TOTAL);

    DoorResult result = visit.await();
    assertThat(result.errorKind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(result.error())
        .isInstanceOf(StreamInterruptedException.class)
        .hasMessageContaining("run")
        .hasMessageContaining("PT30S");
    assertThat(result.error().partial().text()).isEqualTo("Let me see. ");
    assertThat(result.error().attempts()).hasSize(1);
    Patience.until("the tool to be interrupted", () -> interrupted.get() == 1);
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
        Aside.call(() -> llm.chat(asking(slow).with(Timeouts.total(Duration.ofSeconds(3)))));
    atWork.awaitArrivals(1);

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
    atWork.open();
    ChatRequest request =
        asking(slow)
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
  void aCapOnCostThatNobodyKnowsSaysSo() {
    oneCall();
    fake.answers("ok");
    atWork.open();

    ChatResponse answer =
        llm.chat(asking(slow).with(RunLimits.DEFAULT.cost(new BigDecimal("0.10"), "USD")));

    assertThat(answer.served().trail())
        .anySatisfy(entry -> assertThat(entry.note()).contains("cost is not known"));
  }

  @Test
  void closingTheClientLetsARunFinishWithinTheGrace() {
    oneCall();
    fake.answers("ok");
    Aside<ChatResponse> run = Aside.call(() -> llm.chat(asking(slow)));
    atWork.awaitArrivals(1);
    Aside<Boolean> closing = Aside.run(llm::close).awaitBlockedIn("awaitEmpty");

    atWork.open();

    assertThat(run.get().text()).isEqualTo("ok");
    closing.get();
  }

  @Test
  void closingTheClientEndsARunAfterTheGrace() {
    oneCall();
    Aside<ChatResponse> run = Aside.call(() -> llm.chat(asking(slow)));
    atWork.awaitArrivals(1);
    Aside<Boolean> closing = Aside.run(llm::close).awaitBlockedIn("awaitEmpty");

    time.advance(Duration.ofSeconds(5));

    assertThat(run.failure())
        .isInstanceOfSatisfying(
            CallCancelledException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SHUTDOWN));
    closing.get();
    assertThat(interrupted).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void aCancelThatRacesWithTheToolsLeavesNothingOpen(Door door) {
    fake.always(
        (call, script) -> {
          if (((ChatRequest) call.request()).content().messages().size() == 1) {
            script.toolCall("c1", "weather", OSLO).toolCall("c2", "weather", ROME);
          } else {
            script.text("ok");
          }
        });
    Races.repeat(
        repeat -> {
          Gate tools = Gate.closed();
          Tool tool =
              Weather.tool(
                  city -> {
                    tools.pass();
                    return "x";
                  });
          Visit visit = door.enter(llm, asking(tool));
          tools.awaitArrivals(2);

          Races.together(visit::cancel, tools::open);

          DoorResult result = visit.await();
          if (result.ending() == Ending.SUCCEEDED) {
            assertThat(result.text()).isEqualTo("ok");
          } else {
            assertThat(result.ending()).isEqualTo(Ending.CANCELLED);
          }
          fake.awaitNoOpenStreams();
        });
  }

  private static ChatRequest asking(Tool tool) {
    return ChatRequest.builder().user("q").tools(tool).build();
  }

  private void oneCall() {
    fake.answers(script -> script.toolCall("c1", "weather", OSLO));
  }

  private void twoCalls() {
    fake.answers(script -> script.toolCall("c1", "weather", OSLO).toolCall("c2", "weather", ROME));
  }
}
