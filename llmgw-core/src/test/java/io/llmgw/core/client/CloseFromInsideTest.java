package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.UsageDrain;
import io.llmgw.api.tool.Tool;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult.Ending;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.RecordingSubscriber;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Code that runs within a call closes the client: its own call cannot end before that returns. Time
 * stands still, so a close that waits for it never returns.
 */
@Fault("F093")
class CloseFromInsideTest {
  private static final ChatRequest QUESTION = ChatRequest.of("q");

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final ClosingParts parts = new ClosingParts(fake);
  private final VirtualTime time = VirtualTime.create();
  private final AtomicReference<LlmClient> client = new AtomicReference<>();
  private final Gate closed = Gate.closed();

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @ParameterizedTest
  @EnumSource
  void aLinkThatClosesEndsItsCallBeforeItIsSent(Door door) {
    fake.always("never");
    LlmClient llm =
        build(
            builder()
                .use(
                    chain -> {
                      close();
                      return chain.proceed(chain.request());
                    }));

    expectShutDown(door.enter(llm, QUESTION));

    assertThat(fake.received()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aToolThatClosesEndsItsRun(Door door) {
    fake.answers(script -> script.toolCall("c1", "stop", "{}")).always("never");
    LlmClient llm = build(builder());

    expectShutDown(door.enter(llm, asking(stop())));

    assertThat(fake.received()).isEqualTo(1);
  }

  record Stop() {}

  /** A run that ends interrupts its tools: that is for the tool, and not for what is closed. */
  @Test
  void aToolThatClosesIsInterruptedOnceAllIsClosed() {
    fake.always(script -> script.toolCall("c1", "stop", "{}"));
    List<Boolean> interrupted = new CopyOnWriteArrayList<>();
    Runnable look = () -> interrupted.add(Thread.currentThread().isInterrupted());
    Gate returned = Gate.closed();
    LlmClient llm =
        LlmClient.builder()
            .provider(parts.provider(look))
            .defaultModel(fake.model())
            .time(time)
            .build();
    client.set(llm);
    Tool stop =
        Tool.of(
            "stop",
            "Stops all",
            Stop.class,
            nothing -> {
              close();
              look.run();
              returned.arrive();
              return "stopped";
            });

    expectShutDown(Door.CHAT.enter(llm, asking(stop)));

    returned.awaitArrivals(1);
    assertThat(interrupted).containsExactly(false, true);
  }

  @Test
  void whoClosesBetweenTwoEventsOfHisStreamIsToldSoByTheNext() {
    fake.answers(script -> script.text("a").hang());
    LlmClient llm = build(builder());

    Aside<LlmEvent> reader =
        Aside.call(
            () -> {
              ChatStream stream = llm.stream(QUESTION);
              stream.next();
              close();
              return stream.next();
            });

    expectShutDown(reader.failure());
    assertThat(parts.closed()).containsExactly("provider, open streams: 0", "feature");
  }

  @Test
  void whoHasClosedHisStreamWaitsForWhatIsReadOnOfIt() {
    Gate more = Gate.closed();
    fake.answers(script -> script.text("a").waitFor(more).usage(Usage.reported(1, 2)));
    List<Usage> used = new CopyOnWriteArrayList<>();
    CallObserver ledger = call -> outcome -> used.add(outcome.served().usage());
    UsageDrain drain = UsageDrain.within(Duration.ofHours(1), 100);
    LlmClient llm = build(builder().usageDrain(drain).observe(ledger));
    try (ChatStream stream = llm.stream(QUESTION)) {
      assertThat(stream.text().iterator().next()).isEqualTo("a");
    }

    more.open();
    llm.close();

    assertThat(used).containsExactly(Usage.reported(1, 2));
  }

  @Test
  void aSubscriberThatClosesIsToldSo() {
    fake.answers(script -> script.text("a").hang());
    LlmClient llm = build(builder());
    RecordingSubscriber<LlmEvent> subscriber =
        RecordingSubscriber.<LlmEvent>unbounded()
            .onEachItem(
                event -> {
                  if (event instanceof TextDelta) {
                    close();
                  }
                });

    llm.publish(QUESTION).subscribe(subscriber);

    subscriber.awaitEnd();
    expectShutDown(subscriber.error());
    assertThat(parts.closed()).containsExactly("provider, open streams: 0", "feature");
  }

  @ParameterizedTest
  @EnumSource
  void othersAreWaitedForAndAreNotCutShort(Door door) {
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("a").waitFor(gate).text("b"))
        .answers(script -> script.toolCall("c1", "stop", "{}"));
    LlmClient llm = build(builder());
    Visit other = Door.CHAT.enter(llm, QUESTION);
    gate.awaitArrivals(1);
    Visit closing = door.enter(llm, asking(stop()));
    closed.awaitArrivals(1);
    Patience.until("no more calls to be taken", () -> llm.status().closed());
    assertThat(parts.closed()).isEmpty();

    gate.open();

    assertThat(other.await().text()).isEqualTo("ab");
    expectShutDown(closing);
  }

  @Test
  void whatClosesWhileAnotherThreadDoesEndsItsCallAndDoesNotWait() {
    Gate inside = Gate.closed();
    fake.always("never");
    Interceptor link =
        chain -> {
          inside.arrive();
          Patience.until("the gate to open", inside::isOpen);
          close();
          return chain.proceed(chain.request());
        };
    LlmClient llm = build(builder().use(link));
    Visit visit = Door.CHAT.enter(llm, QUESTION);
    inside.awaitArrivals(1);
    Aside<Boolean> outside = Aside.run(llm::close).awaitBlockedIn("close");

    inside.open();

    expectShutDown(visit);
    outside.get();
  }

  /** Who has opened a stream may have handed it on. */
  @Test
  void aStreamOfWhichThisThreadHasReadNothingIsWaitedFor() {
    fake.answers(script -> script.text("a"));
    LlmClient llm = build(builder());
    AtomicReference<ChatStream> stream = new AtomicReference<>();
    Aside<Boolean> opener =
        Aside.run(
            () -> {
              stream.set(llm.stream(QUESTION));
              llm.close();
            });
    opener.awaitBlockedIn("close");

    assertThat(stream.get().response().text()).isEqualTo("a");

    opener.get();
  }

  /** A thread that has gone on to something else carries the call no more. */
  @Test
  void aCallWhoseSubscriberAsksForNothingIsWaitedForOnTheThreadThatServedIt() {
    ExecutorService one = Executors.newSingleThreadExecutor();
    fake.answers(script -> script.text("a").text("b"));
    LlmClient llm = build(builder().executor(one));
    RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.withDemand(2);
    try {
      llm.publish(QUESTION).subscribe(subscriber);
      subscriber.awaitItems(2);
      AtomicReference<Thread> closing = new AtomicReference<>();
      one.execute(
          () -> {
            closing.set(Thread.currentThread());
            llm.close();
          });
      Patience.until(
          "the close to wait",
          () -> closing.get() != null && closing.get().getState() == Thread.State.WAITING);

      assertThat(subscriber.hasEnded()).isFalse();
      time.advance(LlmClientBuilder.DEFAULT_CLOSE_GRACE);
      Patience.until("the call to end", subscriber::hasEnded);
    } finally {
      one.shutdown();
    }
  }

  private static ChatRequest asking(Tool tool) {
    return ChatRequest.builder().user("q").tools(tool).build();
  }

  private Tool stop() {
    return Tool.of(
        "stop",
        "Stops all",
        Stop.class,
        nothing -> {
          close();
          return "stopped";
        });
  }

  private void close() {
    closed.arrive();
    client.get().close();
  }

  private LlmClient build(LlmClientBuilder builder) {
    LlmClient llm = builder.build();
    client.set(llm);
    return llm;
  }

  private LlmClientBuilder builder() {
    return LlmClient.builder()
        .provider(parts.provider())
        .defaultModel(fake.model())
        .use(parts.feature())
        .time(time);
  }

  private static void expectShutDown(Visit visit) {
    assertThat(visit.await().ending()).isEqualTo(Ending.CANCELLED);
    expectShutDown(visit.await().error());
  }

  private static void expectShutDown(Throwable error) {
    assertThat(error)
        .isInstanceOfSatisfying(
            CallCancelledException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SHUTDOWN));
  }
}
