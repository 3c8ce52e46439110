package io.llmgw.cache;

import static io.llmgw.cache.LoginCalls.ADA;
import static io.llmgw.cache.LoginCalls.BOB;
import static io.llmgw.cache.LoginCalls.GOOD;
import static io.llmgw.cache.LoginCalls.MASKED;
import static io.llmgw.cache.LoginCalls.notOfBob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.InvalidAnswerException;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.RequestOption;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that turn out to be no value once they are restored, where a second level has them. */
class DroppedAfarTest {
  private static final String OTHER = "{\"login\":\"<EMAIL_1>, or so\"}";

  @RegisterExtension private final LoginCalls calls = new LoginCalls();
  private final ScriptedProvider a = calls.model.provider;
  private final VirtualTime time = calls.model.time;
  private final MapStore store = new MapStore();
  private LlmClient llm;

  /** Joins nobody who takes what is older. */
  private final ChatRequest apart =
      notOfBob(ADA).with(CacheControl.DEFAULT.maxAge(Duration.ofMinutes(9)));

  @BeforeEach
  void useCache() {
    use(cache());
  }

  private ResponseCache cache() {
    return ResponseCache.ofMegabytes(1).secondLevel(store);
  }

  /** Another process. */
  private void use(ResponseCache cache) {
    llm = calls.use(cache);
  }

  /** Whether Bob has another process ask anew. */
  private void assertNotAfar() {
    use(cache());
    calls.assertAskedAnewForBob();
  }

  @Test
  void oneThatFailsTheCallIsAskedForAnew() {
    a.answers(MASKED);
    calls.assertInvalid(notOfBob(BOB));
    store.awaitRemovals(1);

    assertNotAfar();
  }

  @Test
  void oneOfTheSecondLevelIsGoneThereThoughItWasNotMovedIntoMemory() {
    calls.keepOfAda();
    store.awaitStored(1);
    use(cache());

    calls.assertNoneForBob(CacheControl.readOnly());

    store.awaitRemovals(1);
    calls.assertAskedAnewForBob();
  }

  @Test
  void oneOfTheSecondLevelThatStandsInForAFailureIsGoneThereToo() {
    ResponseCache cache = ResponseCache.ofMegabytes(1).staleIfError(Duration.ofHours(9));
    use(cache.secondLevel(store));
    calls.keepOfAda();
    store.awaitStored(1);
    use(cache.ttl(Duration.ofHours(1)).secondLevel(store));
    time.advance(Duration.ofHours(2));
    a.fails(ErrorKind.SERVER);

    calls.assertInvalid(notOfBob(BOB));

    store.awaitRemovals(1);
    calls.assertAskedAnewForBob();
  }

  /** All that is kept waits behind something else. */
  private void holdPuts() {
    store.endsNoPut(true);
    a.answers("blue");
    llm.chat(ChatRequest.of("Which colour has the sky?"));
    store.awaitPuts(1);
  }

  /** Tells all that waits, with something else as the last. */
  private void endPuts() {
    store.endsNoPut(false);
    store.endPuts();
    a.answers("green");
    llm.chat(ChatRequest.of("Which colour has grass?"));
    store.awaitStored(1);
  }

  @Test
  void whatWaitsForTheSecondLevelByThenIsNotToldToIt() {
    holdPuts();
    a.answers(MASKED);
    calls.assertInvalid(notOfBob(BOB));
    endPuts();

    assertNotAfar();
  }

  @Test
  void whatLandsInTheSecondLevelAfterItsRemovalIsRemovedOnceMore() {
    store.endsNoPut(true);
    calls.keepOfAda();
    store.awaitPuts(1);
    calls.assertNoneForBob(CacheControl.DEFAULT);
    time.advance(Duration.ofSeconds(2));
    store.awaitRemovals(1);
    store.endsNoPut(false);
    store.doPendingPuts();
    store.awaitStored(0);

    assertNotAfar();
  }

  @Test
  void whatWaitsForTheSecondLevelIsNotToldToItThoughAnotherOneWasInItsPlaceAsItWasDropped() {
    holdPuts();
    a.answers(MASKED).answers(OTHER);
    llm.chat(notOfBob(ADA));
    time.advance(Duration.ofMillis(500));
    try (ChatStream bob = llm.stream(notOfBob(BOB))) {
      llm.chat(notOfBob(ADA).with(CacheControl.DEFAULT.maxAge(Duration.ofMillis(100))));
      assertThatThrownBy(bob::response).isInstanceOf(InvalidAnswerException.class);
    }
    calls.assertNoneForBob(CacheControl.DEFAULT); // nor is what was in its place
    endPuts();

    assertNotAfar();
  }

  @Test
  void itIsGoneThereThoughWhatIsInItsPlaceHereDidNotGetThere() {
    calls.keepOfAda();
    store.awaitStored(1);
    time.advance(Duration.ofSeconds(10));
    try (ChatStream bob = llm.stream(notOfBob(BOB))) {
      store.failsPuts(true);
      a.answers(GOOD);
      llm.chat(notOfBob(ADA).with(CacheControl.DEFAULT.maxAge(Duration.ofSeconds(1))));
      store.awaitPuts(2);
      assertThatThrownBy(bob::response).isInstanceOf(InvalidAnswerException.class);
    }
    store.awaitRemovals(1);
    assertThat(llm.chat(notOfBob(BOB)).served().cache()).isEqualTo(CacheStatus.HIT);
    store.failsPuts(false);

    assertNotAfar();
  }

  /** Of the moment at which it was asked for each read knows no more than the clocks tell. */
  @ParameterizedTest
  @ValueSource(ints = {0, 300})
  void oneThatSomebodyElseHasReadFromThereAsWellIsGoneFromMemory(int laterNanos) {
    calls.keepOfAda();
    store.awaitStored(1);
    use(cache());
    try (ChatStream bob = llm.stream(notOfBob(BOB).with(CacheControl.readOnly()))) {
      time.advance(Duration.ofNanos(laterNanos));
      assertThat(llm.chat(apart).served().cache()).isEqualTo(CacheStatus.HIT);
      assertThatThrownBy(bob::response).isInstanceOf(InvalidAnswerException.class);
    }
    store.awaitRemovals(1);

    calls.assertAskedAnewForBob();
  }

  @Test
  void whoReadsItThereWhileItIsDroppedDoesNotKeepIt() {
    calls.keepOfAda();
    store.awaitStored(1);
    use(cache());
    Gate gate = Gate.closed();
    CompletableFuture<ChatResponse> ada;
    try (ChatStream bob = llm.stream(notOfBob(BOB).with(CacheControl.readOnly()))) {
      store.readsWaitFor(gate);
      int reads = store.reads();
      a.answers(GOOD);
      ada = CompletableFuture.supplyAsync(() -> llm.chat(apart), calls.model.callers);
      store.awaitReads(reads + 1);
      assertThatThrownBy(bob::response).isInstanceOf(InvalidAnswerException.class);
    }
    store.awaitRemovals(1);
    store.readsWaitFor(null);
    gate.open();
    ada.join();

    assertThat(llm.chat(notOfBob(BOB)).text()).isEqualTo(GOOD);
  }

  @Test
  void whoAsksWhileItIsRemovedThereAsksAnewHoweverLongHeReads() {
    calls.keepOfAda();
    store.awaitStored(1);
    use(cache());
    Gate removal = Gate.closed();
    Gate read = Gate.closed();
    store.removalsWaitFor(removal);
    calls.assertNoneForBob(CacheControl.DEFAULT);
    store.readsWaitFor(read);
    int reads = store.reads();
    int before = a.received();
    a.answers(GOOD);
    CompletableFuture<ChatResponse> bob =
        CompletableFuture.supplyAsync(() -> llm.chat(notOfBob(BOB)), calls.model.callers);
    Patience.until("one to be asked", () -> store.reads() > reads || a.received() > before);
    removal.open();
    store.awaitRemovals(1);
    read.open();

    assertThat(bob.join().text()).isEqualTo(GOOD);
  }

  @Test
  void norIsOneThatSaysTheSameInItsPlace() {
    holdPuts();
    a.answers(MASKED).answers(MASKED);
    llm.chat(notOfBob(ADA));
    time.advance(Duration.ofMillis(500));
    try (ChatStream bob = llm.stream(notOfBob(BOB))) {
      llm.chat(notOfBob(ADA).with(CacheControl.DEFAULT.maxAge(Duration.ofMillis(100))));
      assertThatThrownBy(bob::response).isInstanceOf(InvalidAnswerException.class);
    }
    endPuts();

    assertNotAfar();
  }

  private record Wish(int number) implements RequestOption {
    @Override
    public Class<Wish> key() {
      return Wish.class;
    }
  }

  /** Removals are told first. */
  private void assertNothingRemoved() {
    a.answers("blue");
    llm.chat(ChatRequest.of("Which colour has the sky?"));
    store.awaitStored(1);
    assertThat(store.removals()).isZero();
  }

  @Test
  void whatDoesNotBelongIntoTheSecondLevelIsNotRemovedThere() {
    a.answers(MASKED);

    calls.assertInvalid(notOfBob(BOB).with(new Wish(1)));

    assertNothingRemoved();
  }

  @Test
  void norIsWhatTheSecondLevelWasNotToldInAnOutage() {
    store.endsNoPut(true);
    for (int failures = 1; failures <= 5; failures++) {
      a.answers("blue");
      llm.chat(ChatRequest.of("question " + failures));
      store.awaitPuts(failures);
      store.failPendingPuts();
    }
    store.endsNoPut(false);
    a.answers(MASKED).answers(MASKED);

    calls.assertInvalid(notOfBob(BOB));
    calls.assertInvalid(notOfBob(BOB));

    time.advance(Duration.ofSeconds(11));
    assertNothingRemoved();
  }
}
