package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.answer.ExpectedAnswer;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.InvalidAnswerException;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.schema.JsonType;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An answer that is no value, and is not kept, takes nothing from anybody. */
class MisfitTest {
  private static final String JSON = "{\"name\":\"Oslo\",\"people\":7}";
  private static final String MISFIT = "Oslo, I think";
  private static final Duration TTL = Duration.ofHours(1);
  private static final CacheControl YOUNG = CacheControl.DEFAULT.maxAge(Duration.ofMinutes(5));
  private static final ExpectedAnswer CITY = ExpectedAnswer.of(JsonType.of(City.class)).repairs(0);

  /** So many that each mark of an invalidation is made, wherever a key has its own. */
  private static final int MANY = 3_000;

  record City(String name, int people) {}

  @RegisterExtension private final OneModel model = new OneModel();
  private final ScriptedProvider a = model.provider;
  private final VirtualTime time = model.time;
  private final ExecutorService callers = model.callers;
  private final MapStore store = new MapStore();
  private LlmClient llm;

  @BeforeEach
  void useCache() {
    use(ResponseCache.ofMegabytes(1).ttl(TTL).staleIfError(TTL.multipliedBy(9)));
  }

  private void use(ResponseCache cache) {
    llm = model.client(cache);
  }

  private ChatResponse ask(String question, CacheControl control) {
    return llm.chat(ChatRequest.of(question).with(CITY).with(control));
  }

  private void assertMisfit(String question, CacheControl control) {
    a.answers(MISFIT);
    int before = a.received();
    assertThatThrownBy(() -> ask(question, control)).isInstanceOf(InvalidAnswerException.class);
    assertThat(a.received()).isEqualTo(before + 1);
  }

  private void keepGoodOne() {
    a.answers(JSON);
    ask("City?", CacheControl.DEFAULT);
  }

  private void assertGoodOneIsGiven(CacheStatus status) {
    ChatResponse given = ask("City?", CacheControl.DEFAULT);
    assertThat(given.text()).isEqualTo(JSON);
    assertThat(given.served().cache()).isEqualTo(status);
  }

  @Test
  void whatWasTooOldForThisCallStays() {
    keepGoodOne();
    time.advance(Duration.ofMinutes(10));

    assertMisfit("City?", YOUNG);

    assertGoodOneIsGiven(CacheStatus.HIT);
  }

  @Test
  void soItDoesWhereTheCallMayNotWrite() {
    keepGoodOne();
    time.advance(Duration.ofMinutes(10));

    assertMisfit("City?", CacheControl.readOnly().maxAge(Duration.ofMinutes(5)));

    assertGoodOneIsGiven(CacheStatus.HIT);
  }

  @Test
  void soItDoesWhereTheCallDoesNotRead() {
    keepGoodOne();

    assertMisfit("City?", CacheControl.writeOnly());

    assertGoodOneIsGiven(CacheStatus.HIT);
  }

  @Test
  void whatIsPastItsTimeIsThereForAFailure() {
    keepGoodOne();
    time.advance(TTL.multipliedBy(2));

    assertMisfit("City?", CacheControl.DEFAULT);

    a.fails(ErrorKind.SERVER);
    assertGoodOneIsGiven(CacheStatus.STALE);
  }

  @Test
  void whatWasKeptMeanwhileStays() {
    use(ResponseCache.ofMegabytes(1).withoutSharing());
    Gate gate = Gate.closed();
    a.answers(script -> script.waitFor(gate).text(MISFIT)).answers(JSON);
    CompletableFuture<ChatResponse> slow =
        CompletableFuture.supplyAsync(() -> ask("City?", CacheControl.DEFAULT), callers);
    a.awaitReceived(1);
    ask("City?", CacheControl.DEFAULT);
    gate.open();

    assertThatThrownBy(slow::join).hasCauseInstanceOf(InvalidAnswerException.class);

    assertGoodOneIsGiven(CacheStatus.HIT);
  }

  @Test
  void theSecondLevelIsToldNothing() {
    use(ResponseCache.ofMegabytes(1).secondLevel(store));
    for (int i = 0; i < 5; i++) {
      assertMisfit("City " + i + "?", CacheControl.DEFAULT);
    }

    keepGoodOne();
    store.awaitStored(1); // removals go first

    assertThat(store.removals()).isZero();
  }

  @Test
  void whatOthersAskForMeanwhileIsSharedAndKept() {
    Gate gate = Gate.closed();
    a.always(
        (call, script) -> {
          String asked = ((ChatRequest) call.request()).content().messages().get(0).text();
          if (asked.startsWith("Slow")) {
            script.waitFor(gate).text("slow");
          } else {
            script.text(MISFIT);
          }
        });
    CompletableFuture<ChatResponse> one = CompletableFuture.supplyAsync(this::askSlow, callers);
    a.awaitReceived(1);
    for (int i = 0; i < MANY; i++) {
      String question = "City " + i + "?";
      assertThatThrownBy(() -> ask(question, CacheControl.DEFAULT))
          .isInstanceOf(InvalidAnswerException.class);
    }
    CompletableFuture<ChatResponse> other = CompletableFuture.supplyAsync(this::askSlow, callers);
    Patience.until("both to wait", () -> Waiting.forFlights() == 2 || a.received() > MANY + 1);
    gate.open();

    assertThat(one.join().served().cache()).isEqualTo(CacheStatus.MISS);
    assertThat(other.join().served().cache()).isEqualTo(CacheStatus.JOINED);
    assertThat(askSlow().served().cache()).isEqualTo(CacheStatus.HIT);
  }

  private ChatResponse askSlow() {
    return llm.chat(ChatRequest.of("Slow?"));
  }
}
