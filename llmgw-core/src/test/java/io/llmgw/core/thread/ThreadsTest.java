package io.llmgw.core.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.core.client.TapLink;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.RecordingSubscriber;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The client's own threads: how many, whose, and when they are gone. */
class ThreadsTest {
  private static final int MOST = 256;
  private static final Duration LITTLE = Duration.ofMillis(500);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final TapLink tap = TapLink.in(Slot.APPLICATION);
  private final LlmClient llm =
      LlmClient.builder().provider(fake).defaultModel(fake.model()).use(tap).build();

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @AfterEach
  void close() {
    llm.close();
  }

  @Test
  @Fault("F093")
  void letsAllThreadsGoWhenItsCloseIsInterrupted() throws InterruptedException {
    Gate attached = Gate.closed();
    fake.answers(script -> script.text("a").hang())
        .always(script -> script.waitFor(attached).text("b"));
    ChatStream unwound = llm.prompt("q").stream();
    unwound.close(); // leaves a thread of the engine idle
    tap.awaitOutcome();
    Gate hold = Gate.closed();
    CompletableFuture<Void> busy =
        llm.prompt("q").async().thenAccept(answer -> passUninterruptibly(hold));
    attached.open();
    hold.awaitArrivals(1);
    AtomicBoolean flag = new AtomicBoolean();
    Thread closing =
        new Thread(
            () -> {
              llm.close();
              flag.set(Thread.currentThread().isInterrupted());
            });
    closing.start();
    Patience.until("the close to wait", () -> closing.getState() == Thread.State.TIMED_WAITING);

    closing.interrupt();

    closing.join(Patience.limit().toMillis());
    assertThat(flag).isTrue();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("llmgw-engine-"));
    hold.open();
    busy.join();
  }

  private static void passUninterruptibly(Gate gate) {
    gate.arrive();
    Patience.until("a gate to open", gate::isOpen);
  }

  @Test
  @Fault("F091")
  @EnabledForJreRange(max = JRE.JAVA_20, disabledReason = "virtual threads are not bounded")
  void refusesCallsBeyondItsBoundAndRecovers() {
    Gate gate = Gate.closed();
    fake.always(script -> script.waitFor(gate).text("a"));
    List<CompletableFuture<ChatResponse>> answers = new ArrayList<>();

    for (int i = 0; i < 300; i++) {
      answers.add(llm.prompt("q").async());
    }

    gate.awaitArrivals(MOST);
    for (CompletableFuture<ChatResponse> refused : answers.subList(MOST, 300)) {
      assertThat(kindOf(refused)).isEqualTo(ErrorKind.REJECTED_LOCAL);
    }
    gate.open();
    for (CompletableFuture<ChatResponse> answer : answers.subList(0, MOST)) {
      Patience.until("an answer", answer::isDone);
      assertThat(answer.join().text()).isEqualTo("a");
    }
    awaitOneMoreAnswer();
    assertThat(fake.received()).isLessThanOrEqualTo(MOST + 1);
  }

  @Test
  @EnabledForJreRange(max = JRE.JAVA_20, disabledReason = "virtual threads are not bounded")
  void resumesPublicationsHoweverManyCallsAreBlocked() {
    fake.answers(script -> script.text("a").text("b"));
    RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.withDemand(1);
    llm.prompt("q").publish().subscribe(subscriber);
    subscriber.awaitItems(1);
    Gate gate = Gate.closed();
    fake.always(script -> script.waitFor(gate).text("a"));
    List<CompletableFuture<ChatResponse>> answers = new ArrayList<>();
    for (int i = 0; i < MOST; i++) {
      answers.add(llm.prompt("q").async());
    }
    gate.awaitArrivals(MOST - 1);

    subscriber.request(9);

    gate.open();
    subscriber.awaitEnd();
    assertThat(subscriber.isCompleted()).isTrue();
    answers.forEach(answer -> Patience.until("an answer", answer::isDone));
  }

  @Test
  @EnabledForJreRange(max = JRE.JAVA_20, disabledReason = "virtual threads are not bounded")
  void countsResumedPublicationsAmongTheCallsUnderWay() {
    Gate gate = Gate.closed();
    fake.always(script -> script.text("a").waitFor(gate).text("b"));
    List<RecordingSubscriber<LlmEvent>> subscribers = new ArrayList<>();
    for (int i = 0; i < MOST; i++) {
      RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.withDemand(2);
      subscribers.add(subscriber);
      llm.prompt("q").publish().subscribe(subscriber);
      subscriber.awaitItems(2);
    }
    subscribers.forEach(subscriber -> subscriber.request(2));
    gate.awaitArrivals(MOST);

    assertThat(kindOf(llm.prompt("q").async())).isEqualTo(ErrorKind.REJECTED_LOCAL);

    gate.open();
    subscribers.forEach(RecordingSubscriber::awaitEnd);
  }

  @Test
  void runsCallsAndCleanUpOnDaemonsWithItsName() {
    List<Thread> threads = new ArrayList<>();
    fake.answers(script -> script.run(() -> threads.add(Thread.currentThread())).text("a"))
        .answers(script -> script.text("a").hang());
    llm.prompt("q").async().join();

    ChatStream stream = llm.prompt("q").stream();
    stream.close();
    tap.awaitOutcomes(2);
    threads.add(tap.threads().get(1));

    assertThat(threads).hasSize(2).allMatch(Thread::isDaemon);
    assertThat(threads).extracting(Thread::getName).allMatch(name -> name.startsWith("llmgw-"));
    assertThat(threads).doesNotContain(Thread.currentThread()).doesNotHaveDuplicates();
  }

  @Test
  @Fault("F093")
  void leavesNoThreadBehindItsClose() {
    List<Thread> threads = new CopyOnWriteArrayList<>(); // virtual ones are listed nowhere
    fake.answers(script -> script.run(() -> threads.add(Thread.currentThread())).text("a"))
        .answers(script -> script.text("a").hang());
    llm.prompt("q").async().join();
    llm.prompt("q").stream().close();
    tap.awaitOutcomes(2);
    threads.add(tap.threads().get(1));

    llm.close();

    // The last instructions of a thread come after its pool has said that it is gone.
    Patience.until(
        () -> "threads to end: " + gatewayThreads() + threads,
        LITTLE,
        () -> gatewayThreads().isEmpty() && threads.stream().noneMatch(Thread::isAlive));
  }

  private static List<String> gatewayThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("llmgw-"))
        .toList();
  }

  @Test
  void unwindsManyAbandonedStreams() {
    fake.always(script -> script.text("a").hang());
    for (int i = 0; i < 500; i++) {
      llm.prompt("q").stream().close();
    }

    tap.awaitOutcomes(500);
    fake.awaitNoOpenStreams();
  }

  private void awaitOneMoreAnswer() {
    Patience.until(
        "a call to be taken again",
        () -> {
          CompletableFuture<ChatResponse> answer = llm.prompt("q").async();
          Patience.until("an answer", answer::isDone);
          return !answer.isCompletedExceptionally();
        });
  }

  private static ErrorKind kindOf(CompletableFuture<ChatResponse> refused) {
    assertThat(refused).isCompletedExceptionally();
    try {
      throw new AssertionError(refused.join().text());
    } catch (CompletionException e) {
      return ((LlmException) e.getCause()).kind();
    }
  }
}
