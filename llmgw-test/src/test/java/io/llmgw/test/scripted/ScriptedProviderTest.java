package io.llmgw.test.scripted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.event.ToolCallStarted;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Gate;
import io.llmgw.test.LoneCall;
import io.llmgw.test.Races;
import io.llmgw.test.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ScriptedProviderTest {
  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final VirtualTime time = VirtualTime.create();
  private final LoneCall call =
      LoneCall.of(ChatRequest.of("Why is the sky blue?")).model("scripted-1").with(time);

  @Test
  void fillsInStartAndEndAndCountsTokens() {
    fake.answers("Blue light.");

    List<LlmEvent> events = drain();

    assertThat(events).hasSize(3);
    assertThat(events.get(0))
        .isInstanceOfSatisfying(
            Started.class, e -> assertThat(e.head().model()).isEqualTo("scripted-1"));
    assertThat(events.get(1)).isEqualTo(new TextDelta(0, "Blue light."));
    assertThat(events.get(2)).isEqualTo(new Completed(FinishReason.STOP, Usage.reported(6, 3)));
  }

  @Test
  void numbersBlocksAsTheyBegin() {
    fake.answers(
        script ->
            script
                .reasoning("hm")
                .text("ab", 2)
                .toolCall("c1", "weather", "{}")
                .toolCall("c2", "time", "{}", 2)
                .text("end"));

    assertThat(drain())
        .contains(
            new ReasoningDelta(0, "hm"),
            new TextDelta(1, "a"),
            new TextDelta(1, "b"),
            new ToolCallStarted(2, "c1", "weather"),
            new ToolArgumentsDelta(2, "{}"),
            new ToolCallStarted(3, "c2", "time"),
            new ToolArgumentsDelta(3, "{"),
            new ToolArgumentsDelta(3, "}"),
            new TextDelta(4, "end"))
        .last()
        .isInstanceOfSatisfying(
            Completed.class, e -> assertThat(e.finishReason()).isEqualTo(FinishReason.TOOL_CALLS));
  }

  @Test
  void failsInOpenWhenTheScriptFailsFirst() {
    fake.fails(ErrorKind.OVERLOADED);

    LlmException error = catchThrowableOfType(LlmException.class, () -> fake.open(call));

    assertThat(error.kind()).isEqualTo(ErrorKind.OVERLOADED);
    assertThat(error.provider()).isEqualTo("fake");
    assertThat(fake.openStreams()).isZero();
    assertThat(fake.received()).isEqualTo(1);
  }

  @Test
  void failsInTheStreamAndAgainTheSameWay() {
    fake.answers(script -> script.text("a").fail(ErrorKind.STREAM_BROKEN));
    EventStream stream = fake.open(call);
    stream.next();
    stream.next();

    Throwable first = catchThrowableOfType(LlmException.class, stream::next);

    assertThatThrownBy(stream::next).isSameAs(first);
    assertThat(fake.openStreams()).isEqualTo(1);
    stream.close();
    assertThat(fake.openStreams()).isZero();
    assertThat(fake.calls().get(0).text()).isEqualTo("a");
    assertThat(fake.calls().get(0).isCompleted()).isFalse();
  }

  @Test
  void throwsWhateverItIsTold() {
    fake.answers(script -> script.fail(new StackOverflowError()))
        .answers(script -> script.fail(new IOException("undeclared")))
        .answersNull();

    assertThatThrownBy(() -> fake.open(call)).isInstanceOf(StackOverflowError.class);
    assertThatThrownBy(() -> fake.open(call)).isInstanceOf(IOException.class);
    assertThat(fake.open(call)).isNull();
    assertThat(fake.openStreams()).isZero();
  }

  @Test
  void aWriterThatFailsLeavesNoStreamOpen() {
    fake.answers(
        (call, script) -> {
          throw new IllegalStateException("not what was asked for");
        });

    assertThatThrownBy(() -> fake.open(call)).isInstanceOf(IllegalStateException.class);

    assertThat(fake.openStreams()).isZero();
  }

  @Test
  void breaksTheGrammarWhereToldTo() {
    fake.answers(script -> script.text("a").truncate())
        .answers(script -> script.text("a").completed(FinishReason.STOP).text("late"))
        .answers(script -> script.text("no start").bare())
        .answers(script -> script.started().started());

    assertThat(drain()).last().isInstanceOf(TextDelta.class);
    assertThat(drain()).last().isEqualTo(new TextDelta(0, "late"));
    assertThat(drain()).containsExactly(new TextDelta(0, "no start"));
    assertThat(drain()).filteredOn(Started.class::isInstance).hasSize(2);
  }

  @Test
  void repeatsAnEndlessTextUntilClosed() {
    fake.answers(script -> script.endless("again "));
    EventStream stream = fake.open(call);
    for (int i = 0; i < 1000; i++) {
      assertThat(stream.next()).isNotNull();
    }

    stream.close();

    assertThatThrownBy(stream::next).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void saysSoWhenNothingIsLeft() {
    fake.answers("only one");
    drain();

    LlmException error = catchThrowableOfType(LlmException.class, () -> fake.open(call));

    assertThat(error.kind()).isEqualTo(ErrorKind.CONFIGURATION);
    assertThat(error).hasMessageContaining("no answer for call 2: 1 were scripted");
  }

  @Test
  void alwaysAnswersAfterTheQueue() {
    fake.answers("first").always((received, script) -> script.text("again " + received.model()));

    assertThat(drain()).contains(new TextDelta(0, "first"));
    assertThat(drain()).contains(new TextDelta(0, "again scripted-1"));
    assertThat(drain()).contains(new TextDelta(0, "again scripted-1"));
    assertThatThrownBy(() -> fake.always("x")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void pausesOnTheClocksOfTheCall() {
    fake.answers(script -> script.text("a").pause(Duration.ofSeconds(5)).text("b"));
    CompletableFuture<List<LlmEvent>> drained = CompletableFuture.supplyAsync(this::drain);
    time.awaitTasks(1);
    assertThat(drained).isNotDone();

    time.advance(Duration.ofSeconds(5));

    assertThat(drained.join()).contains(new TextDelta(0, "b"));
  }

  @Test
  void aCancelEndsAWaitInOpen() {
    Gate gate = Gate.closed();
    fake.answers(script -> script.waitFor(gate));
    CompletableFuture<EventStream> opening = CompletableFuture.supplyAsync(() -> fake.open(call));
    gate.awaitArrivals(1);

    call.cancel();

    assertThatThrownBy(opening::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(CallCancelledException.class);
    assertThat(fake.openStreams()).isZero();
    assertThat(call.wakeUps()).isZero();
  }

  @Test
  void aDeafScriptWaitsUntilItIsClosed() {
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("a").waitFor(gate).deafToCancel());
    EventStream stream = fake.open(call);
    stream.next();
    stream.next();
    CompletableFuture<LlmEvent> next = CompletableFuture.supplyAsync(stream::next);
    gate.awaitArrivals(1);

    call.cancel();
    assertThat(next).isNotDone();
    stream.close();

    assertThatThrownBy(next::join).hasCauseInstanceOf(LlmException.class);
  }

  @Test
  void countsOpenStreamsUnderContention() {
    fake.always("hello");
    Races.repeat(
        repeat -> {
          EventStream stream = fake.open(call);
          Races.together(stream::close, stream::close, () -> drain());
          assertThat(fake.openStreams()).isZero();
        });
  }

  private List<LlmEvent> drain() {
    try (EventStream stream = fake.open(call)) {
      List<LlmEvent> events = new ArrayList<>();
      for (LlmEvent event = stream.next(); event != null; event = stream.next()) {
        events.add(event);
      }
      return events;
    }
  }
}
