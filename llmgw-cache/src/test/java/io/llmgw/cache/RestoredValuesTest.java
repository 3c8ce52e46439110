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
import io.llmgw.api.error.InvalidAnswerException;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.cache.LoginCalls.NotOfBob;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Answers that fit a value as they are kept, and do not with what was masked in its place. */
class RestoredValuesTest {

  record Login(String login) {
    Login {
      if (login.contains("@")) {
        throw new IllegalArgumentException("an address is no login");
      }
    }
  }

  @RegisterExtension private final LoginCalls calls = new LoginCalls();
  private final ScriptedProvider a = calls.model.provider;
  private final ExecutorService callers = calls.model.callers;
  private LlmClient llm;

  @BeforeEach
  void useCache() {
    use(ResponseCache.ofMegabytes(1));
  }

  private void use(ResponseCache cache) {
    llm = calls.use(cache);
  }

  private Login ask(String question) {
    return llm.prompt(question).as(Login.class);
  }

  private void assertInvalid(String question) {
    assertThatThrownBy(() -> ask(question)).isInstanceOf(InvalidAnswerException.class);
  }

  @Test
  void oneThatFailsTheCallIsAskedForAnewAndSoIsItsRepair() {
    a.answers(MASKED).answers(MASKED).answers(MASKED).answers(MASKED).answers(GOOD);

    assertInvalid(ADA);
    assertThat(a.received()).isEqualTo(2);
    assertInvalid(ADA);
    assertThat(a.received()).isEqualTo(4);

    assertThat(ask(ADA)).isEqualTo(new Login("someone"));
    assertThat(ask(BOB)).isEqualTo(new Login("someone"));
    assertThat(a.received()).isEqualTo(5);
  }

  @Test
  void anotherCallerAsksAnewToo() {
    a.answers(MASKED).answers(MASKED).answers(GOOD);
    assertInvalid(ADA);

    assertThat(ask(BOB)).isEqualTo(new Login("someone"));
    assertThat(a.received()).isEqualTo(3);
  }

  @Test
  void oneThatIsRepairedIsAskedForAnewAndTheRepairIsGivenAgain() {
    a.answers(MASKED).answers(GOOD).answers(MASKED);

    assertThat(ask(ADA)).isEqualTo(new Login("someone"));
    assertThat(ask(ADA)).isEqualTo(new Login("someone"));
    assertThat(a.received()).isEqualTo(3);
  }

  @Test
  void notOfASimilarQuestion() {
    use(ResponseCache.ofMegabytes(1).semantic(Semantic.by(text -> new float[] {1, 0})));
    a.answers(MASKED).answers(MASKED).answers("{\"login\":\"ada\"}");
    llm.prompt("Can I write to ada@example.com here?").as(NotOfBob.class);
    String similar = "Could I write to bob@example.org here?";

    assertThatThrownBy(() -> llm.prompt(similar).as(NotOfBob.class))
        .isInstanceOf(InvalidAnswerException.class);
    assertThat(a.received()).as("the repair alone").isEqualTo(2);

    assertThat(llm.prompt(similar).as(NotOfBob.class)).isEqualTo(new NotOfBob("ada"));
    assertThat(a.received()).isEqualTo(3);
  }

  @Test
  void whoSharesItFailsWithTheOthersAndNobodyLater() {
    Gate gate = Gate.closed();
    a.answers(script -> script.waitFor(gate).text(MASKED));
    AtomicReference<String> later = new AtomicReference<>(MASKED);
    a.always((call, script) -> script.text(later.get()));
    CompletableFuture<Login> one = CompletableFuture.supplyAsync(() -> ask(ADA), callers);
    a.awaitReceived(1);
    CompletableFuture<Login> other = CompletableFuture.supplyAsync(() -> ask(BOB), callers);
    Patience.until("both to wait", () -> Waiting.forFlights() == 2);
    gate.open();

    assertThatThrownBy(one::join).isInstanceOf(CompletionException.class);
    assertThatThrownBy(other::join).isInstanceOf(CompletionException.class);
    int before = a.received();
    later.set(GOOD);
    assertThat(ask(ADA)).isEqualTo(new Login("someone"));
    assertThat(a.received()).isEqualTo(before + 1);
  }

  @Test
  void oneThatIsGivenAgainIsGoneToo() {
    calls.keepOfAda();

    calls.assertNoneForBob(CacheControl.DEFAULT);

    calls.assertAskedAnewForBob();
  }

  @Test
  void whatIsInItsPlaceByThenStays() {
    calls.keepOfAda();
    try (ChatStream stream = llm.stream(notOfBob(BOB))) {
      a.answers(GOOD);
      llm.chat(notOfBob(ADA).with(CacheControl.refresh()));

      assertThatThrownBy(stream::response).isInstanceOf(InvalidAnswerException.class);
    }

    assertThat(llm.chat(notOfBob(BOB)).served().cache()).isEqualTo(CacheStatus.HIT);
    assertThat(a.received()).isEqualTo(2);
  }

  @Test
  void whoJoinsHasItDroppedThoughItFitsWhoBegan() {
    Gate gate = Gate.closed();
    a.answers(script -> script.waitFor(gate).text(MASKED));
    CompletableFuture<ChatResponse> ada =
        CompletableFuture.supplyAsync(() -> llm.chat(notOfBob(ADA)), callers);
    a.awaitReceived(1);
    CompletableFuture<ChatResponse> bob =
        CompletableFuture.supplyAsync(() -> llm.chat(notOfBob(BOB)), callers);
    Patience.until("both to wait", () -> Waiting.forFlights() == 2);
    gate.open();

    assertThat(ada.join().text()).contains("ada@example.com");
    assertThatThrownBy(bob::join).hasCauseInstanceOf(InvalidAnswerException.class);

    calls.assertAskedAnewForBob();
  }

  @Test
  void aCallWithANameIsMadeOnceAllTheSame() {
    a.answers(MASKED).answers(MASKED);
    ChatRequest text = ChatRequest.of(ADA).with(Idempotency.key("k"));

    assertThat(llm.chat(text).text()).isEqualTo("{\"login\":\"ada@example.com\"}");
    assertThat(llm.chat(text).served().cache()).isEqualTo(CacheStatus.HIT);
    assertThat(a.received()).isOne();
  }

  @Test
  void whoWantsTextHasItKept() {
    a.answers(MASKED);
    llm.chat(ChatRequest.of(ADA));

    assertThat(llm.chat(ChatRequest.of(BOB)).text()).isEqualTo("{\"login\":\"bob@example.org\"}");
    assertThat(a.received()).isOne();
  }
}
