package io.llmgw.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.DoorResult.Ending;
import io.llmgw.test.EntryPointContract;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Upstream;
import io.llmgw.test.simulated.Cut;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What holds for every call holds for those that a provider makes over HTTP; and, by every door,
 * what only an answer that comes over HTTP can do.
 */
@ExtendWith(LeakRule.class)
abstract class HttpEntryPointContract extends EntryPointContract {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final String EARTH = ANSWER + " \uD83C\uDF0D";

  /** A server that speaks the protocol. */
  abstract SimulatedProvider.Builder server();

  /** Where the key is sent. */
  abstract String keyHeader();

  /** How the server's key {@code sk-simulated} is sent. */
  abstract String keyValue();

  /** Where the provider says what it calls the request. */
  abstract String requestIdHeader();

  /** An answer that came whole and says "Blue.". */
  abstract String wholeBody();

  /** The provider's word for too much load. */
  abstract String overloaded();

  /** What kind that is of inside an answer. */
  ErrorKind kindInside() {
    return ErrorKind.OVERLOADED;
  }

  /** The code of that inside an answer; null where the protocol has no codes. */
  @Nullable String codeInside() {
    return overloaded();
  }

  /** Whether something in a stream says that it is complete; else only the end of the body does. */
  boolean marksItsEnd() {
    return true;
  }

  @Override
  protected final Upstream upstream() {
    return Upstream.simulated(server());
  }

  /** A connection that breaks before content would be tried again. */
  @Override
  protected final void configure(LlmClientBuilder client) {
    client.retries(Retries.none());
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerArrivesWholeHoweverItIsCut(Door door) {
    try (SimulatedProvider server = server().always(Reply.text(EARTH).sliced(1)).start();
        LlmClient llm = client(server)) {
      DoorResult result = door.open(llm, QUESTION);

      assertThat(result.ending()).isEqualTo(Ending.SUCCEEDED);
      assertThat(result.text()).isEqualTo(EARTH);
      assertThat(server.requests()).hasSize(1);
      assertThat(server.requests().get(0).header(keyHeader())).isEqualTo(keyValue());
      if (result.response() != null) {
        assertThat(result.response().usage().count(TokenKind.OUTPUT).tokens())
            .isEqualTo(server.log().get(0).outputTokens());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void toolCallsArriveWithTheirArguments(Door door) {
    Reply calls =
        Reply.toolCall("weather", "{\"city\":\"Oslo\"}")
            .andToolCall("weather", "{\"city\":\"Rome\"}");
    try (SimulatedProvider server = server().always(calls).start();
        LlmClient llm = client(server)) {
      DoorResult result = door.open(llm, QUESTION);

      assertThat(result.ending()).isEqualTo(Ending.SUCCEEDED);
      if (result.response() != null) {
        assertThat(result.response().toolCalls())
            .extracting(ToolCall::arguments)
            .extracting(json -> json.asObject().get("city"))
            .containsExactly("Oslo", "Rome");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @Fault({"F014", "F067"})
  void aResetBeforeContentIsAnErrorThatMayHaveBeenBilled(Door door) {
    for (Reply reply :
        new Reply[] {
          Reply.text(EARTH).cutBeforeHead(Cut.RST), Reply.text(EARTH).cutAfterEvents(0, Cut.RST)
        }) {
      try (SimulatedProvider server = server().always(reply).start();
          LlmClient llm = client(server)) {
        LlmException error = errorOf(door.open(llm, QUESTION));

        assertThat(error.kind()).isIn(ErrorKind.CONNECTION_LOST, ErrorKind.STREAM_BROKEN);
        assertThat(error.isPossiblyBilled()).isTrue();
        assertThat(error.partial() == null || error.partial().text().isEmpty()).isTrue();
        assertThat(error.attempts()).hasSize(server.requests().size());
        assertThat(error.attempts()).allMatch(attempt -> attempt.possiblyBilled());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @Fault({"F068", "F069"})
  void aCutAfterContentLeavesAPrefixOfTheAnswer(Door door) {
    for (Cut cut : Cut.values()) {
      Reply reply = Reply.text(EARTH).cutAfterEvents(2, cut);
      try (SimulatedProvider server = server().always(reply).start();
          LlmClient llm = client(server)) {
        DoorResult result = door.open(llm, QUESTION);

        LlmException error = errorOf(result);
        assertThat(error.kind()).isIn(ErrorKind.STREAM_BROKEN, ErrorKind.STREAM_TRUNCATED);
        assertThat(EARTH).startsWith(result.text());
        assertThat(result.text()).isNotEqualTo(EARTH);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRefusalKeepsItsFacts(Door door) {
    Reply reply = Reply.status(429).header("retry-after", "2").header(requestIdHeader(), "req_7");
    try (SimulatedProvider server = server().always(reply).start();
        LlmClient llm = client(server)) {
      LlmException error = errorOf(door.open(llm, QUESTION));

      assertThat(error.kind()).isEqualTo(ErrorKind.RATE_LIMIT);
      assertThat(error.httpStatus()).isEqualTo(429);
      assertThat(error.retryAfter()).hasSeconds(2);
      assertThat(error.requestId()).isEqualTo("req_7");
      assertThat(error.provider()).isEqualTo(server.name());
      assertThat(error.provider() + "/" + error.model()).isEqualTo(server.model());
    }
  }

  @ParameterizedTest
  @EnumSource
  @Fault("F072")
  void anErrorInsideAnAnswerIsOneOfItsKind(Door door) {
    for (int events = 0; events <= 2; events += 2) {
      Reply reply = Reply.text(EARTH).errorAfterEvents(events, overloaded());
      try (SimulatedProvider server = server().always(reply).start();
          LlmClient llm = client(server)) {
        DoorResult result = door.open(llm, QUESTION);

        LlmException error = errorOf(result);
        assertThat(error.kind()).isEqualTo(kindInside());
        assertThat(error.providerCode()).isEqualTo(codeInside());
        assertThat(error.isPossiblyBilled()).isTrue();
        assertThat(EARTH).startsWith(result.text());
        assertThat(result.text()).isNotEqualTo(EARTH);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @Fault("F085")
  void anAnswerThatCameWholeIsReadWhateverWasAskedFor(Door door) {
    Reply whole = Reply.raw(200, "application/json", wholeBody());
    Reply error = Reply.raw(200, "application/json", "{\"error\":{\"type\":\"api_error\"}}");
    try (SimulatedProvider server = server().answer(whole).answer(error).start();
        LlmClient llm = client(server)) {
      assertThat(door.open(llm, QUESTION).text()).isEqualTo("Blue.");
      assertThat(errorOf(door.open(llm, QUESTION)).kind()).isEqualTo(ErrorKind.SERVER);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Fault("F066")
  void fieldsThatNobodyKnowsAreSkippedWhileThereIsAnEndToThem(Door door) {
    String odd = "{\"odd\":[1e400,-0.0,\"\\ud800\"],\"deep\":%s," + wholeBody().substring(1);
    Reply deep = Reply.raw(200, "application/json", odd.formatted(nested(400)));
    Reply deeper = Reply.raw(200, "application/json", odd.formatted(nested(10_000)));
    try (SimulatedProvider server = server().answer(deep).answer(deeper).start();
        LlmClient llm = client(server)) {
      assertThat(door.open(llm, QUESTION).text()).isEqualTo("Blue.");
      assertThat(errorOf(door.open(llm, QUESTION)).kind()).isEqualTo(ErrorKind.PROTOCOL);
    }
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  @ParameterizedTest
  @EnumSource
  @Fault("F076")
  void anAnswerIsCompleteThoughTheConnectionStaysOpen(Door door) {
    Reply reply = Reply.text(EARTH).openAfterDone();
    try (SimulatedProvider server = server().always(reply).start();
        LlmClient llm = client(server)) {
      if (marksItsEnd() && (door == Door.STREAM || door == Door.PUBLISH)) {
        DoorResult result = door.open(llm, QUESTION);

        assertThat(result.text()).isEqualTo(EARTH);
        server.awaitServed(1);
      }
    }
  }

  private static LlmClient client(SimulatedProvider server) {
    return LlmClient.builder()
        .provider(server.provider())
        .defaultModel(server.model())
        .retries(Retries.none())
        .build();
  }

  private static LlmException errorOf(DoorResult result) {
    assertThat(result.ending()).isEqualTo(Ending.FAILED);
    LlmException error = result.error();
    assertThat(error).isNotNull();
    return error;
  }
}
