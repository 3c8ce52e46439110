package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Cancellation;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.test.Door;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.RecordingSubscriber;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What a close tells of it closes the client too. It is waited for before the parts are closed, so
 * it must not wait for that: it has gone on before the provider is closed.
 */
@Fault("F093")
class CloseWithinACloseTest {
  private static final ChatRequest QUESTION = ChatRequest.of("q");

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final AtomicBoolean wentOn = new AtomicBoolean();
  private final List<Boolean> wentOnBefore = new CopyOnWriteArrayList<>();
  private final ClosingParts parts = new ClosingParts(fake);
  private final VirtualTime time = VirtualTime.create();
  private final AtomicReference<LlmClient> client = new AtomicReference<>();
  private final Gate hung = Gate.closed();
  private final List<Cancellation> tokens = new CopyOnWriteArrayList<>();

  @BeforeEach
  void watch() {
    leaks.of(fake);
    fake.always(script -> script.text("a").waitFor(hung));
  }

  @Test
  void aWakeUpThatAnImmediateCloseRuns() {
    LlmClient llm = build(builder().closeGrace(Duration.ZERO));
    Visit visit = enterOneWhoseWakeUpCloses(llm);

    Aside.run(llm::close).get();

    visit.await();
    assertThat(wentOnBefore).containsExactly(true);
  }

  @Test
  void aWakeUpThatAnInterruptedCloseRuns() {
    LlmClient llm = build(builder());
    Visit visit = enterOneWhoseWakeUpCloses(llm);

    Aside<Boolean> close = Aside.run(llm::close).awaitBlockedIn("close");
    close.thread().interrupt();

    close.get();
    visit.await();
    assertThat(wentOnBefore).containsExactly(true);
  }

  @Test
  void aWakeUpThatTheClockRunsWhileAnotherCallIsOpen() {
    LlmClient llm = build(builder());
    Visit visit = enterOneWhoseWakeUpCloses(llm);
    Visit other = Door.CHAT_ASYNC.enter(llm, QUESTION);
    hung.awaitArrivals(2);

    Aside<Boolean> close = Aside.run(llm::close).awaitBlockedIn("close");
    Aside.run(() -> time.advance(LlmClientBuilder.DEFAULT_CLOSE_GRACE)).get();

    close.get();
    visit.await();
    other.await();
    assertThat(wentOnBefore).containsExactly(true);
  }

  @Test
  void aSubscriberThatIsToldOfTheEnd() {
    LlmClient llm = build(builder().closeGrace(Duration.ZERO));
    RecordingSubscriber<LlmEvent> subscriber =
        RecordingSubscriber.<LlmEvent>unbounded().onEnd(failure -> closeAndGoOn());
    llm.publish(QUESTION).subscribe(subscriber);
    hung.awaitArrivals(1);

    Aside.run(llm::close).get();

    subscriber.awaitEnd();
    assertThat(wentOnBefore).containsExactly(true);
  }

  @Test
  void whatDependsOnAFuture() {
    LlmClient llm = build(builder().closeGrace(Duration.ZERO));
    CompletableFuture<ChatResponse> dependent =
        llm.chatAsync(QUESTION).whenComplete((answer, problem) -> closeAndGoOn());
    hung.awaitArrivals(1);

    Aside.run(llm::close).get();

    assertThat(dependent).isCompletedExceptionally();
    assertThat(wentOnBefore).containsExactly(true);
  }

  @Test
  void whatDependsOnTheFutureOfACallThatWaitsForAThread() {
    LlmClient llm = build(builder().closeGrace(Duration.ZERO).executor(task -> {}));
    CompletableFuture<ChatResponse> dependent =
        llm.chatAsync(QUESTION).whenComplete((answer, problem) -> closeAndGoOn());

    Aside.run(llm::close).get();

    assertThat(dependent).isCompletedExceptionally();
    assertThat(wentOnBefore).containsExactly(true);
  }

  private Visit enterOneWhoseWakeUpCloses(LlmClient llm) {
    Visit visit = Door.CHAT_ASYNC.enter(llm, QUESTION);
    hung.awaitArrivals(1);
    tokens.get(0).onCancel(this::closeAndGoOn); // the first of its call that is run
    return visit;
  }

  private void closeAndGoOn() {
    client.get().close();
    wentOn.set(true);
  }

  private LlmClient build(LlmClientBuilder builder) {
    client.set(builder.build());
    return client.get();
  }

  private LlmClientBuilder builder() {
    return LlmClient.builder()
        .provider(parts.provider(() -> wentOnBefore.add(wentOn.get())))
        .defaultModel(fake.model())
        .use(
            chain -> {
              tokens.add(chain.context().cancellation());
              return chain.proceed(chain.request());
            })
        .time(time);
  }
}
