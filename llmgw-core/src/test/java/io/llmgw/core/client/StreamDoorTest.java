package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.error.StreamInterruptedException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StreamDoorTest {
  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final TapLink tap = TapLink.in(Slot.APPLICATION);
  private final LlmClient llm =
      LlmClient.builder().provider(fake).defaultModel(fake.model()).use(tap).build();

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @AfterEach
  void close() {
    llm.close();
  }

  @Test
  void handsOutTextPieceByPieceAndLeavesReasoningOut() {
    fake.answers(script -> script.reasoning("hm").text("a").text("").text("b"));

    List<String> pieces = new ArrayList<>();
    try (ChatStream stream = open()) {
      stream.text().forEach(pieces::add);
    }

    assertThat(pieces).containsExactly("a", "b");
  }

  @Test
  void handsOutEveryEvent() {
    fake.answers(script -> script.reasoning("hm").text("a"));

    List<LlmEvent> events = new ArrayList<>();
    try (ChatStream stream = open()) {
      stream.forEach(events::add);
    }

    assertThat(events)
        .hasExactlyElementsOfTypes(
            Started.class, ReasoningDelta.class, TextDelta.class, Completed.class);
  }

  @Test
  void goesOnWithASecondIteratorWhereTheFirstOneStopped() {
    fake.answers(script -> script.text("a").text("b").text("c"));

    try (ChatStream stream = open()) {
      Iterator<String> first = stream.text().iterator();
      assertThat(first.next()).isEqualTo("a");

      assertThat(stream.text()).containsExactly("b", "c");
      assertThat(first.hasNext()).isFalse();
      assertThatThrownBy(first::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void losesNothingThatAnIteratorHasOnlyLookedAt() {
    fake.answers(script -> script.text("a").text("b"));

    try (ChatStream stream = open()) {
      assertThat(stream.iterator().hasNext()).isTrue();
      assertThat(stream.next()).isInstanceOf(Started.class);
      assertThat(stream.text().iterator().hasNext()).isTrue();

      assertThat(stream.text()).containsExactly("a", "b");
    }
  }

  @Test
  void hasNothingMoreToReadAfterTheResponseWhateverWasLookedAt() {
    fake.answers("a");

    try (ChatStream stream = open()) {
      Iterator<LlmEvent> events = stream.iterator();
      assertThat(events.hasNext()).isTrue();

      assertThat(stream.response().text()).isEqualTo("a");

      assertThat(events.hasNext()).isFalse();
      assertThat(stream.next()).isNull();
    }
  }

  @Test
  void givesNothingAfterItsCloseThatAnIteratorHasLookedAt() {
    fake.answers("a");
    ChatStream stream = open();
    assertThat(stream.iterator().hasNext()).isTrue();

    stream.close();

    assertThatIllegalStateException().isThrownBy(stream::next);
  }

  @Test
  void returnsAtTheFirstContent() {
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("a").waitFor(gate).text("b"));

    try (ChatStream stream = open()) {
      assertThat(stream.text().iterator().next()).isEqualTo("a");
      gate.open();
    }
  }

  @Test
  void completesTheResponseFromWhatIsStillToCome() {
    fake.answers(script -> script.text("a").text("b").text("c"));

    try (ChatStream stream = open()) {
      stream.next();
      stream.next();

      ChatResponse response = stream.response();

      assertThat(response.text()).isEqualTo("abc");
      assertThat(response.served().callId()).isEqualTo(stream.callId());
      assertThat(stream.response()).isSameAs(response);
    }
  }

  @Test
  void givesNullAfterTheEnd() {
    fake.answers("a");

    try (ChatStream stream = open()) {
      stream.response();

      assertThat(stream.next()).isNull();
      assertThat(stream.iterator()).isExhausted();
    }
  }

  @Test
  void throwsTheSameFailureAgain() {
    fake.answers(script -> script.text("a").fail(ErrorKind.STREAM_BROKEN));

    try (ChatStream stream = open()) {
      Throwable failure = catchFailure(() -> stream.forEach(event -> {}));

      assertThat(failure).isInstanceOf(StreamInterruptedException.class);
      assertThatThrownBy(stream::next).isSameAs(failure);
      assertThatThrownBy(stream::response).isSameAs(failure);
    }
  }

  @Test
  void refusesToBeReadAfterClose() {
    fake.answers(script -> script.text("a").hang());
    ChatStream stream = open();

    stream.close();

    assertThatThrownBy(stream::next).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(stream::response).isInstanceOf(IllegalStateException.class);
    stream.close();
  }

  @Test
  void refusesToBeReadAfterCloseOfACompleteAnswer() {
    fake.answers("a");
    ChatStream stream = open();
    stream.response();

    stream.close();

    assertThatThrownBy(stream::next).isInstanceOf(IllegalStateException.class);
    assertThat(tap.outcomes()).hasSize(1).first().isInstanceOf(Outcome.Success.class);
  }

  @Test
  void throwsTheCancellationAfterCancelAndAgain() {
    fake.answers(script -> script.text("a").hang());

    try (ChatStream stream = open()) {
      stream.cancel();

      Throwable failure = catchFailure(stream::next);
      assertThat(failure).isInstanceOf(CallCancelledException.class);
      assertThatThrownBy(stream::next).isSameAs(failure);
    }
  }

  @Test
  void listsTheCancelledAttemptAsSettled() {
    fake.answers(script -> script.text("a").hang());

    try (ChatStream stream = open()) {
      stream.next();
      stream.next();
      stream.cancel();
      tap.awaitOutcome();

      LlmException failure = (LlmException) catchFailure(stream::next);
      assertThat(failure.attempts()).hasSize(1);
      assertThat(failure.attempts().get(0).state().name()).isEqualTo("CANCELLED");
      assertThat(failure.callId()).isEqualTo(stream.callId());
      assertThat(failure.partial()).isNotNull();
      assertThat(failure.partial().text()).isEqualTo("a");
    }
  }

  @Test
  void doesNothingWhenItIsCancelledAfterItsEnd() {
    fake.answers("a");

    try (ChatStream stream = open()) {
      ChatResponse response = stream.response();
      stream.cancel();

      assertThat(stream.response()).isSameAs(response);
      assertThat(stream.next()).isNull();
    }
    assertThat(tap.outcomes()).hasSize(1);
  }

  private ChatStream open() {
    return llm.prompt("q").stream();
  }

  private static Throwable catchFailure(Runnable reading) {
    return Aside.run(reading).failure();
  }
}
