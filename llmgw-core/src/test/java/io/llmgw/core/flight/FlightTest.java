package io.llmgw.core.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.CallContext;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.error.StreamInterruptedException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.TrailEntry;
import io.llmgw.api.usage.Usage;
import io.llmgw.core.client.Aside;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What those on board of one flight get. */
class FlightTest {
  private static final Usage USAGE = Usage.reported(7, 3);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final Coalescing coalescing = new Coalescing();
  private final LlmClient llm =
      LlmClient.builder()
          .provider(fake)
          .defaultModel(fake.model())
          .retries(Retries.none())
          .use(coalescing)
          .build();

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @AfterEach
  void close() {
    llm.close();
  }

  @Test
  @Fault("F127")
  void asksOnceForEqualRequestsAtTheSameTime() {
    Gate gate = Gate.closed();
    fake.answers(script -> script.waitFor(gate).text("blue ").text("light").usage(USAGE));
    List<Aside<ChatResponse>> asks = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      asks.add(Aside.call(() -> llm.prompt("q").send()).awaitBlockedIn("awaitCommit"));
    }

    gate.open();

    for (Aside<ChatResponse> ask : asks) {
      assertThat(ask.get().text()).isEqualTo("blue light");
      assertThat(ask.get().usage()).isEqualTo(USAGE);
    }
    assertThat(fake.received()).isEqualTo(1);
    assertThat(coalescing.awaitFlights(1)).hasSize(1).first().isInstanceOf(Outcome.Success.class);
  }

  @Test
  void asksAgainForOtherRequestsAndAfterTheEnd() {
    fake.always("a");

    llm.prompt("q").send();
    llm.prompt("another").send();
    llm.prompt("q").send();

    assertThat(fake.received()).isEqualTo(3);
    assertThat(coalescing.awaitFlights(3)).hasOnlyElementsOfType(Outcome.Success.class);
  }

  @Test
  void givesEveryEventToOneWhoJoinsLate() {
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("a").text("b").waitFor(gate).text("c"));
    try (ChatStream first = open()) {
      List<LlmEvent> seen = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        seen.add(first.next());
      }

      try (ChatStream late = open()) {
        List<LlmEvent> replayed = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          replayed.add(late.next());
        }
        gate.open();

        assertThat(replayed).isEqualTo(seen);
        assertThat(late.response().text()).isEqualTo("abc");
        assertThat(first.response().text()).isEqualTo("abc");
      }
    }
    assertThat(fake.received()).isEqualTo(1);
  }

  @Test
  void accountsTheAttemptToTheOneWhoStartedIt() {
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("a").usage(USAGE).waitFor(gate));
    try (ChatStream first = open();
        ChatStream joiner = open()) {
      gate.open();

      ChatResponse paid = first.response();
      ChatResponse free = joiner.response();

      assertThat(paid.served().cache()).isEqualTo(CacheStatus.NONE);
      assertThat(paid.served().usage()).isEqualTo(USAGE);
      assertThat(paid.served().attempts())
          .hasSize(1)
          .allMatch(attempt -> attempt.state() == AttemptState.SUCCEEDED);
      assertThat(free.served().cache()).isEqualTo(CacheStatus.JOINED);
      assertThat(free.served().usage()).isEqualTo(Usage.ZERO);
      assertThat(free.served().attempts()).isEmpty();
      assertThat(free.served().callId()).isEqualTo(joiner.callId()).isNotEqualTo(first.callId());
      assertThat(free.served().trail())
          .extracting(TrailEntry::note)
          .anyMatch(note -> note.contains(first.callId()));
      assertThat(free.usage()).isEqualTo(paid.usage()).isEqualTo(USAGE);
    }
  }

  @Test
  @Fault("F128")
  void givesEachItsOwnFailureBeforeContent() {
    Gate gate = Gate.closed();
    fake.answers(script -> script.waitFor(gate).fail(ErrorKind.OVERLOADED));
    List<Aside<ChatResponse>> asks = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      asks.add(Aside.call(() -> llm.prompt("q").send()).awaitBlockedIn("awaitCommit"));
    }

    gate.open();

    List<LlmException> failures = new ArrayList<>();
    for (Aside<ChatResponse> ask : asks) {
      failures.add((LlmException) ask.failure());
    }
    expectDistinct(failures);
    for (LlmException failure : failures) {
      assertThat(failure.kind()).isEqualTo(ErrorKind.OVERLOADED);
      assertThat(failure).isNotInstanceOf(StreamInterruptedException.class);
      assertThat(failure.partial()).isNull();
    }
    assertThat(failures.get(0).attempts()).hasSize(1);
    assertThat(failures.get(1).attempts()).isEmpty();
    assertThat(fake.received()).isEqualTo(1);
    assertThat(coalescing.awaitFlights(1)).hasSize(1).first().isInstanceOf(Outcome.Failure.class);
  }

  @Test
  void failsBeforeContentAsItIsSharedSoThatTheLinkMayGoAlone() {
    Gate gate = Gate.closed();
    fake.answers(script -> script.waitFor(gate).fail(ErrorKind.OVERLOADED)).always("alone");
    Map<Thread, CacheStatus> failed = new ConcurrentHashMap<>();
    try (LlmClient client = clientOf(chain -> aloneAfterFailure(chain, failed))) {
      Aside<String> first =
          Aside.call(() -> client.prompt("q").text()).awaitBlockedIn("awaitCommit");
      Aside<String> joiner =
          Aside.call(() -> client.prompt("q").text()).awaitBlockedIn("awaitCommit");

      gate.open();

      assertThat(first.get()).isEqualTo("alone");
      assertThat(joiner.get()).isEqualTo("alone");
      assertThat(failed)
          .containsEntry(first.thread(), CacheStatus.NONE)
          .containsEntry(joiner.thread(), CacheStatus.JOINED);
    }
  }

  @Test
  void isCancelledBeforeContentAsItIsShared() {
    fake.always(script -> script.hang());
    CancelHandle handle = new CancelHandle();
    Map<Thread, CacheStatus> failed = new ConcurrentHashMap<>();
    try (LlmClient client = clientOf(chain -> aloneAfterFailure(chain, failed))) {
      Aside<String> only =
          Aside.call(() -> client.prompt("q").cancelledBy(handle).text())
              .awaitBlockedIn("awaitCommit");

      handle.cancel();

      assertThat(only.failure()).isInstanceOf(CallCancelledException.class);
    }
    assertThat(failed).hasSize(1);
  }

  private static EventStream aloneAfterFailure(
      Interceptor.Chain chain, Map<Thread, CacheStatus> failed) {
    try {
      return chain.share("key", chain.request(), outcome -> {});
    } catch (LlmException e) {
      failed.put(
          Thread.currentThread(),
          Objects.requireNonNullElse(
              chain.context().attribute(CallContext.CACHE_STATUS), CacheStatus.NONE));
      return chain.proceed(chain.request());
    }
  }

  private LlmClient clientOf(Interceptor link) {
    return LlmClient.builder()
        .provider(fake)
        .defaultModel(fake.model())
        .retries(Retries.none())
        .use(link)
        .build();
  }

  @Test
  void givesEachItsOwnFailureAfterContent() {
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("a").waitFor(gate).fail(ErrorKind.STREAM_BROKEN));
    List<ChatStream> streams = List.of(open(), open(), open());
    streams.get(1).next();
    streams.get(1).next();

    gate.open();

    List<LlmException> failures = new ArrayList<>();
    for (ChatStream stream : streams) {
      failures.add((LlmException) Aside.call(stream::response).failure());
      stream.close();
    }
    expectDistinct(failures);
    for (LlmException failure : failures) {
      assertThat(failure).isInstanceOf(StreamInterruptedException.class);
      assertThat(failure.kind()).isEqualTo(ErrorKind.STREAM_BROKEN);
      assertThat(failure.partial()).isNotNull();
      assertThat(failure.partial().text()).isEqualTo("a");
    }
    assertThat(coalescing.awaitFlights(1)).hasSize(1).first().isInstanceOf(Outcome.Failure.class);
  }

  @Test
  void tellsWhoJoinsByWhichKeyItWasBegun() {
    List<Object> given = Collections.synchronizedList(new ArrayList<>());
    List<Object> told = Collections.synchronizedList(new ArrayList<>());
    Interceptor link =
        chain -> {
          Object key = new ArrayList<>(List.of("equal")); // another object each time
          given.add(key);
          try {
            return chain.share(key, chain.request(), outcome -> {});
          } finally {
            Object joined = chain.context().attribute(CallContext.JOINED_FLIGHT);
            told.add(joined == null ? "nothing" : joined);
          }
        };
    Gate gate = Gate.closed();
    fake.answers(script -> script.waitFor(gate).fail(ErrorKind.SERVER));
    try (LlmClient keyed =
        LlmClient.builder()
            .provider(fake)
            .defaultModel(fake.model())
            .retries(Retries.none())
            .use(link)
            .build()) {
      Aside<String> first =
          Aside.call(() -> keyed.prompt("q").text()).awaitBlockedIn("awaitCommit");
      Aside<String> second =
          Aside.call(() -> keyed.prompt("q").text()).awaitBlockedIn("awaitCommit");
      gate.open();
      assertThat(first.failure()).isInstanceOf(LlmException.class);
      assertThat(second.failure()).isInstanceOf(LlmException.class);
    }

    assertThat(told).hasSize(2).contains("nothing");
    assertThat(told).anySatisfy(key -> assertThat(key).isSameAs(given.get(0)));
  }

  @Test
  void keepsTheFlightsOfTwoLinksApart() {
    fake.always("a");
    try (LlmClient twice =
        LlmClient.builder()
            .provider(fake)
            .defaultModel(fake.model())
            .use(new Coalescing())
            .use(new Coalescing())
            .build()) {
      assertThat(Aside.call(() -> twice.prompt("q").text()).get()).isEqualTo("a");
    }
  }

  @Test
  void fliesAlthoughTheHostsThreadsAreAllWaiting() {
    fake.always("a");
    ExecutorService host = Executors.newFixedThreadPool(2);
    try (LlmClient hosted =
        LlmClient.builder()
            .provider(fake)
            .defaultModel(fake.model())
            .executor(host)
            .use(new Coalescing())
            .build()) {
      for (int i = 0; i < 50; i++) {
        CompletableFuture<ChatResponse> one = hosted.prompt("q").async();
        CompletableFuture<ChatResponse> two = hosted.prompt("q").async();
        Patience.until("two answers", () -> one.isDone() && two.isDone());
        assertThat(one.join().text()).isEqualTo(two.join().text());
      }
    } finally {
      host.shutdown();
    }
  }

  private ChatStream open() {
    return llm.prompt("q").stream();
  }

  private static void expectDistinct(List<LlmException> failures) {
    Set<LlmException> instances = Collections.newSetFromMap(new IdentityHashMap<>());
    instances.addAll(failures);
    assertThat(instances).hasSameSizeAs(failures);
    assertThat(failures)
        .extracting(LlmException::callId)
        .doesNotContainNull()
        .doesNotHaveDuplicates();
  }
}
