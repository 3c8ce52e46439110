package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.answer.ExpectedAnswer;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.schema.JsonType;
import io.llmgw.api.tool.Tool;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.test.Door;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was given again is the same message: it says whose thoughts are in it. */
class WhoseThoughtsTest {
  private static final ChatRequest KNOWN = ChatRequest.of("Which colour has the sky?");
  private static final ChatRequest SIMILAR = ChatRequest.of("What is the colour of the sky?");
  private static final Part THOUGHT = new Part.Reasoning("well", null, "a");

  record City(String name) {}

  @RegisterExtension private final OneModel model = new OneModel();
  private final ScriptedProvider a = model.provider;
  private final VirtualTime time = model.time;
  private final MapStore store = new MapStore();
  private LlmClient llm;

  @BeforeEach
  void useCache() {
    use(ResponseCache.ofMegabytes(1));
  }

  private void use(ResponseCache cache) {
    llm = model.client(cache);
  }

  private Message asked() {
    a.answers(script -> script.reasoning("well").text("bl").text("ue"));
    Message live = llm.chat(KNOWN).message();
    assertThat(live.parts()).contains(THOUGHT);
    return live;
  }

  /** It is that message, and whoever goes on from either goes on alike. */
  private void assertSame(Message live, ChatResponse given, CacheStatus status) {
    assertThat(given.served().cache()).isEqualTo(status);
    assertThat(given.message()).isEqualTo(live);
    int before = a.received();
    a.answers("Rayleigh");
    assertThat(llm.chat(next(live)).text()).isEqualTo("Rayleigh");
    assertThat(llm.chat(next(given.message())).served().cache()).isEqualTo(CacheStatus.HIT);
    assertThat(a.received() - before).isOne();
  }

  private static ChatRequest next(Message answer) {
    return ChatRequest.builder()
        .messages(KNOWN.content().messages())
        .message(answer)
        .user("Why?")
        .build();
  }

  private ChatResponse by(Door door, ChatRequest request) {
    return response(door.enter(llm, request));
  }

  private static ChatResponse response(Visit visit) {
    return Objects.requireNonNull(visit.await().response());
  }

  @ParameterizedTest
  @EnumSource(names = "PUBLISH", mode = EnumSource.Mode.EXCLUDE) // hands out no message
  void ofAHit(Door door) {
    Message live = asked();

    assertSame(live, by(door, KNOWN), CacheStatus.HIT);
  }

  @ParameterizedTest
  @EnumSource(names = "PUBLISH", mode = EnumSource.Mode.EXCLUDE) // hands out no message
  void ofOnePastItsTime(Door door) {
    use(ResponseCache.ofMegabytes(1).ttl(Duration.ofHours(1)).staleIfError(Duration.ofHours(9)));
    Message live = asked();
    time.advance(Duration.ofHours(2));
    a.fails(ErrorKind.SERVER);

    assertSame(live, by(door, KNOWN), CacheStatus.STALE);
  }

  @ParameterizedTest
  @EnumSource(names = "PUBLISH", mode = EnumSource.Mode.EXCLUDE) // hands out no message
  void ofTheCallOfSomebodyElse(Door door) {
    Gate gate = Gate.closed();
    a.answers(script -> script.waitFor(gate).reasoning("well").text("blue"));
    CompletableFuture<ChatResponse> first = llm.chatAsync(KNOWN);
    a.awaitReceived(1);
    Visit second = door.enter(llm, KNOWN);
    Patience.until("both to wait", () -> Waiting.forFlights() == 2);
    gate.open();

    assertSame(first.join().message(), response(second), CacheStatus.JOINED);
  }

  @ParameterizedTest
  @EnumSource(names = "PUBLISH", mode = EnumSource.Mode.EXCLUDE) // hands out no message
  void ofASimilarQuestion(Door door) {
    use(ResponseCache.ofMegabytes(1).semantic(Semantic.by(text -> new float[] {1, 0})));
    Message live = asked();
    ChatResponse near = by(door, SIMILAR);

    assertThat(near.served().cache()).isEqualTo(CacheStatus.HIT);
    assertThat(near.message()).isEqualTo(live);
    assertThat(a.received()).isOne();
  }

  @ParameterizedTest
  @EnumSource(names = "PUBLISH", mode = EnumSource.Mode.EXCLUDE) // hands out no message
  void ofAnotherProcess(Door door) {
    use(ResponseCache.ofMegabytes(1).secondLevel(store));
    Message live = asked();
    store.awaitStored(1);
    use(ResponseCache.ofMegabytes(1).secondLevel(store));

    assertSame(live, by(door, KNOWN), CacheStatus.HIT);
  }

  @ParameterizedTest
  @EnumSource(names = "PUBLISH", mode = EnumSource.Mode.EXCLUDE) // hands out no message
  void ofACallThatIsMadeOnce(Door door) {
    a.answers(script -> script.reasoning("well").text("blue"));
    ChatRequest once = KNOWN.with(Idempotency.key("order-17"));
    Message live = llm.chat(once).message();

    assertSame(live, by(door, once), CacheStatus.HIT);
  }

  @Test
  void ofAValue() {
    a.answers(script -> script.reasoning("well").text("{\"name\":\"Oslo\"}"));

    Message live = value();
    Message again = value();

    assertThat(live.parts()).contains(THOUGHT);
    assertThat(again).isEqualTo(live);
    assertThat(a.received()).isOne();
  }

  private Message value() {
    return llm.prompt("Where?").with(ExpectedAnswer.of(JsonType.of(City.class))).send().message();
  }

  @Test
  void ofTheRoundsOfARun() {
    use(ResponseCache.ofMegabytes(1).with(CacheControl.DEFAULT.alsoToolCalls()));
    Tool look = Tool.of("look", "Looks.", City.class, city -> "rain");
    a.answers(script -> script.reasoning("well").toolCall("1", "look", "{\"name\":\"Oslo\"}"))
        .answers(script -> script.reasoning("so").text("Take a coat."));

    ChatResponse live = llm.prompt("A coat?").tools(look).send();
    ChatResponse again = llm.prompt("A coat?").tools(look).send();

    assertThat(Objects.requireNonNull(again.run()).messages())
        .isEqualTo(Objects.requireNonNull(live.run()).messages());
    assertThat(live.run().messages().get(0).parts()).contains(THOUGHT);
    assertThat(a.received()).isEqualTo(2);
  }
}
