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
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.ChatResponse;
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
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a run ends that somebody ends: by a cancel, an interrupt, the end of the client. */
class RunCancelTest {
  private static final Duration GRACE = Duration.ofSeconds(5);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final VirtualTime time = VirtualTime.create();
  private final LlmClient llm =
      LlmClient.builder()
          .provider(fake)
          .defaultModel(fake.model())
          .time(time)
          .closeGrace(GRACE)
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
  void aCancelReachesEveryToolThatRuns(Door door) {
    twoCalls();
    Visit visit = door.enter(llm, asking(slow.tool()));
    slow.awaitArrivals(2);

    visit.cancel();

    assertThat(visit.await().ending()).isEqualTo(Ending.CANCELLED);
    Patience.until("both tools to be interrupted", () -> slow.interrupted() == 2);
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
                return llm.chat(asking(slow.tool()));
              } finally {
                kept[0] = Thread.interrupted();
              }
            });
    slow.awaitArrivals(1);

    run.thread().interrupt();

    assertThat(run.failure())
        .isInstanceOfSatisfying(
            CallCancelledException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CALLER));
    assertThat(kept[0]).isTrue();
    Patience.until("the tool to be interrupted", () -> slow.interrupted() == 1);
  }

  /** The reader may find both, and must not take the end for more. */
  @RepeatedTest(30)
  void anInterruptThatComesWithTheEndOfAToolIsNotFollowedByARound() {
    fake.answers(script -> script.toolCall("c1", "weather", OSLO)).always("never");
    AtomicReference<Thread> waiting = new AtomicReference<>();
    Tool tool =
        Weather.tool(
            city -> {
              waiting.get().interrupt();
              return "x";
            });

    Throwable end =
        Aside.call(
                () -> {
                  waiting.set(Thread.currentThread());
                  return llm.chat(asking(tool));
                })
            .failure();

    assertThat(end)
        .isInstanceOfSatisfying(
            CallCancelledException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CALLER));
    assertThat(fake.received()).isEqualTo(1);
  }

  @Test
  void closingAStreamBetweenReadsEndsTheRoundThatIsOpen() {
    oneCall();
    fake.answers(script -> script.text("a").hang());
    slow.open();
    ChatStream stream = llm.stream(asking(slow.tool()));
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
    slow.open();
    try (ChatStream stream = llm.stream(asking(slow.tool()))) {
      while (fake.received() < 2) {
        stream.next();
      }

      stream.cancel();

      LlmException first = (LlmException) Aside.call(stream::next).failure();
      assertThat(first).isInstanceOf(CallCancelledException.class);
      assertThat(first.attempts()).hasSize(2);
      assertThat(first.isPossiblyBilled()).isTrue();
      assertThatThrownBy(stream::next).isSameAs(first);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRunThatTakesTooLongSaysWhetherItsRoundMayBeBilled(Door door) {
    Gate answering = Gate.closed();
    ChatRequest question = asking(slow.tool()).with(Timeouts.total(GRACE));
    oneCall();
    Visit inTool = door.enter(llm, question);
    slow.awaitArrivals(1);
    time.advance(GRACE);

    assertThat(inTool.await().error().isPossiblyBilled()).isFalse();

    slow.open();
    oneCall();
    fake.answers(script -> script.waitFor(answering));
    Visit inRound = door.enter(llm, question);
    answering.awaitArrivals(1);
    time.advance(GRACE);

    LlmException error = inRound.await().error();
    assertThat(error.attempts()).hasSize(2);
    assertThat(error.isPossiblyBilled()).isTrue();
  }

  @Test
  void closingTheClientLetsARunFinishWithinTheGrace() {
    oneCall();
    fake.answers("ok");
    Aside<ChatResponse> run = Aside.call(() -> llm.chat(asking(slow.tool())));
    slow.awaitArrivals(1);
    Aside<Boolean> closing = Aside.run(llm::close).awaitBlockedIn("awaitEmpty");

    slow.open();

    assertThat(run.get().text()).isEqualTo("ok");
    closing.get();
  }

  @Test
  void closingTheClientEndsARunAfterTheGrace() {
    oneCall();
    Aside<ChatResponse> run = Aside.call(() -> llm.chat(asking(slow.tool())));
    slow.awaitArrivals(1);
    Aside<Boolean> closing = Aside.run(llm::close).awaitBlockedIn("awaitEmpty");

    time.advance(GRACE);

    assertThat(run.failure())
        .isInstanceOfSatisfying(
            CallCancelledException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SHUTDOWN));
    closing.get();
    assertThat(slow.interrupted()).isEqualTo(1);
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
