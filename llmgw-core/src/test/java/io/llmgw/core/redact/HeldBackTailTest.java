package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.BlockSigned;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.event.ToolCallStarted;
import io.llmgw.api.json.Json;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.time.TimeSource;
import io.llmgw.core.redact.GeneratedAnswer.Block;
import io.llmgw.core.redact.GeneratedAnswer.Kind;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.DoorResult.Ending;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.Script;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What is held back of an answer reaches the caller, however the answer ends (family 21). */
class HeldBackTailTest {
  private static final long SEED = 2;
  private static final ChatRequest ASKED = ChatRequest.of(GeneratedAnswer.PROMPT);

  private static final Duration DEADLINE = Duration.ofSeconds(7);

  private static final List<String> TAILS =
      List.of("<", "<EMAIL_1", "[email 1", "&lt;EMAIL_1&gt", "\\", "\\u003");

  @RegisterExtension final LeakRule leaks = new LeakRule();

  /** What the provider does in the next call. */
  private Consumer<Script> next = script -> script.text("");

  private final ScriptedProvider fake =
      ScriptedProvider.named("fake").always((call, script) -> next.accept(script));
  private final LlmClient llm = client(TimeSource.system());

  private LlmClient client(TimeSource time) {
    return LlmClient.builder()
        .provider(fake)
        .defaultModel(fake.model())
        .use(Marked.and(EntitySets.CONTACT, EntitySets.PAYMENT))
        .time(time)
        .build();
  }

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @AfterEach
  void close() {
    llm.close();
  }

  /** Ways in which an answer ends. */
  private enum End {
    WHOLE(script -> {}),
    BROKEN(script -> script.fail(ErrorKind.STREAM_BROKEN)),
    TIMED_OUT(script -> script.fail(ErrorKind.TIMEOUT)),
    REFUSED(script -> script.fail(ErrorKind.OVERLOADED)),
    CRASHED(script -> script.fail(new IllegalStateException("bug of a provider"))),
    TRUNCATED(Script::truncate);

    private final Consumer<Script> action;

    End(Consumer<Script> action) {
      this.action = action;
    }
  }

  @ParameterizedTest
  @EnumSource
  void isThereWhereverAnAnswerEnds(End end) {
    Block text = block(SEED, Kind.TEXT);
    for (int at = 1; at <= text.masked().length(); at++) {
      String sent = text.masked().substring(0, at);
      next = script -> end.action.accept(script.text(sent));

      DoorResult result = open(at);

      assertThat(result.text())
          .as("seed %d, %s after %d chars", SEED, result, at)
          .isEqualTo(text.restored(at));
      assertThat(result.ending()).isEqualTo(end == End.WHOLE ? Ending.SUCCEEDED : Ending.FAILED);
    }
  }

  @Test
  void isThereInTheArgumentsOfAToolThatAreCutOff() {
    Block arguments = block(SEED, Kind.TRUSTED_TOOL);
    for (int at = 1; at <= arguments.masked().length(); at++) {
      String sent = arguments.masked().substring(0, at);
      next = script -> script.toolCall("c", "pay", sent).fail(ErrorKind.STREAM_BROKEN);

      LlmException failure = open(at).error();

      assertThat(failure).isNotNull();
      Message partial = failure.partial();
      assertThat(partial).isNotNull();
      assertThat(partial.toolCalls())
          .as("seed %d, cut after %d chars", SEED, at)
          .extracting(ToolCall::arguments)
          .extracting(Json::text)
          .containsExactly(arguments.restored(at));
    }
  }

  /** By each door in turn; two good calls after it, so that the breaker stays closed. */
  private DoorResult open(int turn) {
    DoorResult result = Door.values()[turn % Door.values().length].open(llm, ASKED);
    next = script -> script.text("fine");
    llm.chat(ASKED);
    llm.chat(ASKED);
    return result;
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHAT_ASYNC") // whose future tells no partial answer
  void isThereWhereTheCallerCancels(Door door) {
    for (String tail : TAILS) {
      Gate gate = Gate.closed();
      next = script -> script.text("to <EMAIL_1>, " + tail).waitFor(gate);
      Visit visit = door.enter(llm, ASKED);
      gate.awaitArrivals(1);
      visit.cancel();

      String whole = "to ada@example.com, " + tail;
      if (door == Door.PUBLISH) {
        // What is on its way to a subscription that is cancelled comes or not (Reactive Streams,
        // 2.8).
        assertThat(visit.await().text()).isIn("to ada@example.com, ", whole);
      } else {
        assertThat(visit.await().text()).isEqualTo(whole);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void isThereAtTheDeadlineOfTheCall(Door door) {
    VirtualTime time = VirtualTime.create();
    try (LlmClient timed = client(time)) {
      for (String tail : TAILS) {
        Gate gate = Gate.closed();
        next = script -> script.text("to <EMAIL_1>, " + tail).waitFor(gate);
        Visit visit = door.enter(timed, ASKED.with(Timeouts.total(DEADLINE)));
        gate.awaitArrivals(1);
        time.awaitDueIn(DEADLINE);
        time.advance(DEADLINE);

        DoorResult result = visit.await();
        assertThat(result.errorKind()).as("%s", result).isEqualTo(ErrorKind.TIMEOUT);
        assertThat(result.text()).as("after %s", tail).isEqualTo("to ada@example.com, " + tail);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void comesInTheOrderOfItsBlocksBeforeTheEnd(End end) {
    next =
        script ->
            end.action.accept(
                script.events(
                    new ToolCallStarted(2, "c", "pay"),
                    new ToolArgumentsDelta(2, "{\"a\":\"\\u003cEMAIL_1"),
                    new ReasoningDelta(0, "of <EMAIL_1>, [email"),
                    new TextDelta(1, "<EMAIL_1> &lt;EM")));
    List<LlmEvent> got = new ArrayList<>();
    try (ChatStream stream = llm.stream(ASKED)) {
      stream.forEach(got::add);
      assertThat(end).isEqualTo(End.WHOLE);
    } catch (LlmException e) {
      assertThat(end).isNotEqualTo(End.WHOLE);
    }

    got.removeIf(event -> event instanceof Started || event instanceof Completed);
    assertThat(got)
        .containsExactly(
            new ToolCallStarted(2, "c", "pay"),
            new ToolArgumentsDelta(2, "{\"a\":\""),
            new ReasoningDelta(0, "of ada@example.com, "),
            new TextDelta(1, "ada@example.com "),
            new ReasoningDelta(0, "[email"),
            new TextDelta(1, "&lt;EM"),
            new ToolArgumentsDelta(2, "\\u003cEMAIL_1"));
  }

  @Test
  void ofABlockComesBeforeItsSignatureAndNoOthers() {
    next =
        script ->
            script.events(
                new TextDelta(1, "<EMAIL"),
                new ReasoningDelta(0, "of <EMAIL_1"),
                new BlockSigned(0, "signature", "fake"),
                new TextDelta(1, "_1> there"));
    List<LlmEvent> got = new ArrayList<>();
    try (ChatStream stream = llm.stream(ASKED)) {
      stream.forEach(got::add);
    }

    got.removeIf(event -> event instanceof Started || event instanceof Completed);
    assertThat(got)
        .containsExactly(
            new ReasoningDelta(0, "of "),
            new ReasoningDelta(0, "<EMAIL_1"),
            new BlockSigned(0, "signature", "fake"),
            new TextDelta(1, "ada@example.com there"));
  }

  @Test
  void isGoneWhereItsReaderHasLeft() {
    next = script -> script.text("to <EMAIL_1>, ").text("<EMAIL_1").endless("_1");
    List<LlmEvent> got = new ArrayList<>();
    try (ChatStream stream = llm.stream(ASKED)) {
      got.add(stream.next());
      got.add(stream.next());
    }

    assertThat(got.get(1)).isEqualTo(new TextDelta(0, "to ada@example.com, "));
  }

  private static Block block(long seed, Kind kind) {
    for (Block block : GeneratedAnswer.of(seed).blocks()) {
      if (block.kind() == kind) {
        return block;
      }
    }
    throw new AssertionError("seed " + seed + " makes no " + kind);
  }
}
