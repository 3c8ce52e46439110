package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.answer.ExpectedAnswer;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.InvalidAnswerException;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.RequestOption;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.schema.JsonType;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.test.Gate;
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
  private static final String ADA = "Which login has ada@example.com?";
  private static final String BOB = "Which login has bob@example.org?";
  private static final String MASKED = "{\"login\":\"<EMAIL_1>\"}";
  private static final String OTHER = "{\"login\":\"<EMAIL_1>, or so\"}";
  private static final String GOOD = "{\"login\":\"someone\"}";

  record NotOfBob(String login) {
    NotOfBob {
      if (login.startsWith("bob")) {
        throw new IllegalArgumentException("of Bob");
      }
    }
  }

  @RegisterExtension private final OneModel model = new OneModel();
  private final ScriptedProvider a = model.provider;
  private final VirtualTime time = model.time;
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
    llm = model.client(cache, Redaction.of(EntitySets.CONTACT));
  }

  private static ChatRequest notOfBob(String question) {
    return ChatRequest.of(question).with(ExpectedAnswer.of(JsonType.of(NotOfBob.class)).repairs(0));
  }

  private void assertInvalid(ChatRequest request) {
    assertThatThrownBy(() -> llm.chat(request)).isInstanceOf(InvalidAnswerException.class);
  }

  /** Is no value for Bob. */
  private void keepOfAda() {
    a.answers(MASKED);
    assertThat(llm.chat(notOfBob(ADA)).text()).contains("ada@example.com");
  }

  private void assertNoneForBob(CacheControl control) {
    int before = a.received();
    assertInvalid(notOfBob(BOB).with(control));
    assertThat(a.received()).as("given again").isEqualTo(before);
  }

  private void assertAskedAnewForBob() {
    a.answers(GOOD);
    assertThat(llm.chat(notOfBob(BOB)).served().cache()).isEqualTo(CacheStatus.MISS);
    assertThat(llm.chat(notOfBob(ADA)).served().cache()).isEqualTo(CacheStatus.HIT);
  }

  /** Whether Bob has another process ask anew. */
  private void assertNotAfar() {
    use(cache());
    assertAskedAnewForBob();
  }

  @Test
  void oneThatFailsTheCallIsAskedForAnew() {
    a.answers(MASKED);
    assertInvalid(notOfBob(BOB));
    store.awaitRemovals(1);

    assertNotAfar();
  }

  @Test
  void oneOfTheSecondLevelIsGoneThereThoughItWasNotMovedIntoMemory() {
    keepOfAda();
    store.awaitStored(1);
    use(cache());

    assertNoneForBob(CacheControl.readOnly());

    store.awaitRemovals(1);
    assertAskedAnewForBob();
  }

  @Test
  void oneOfTheSecondLevelThatStandsInForAFailureIsGoneThereToo() {
    ResponseCache cache = ResponseCache.ofMegabytes(1).staleIfError(Duration.ofHours(9));
    use(cache.secondLevel(store));
    keepOfAda();
    store.awaitStored(1);
    use(cache.ttl(Duration.ofHours(1)).secondLevel(store));
    time.advance(Duration.ofHours(2));
    a.fails(ErrorKind.SERVER);

    assertInvalid(notOfBob(BOB));

    store.awaitRemovals(1);
    assertAskedAnewForBob();
  }

  @Test
  void whatWaitsForTheSecondLevelByThenIsNotToldToIt() {
    store.endsNoPut(true);
    a.answers("blue").answers(MASKED).answers("green");
    llm.chat(ChatRequest.of("Which colour has the sky?"));
    store.awaitPuts(1);
    assertInvalid(notOfBob(BOB));
    store.endsNoPut(false);
    store.endPuts();
    llm.chat(ChatRequest.of("Which colour has grass?"));
    store.awaitStored(1);

    assertNotAfar();
  }

  @Test
  void whatLandsInTheSecondLevelAfterItsRemovalIsRemovedOnceMore() {
    store.endsNoPut(true);
    keepOfAda();
    store.awaitPuts(1);
    assertNoneForBob(CacheControl.DEFAULT);
    time.advance(Duration.ofSeconds(2));
    store.awaitRemovals(1);
    store.endsNoPut(false);
    store.doPendingPuts();
    store.awaitStored(0);

    assertNotAfar();
  }

  @Test
  void whatWaitsForTheSecondLevelIsNotToldToItThoughAnotherOneWasInItsPlaceAsItWasDropped() {
    store.endsNoPut(true);
    a.answers("blue").answers(MASKED).answers(OTHER).answers("green");
    llm.chat(ChatRequest.of("Which colour has the sky?"));
    store.awaitPuts(1);
    llm.chat(notOfBob(ADA));
    time.advance(Duration.ofMillis(500));
    try (ChatStream bob = llm.stream(notOfBob(BOB))) {
      llm.chat(notOfBob(ADA).with(CacheControl.DEFAULT.maxAge(Duration.ofMillis(100))));
      assertThatThrownBy(bob::response).isInstanceOf(InvalidAnswerException.class);
    }
    assertNoneForBob(CacheControl.DEFAULT); // nor is what was in its place
    store.endsNoPut(false);
    store.endPuts();
    llm.chat(ChatRequest.of("Which colour has grass?"));
    store.awaitStored(1);

    assertNotAfar();
  }

  @Test
  void itIsGoneThereThoughWhatIsInItsPlaceHereDidNotGetThere() {
    keepOfAda();
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
    keepOfAda();
    store.awaitStored(1);
    use(cache());
    try (ChatStream bob = llm.stream(notOfBob(BOB).with(CacheControl.readOnly()))) {
      time.advance(Duration.ofNanos(laterNanos));
      assertThat(llm.chat(apart).served().cache()).isEqualTo(CacheStatus.HIT);
      assertThatThrownBy(bob::response).isInstanceOf(InvalidAnswerException.class);
    }
    store.awaitRemovals(1);

    assertAskedAnewForBob();
  }

  @Test
  void whoReadsItThereWhileItIsDroppedDoesNotKeepIt() {
    keepOfAda();
    store.awaitStored(1);
    use(cache());
    Gate gate = Gate.closed();
    CompletableFuture<ChatResponse> ada;
    try (ChatStream bob = llm.stream(notOfBob(BOB).with(CacheControl.readOnly()))) {
      store.readsWaitFor(gate);
      int reads = store.reads();
      a.answers(GOOD);
      ada = CompletableFuture.supplyAsync(() -> llm.chat(apart), model.callers);
      store.awaitReads(reads + 1);
      assertThatThrownBy(bob::response).isInstanceOf(InvalidAnswerException.class);
    }
    store.awaitRemovals(1);
    store.readsWaitFor(null);
    gate.open();
    ada.join();

    assertThat(llm.chat(notOfBob(BOB)).text()).isEqualTo(GOOD);
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

    assertInvalid(notOfBob(BOB).with(new Wish(1)));

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

    assertInvalid(notOfBob(BOB));
    assertInvalid(notOfBob(BOB));

    time.advance(Duration.ofSeconds(11));
    assertNothingRemoved();
  }
}
