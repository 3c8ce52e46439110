package io.llmgw.core.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.core.client.Aside;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each call of several that go together ends by its own clock, handle or interrupt. */
@ExtendWith(LeakRule.class)
class AggregationLeavingTest {
  private static LlmException failure(Aside<EmbeddingResponse> call) {
    return (LlmException) call.failure();
  }

  @Test
  void whoLeavesWhileTheyWaitIsNotSent() {
    CancelHandle handle = new CancelHandle();
    try (Gathered calls = new Gathered()) {
      Aside<EmbeddingResponse> leaving =
          calls.waiting(calls.llm.cancelledBy(handle), EmbeddingRequest.of("gone"));
      Aside<EmbeddingResponse> second = calls.waiting("a");
      Aside<EmbeddingResponse> third = calls.waiting("bb");

      handle.cancel();
      assertThat(failure(leaving).kind()).isEqualTo(ErrorKind.CANCELLED);
      assertThat(failure(leaving).attempts()).isEmpty();
      calls.endOfWindow();

      assertThat(second.get().vector(0)).containsExactly(1);
      assertThat(third.get().vector(0)).containsExactly(2);
      assertThat(calls.lengths.asked()).containsExactly(List.of("a", "bb"));
    }
  }

  @Test
  void theRoomOfOneWhoHasLeftIsFreeForOthers() {
    CancelHandle handle = new CancelHandle();
    try (Gathered calls = new Gathered()) {
      Aside<EmbeddingResponse> leaving =
          calls.waiting(
              calls.llm.cancelledBy(handle),
              EmbeddingRequest.of("1", "2", "3", "4", "5", "6", "7"));
      handle.cancel();
      leaving.failure();
      Aside<EmbeddingResponse> second = calls.waiting("a", "b", "c");
      Aside<EmbeddingResponse> third = calls.waiting("d", "e");

      calls.endOfWindow();

      assertThat(second.get().size() + third.get().size()).isEqualTo(5);
      assertThat(calls.lengths.asked()).hasSize(1);
    }
  }

  @Test
  void whoLeavesWhileTheyAreAskedForTakesNothingFromTheOthers() {
    CancelHandle handle = new CancelHandle();
    Gate gate = Gate.closed();
    AtomicBoolean cancelled = new AtomicBoolean();
    try (Gathered calls = new Gathered()) {
      calls.lengths.whenAsked(
          call -> {
            call.cancellation().onCancel(() -> cancelled.set(true));
            pass(gate);
          });
      Aside<EmbeddingResponse> leaving =
          calls.waiting(calls.llm.cancelledBy(handle), EmbeddingRequest.of("gone"));
      Aside<EmbeddingResponse> staying = calls.waiting("a");
      calls.endOfWindow();
      gate.awaitArrivals(1);

      handle.cancel();
      LlmException left = failure(leaving);
      gate.open();

      assertThat(left.kind()).isEqualTo(ErrorKind.CANCELLED);
      assertThat(left.attempts())
          .singleElement()
          .satisfies(
              attempt -> {
                assertThat(attempt.state()).isEqualTo(AttemptState.RUNNING);
                assertThat(attempt.usage().isUnknown()).isTrue();
              });
      assertThat(staying.get().vector(0)).containsExactly(1);
      assertThat(cancelled).isFalse();
    }
  }

  @Test
  void theLastOneOutEndsTheExchange() {
    CancelHandle handle = new CancelHandle();
    Gate gate = Gate.closed();
    try (Gathered calls = new Gathered()) {
      calls.lengths.whenAsked(
          call -> {
            call.cancellation().onCancel(gate::open);
            pass(gate);
          });
      Aside<EmbeddingResponse> one =
          calls.waiting(calls.llm.cancelledBy(handle), EmbeddingRequest.of("a"));
      Aside<EmbeddingResponse> other =
          calls.waiting(calls.llm.cancelledBy(handle), EmbeddingRequest.of("bb"));
      calls.endOfWindow();
      gate.awaitArrivals(1);

      handle.cancel();

      assertThat(failure(one).kind()).isEqualTo(ErrorKind.CANCELLED);
      assertThat(failure(other).kind()).isEqualTo(ErrorKind.CANCELLED);
      assertThat(gate.isOpen()).isTrue();
    }
  }

  @Test
  void eachHasItsOwnDeadline() {
    Gate gate = Gate.closed();
    try (Gathered calls = new Gathered()) {
      calls.lengths.whenAsked(call -> pass(gate));
      Aside<EmbeddingResponse> hasty =
          calls.waiting(
              calls.llm, EmbeddingRequest.of("a").with(Timeouts.total(Duration.ofSeconds(1))));
      Aside<EmbeddingResponse> patient = calls.waiting("bb");
      calls.endOfWindow();
      gate.awaitArrivals(1);

      calls.time.advance(Duration.ofSeconds(2));
      LlmException late = failure(hasty);
      gate.open();

      assertThat(late.kind()).isEqualTo(ErrorKind.TIMEOUT);
      assertThat(late).hasMessageContaining("total of PT1S");
      assertThat(patient.get().vector(0)).containsExactly(2);
    }
  }

  @Test
  void anInterruptEndsTheCallOfThatThreadAlone() {
    try (Gathered calls = new Gathered()) {
      Aside<EmbeddingResponse> interrupted = calls.waiting("gone");
      Aside<EmbeddingResponse> second = calls.waiting("a");
      Aside<EmbeddingResponse> third = calls.waiting("bb");

      interrupted.thread().interrupt();
      assertThat(failure(interrupted).kind()).isEqualTo(ErrorKind.CANCELLED);
      calls.endOfWindow();

      assertThat(second.get().size() + third.get().size()).isEqualTo(2);
      assertThat(calls.lengths.asked()).containsExactly(List.of("a", "bb"));
    }
  }

  @Test
  void aCloseEndsThoseWhoWaitAndThoseWhoAreAskedFor() {
    Gate gate = Gate.closed();
    Gathered calls = new Gathered(builder -> builder.closeGrace(Duration.ZERO));
    calls.lengths.whenAsked(
        call -> {
          call.cancellation().onCancel(gate::open);
          pass(gate);
        });
    Aside<EmbeddingResponse> asked = calls.waiting("a");
    Aside<EmbeddingResponse> askedToo = calls.waiting("bb");
    calls.endOfWindow();
    gate.awaitArrivals(1);
    Aside<EmbeddingResponse> waiting = calls.waiting("ccc");

    calls.close();

    for (Aside<EmbeddingResponse> call : List.of(asked, askedToo, waiting)) {
      assertThat(failure(call).kind()).isEqualTo(ErrorKind.CANCELLED);
    }
    assertThat(calls.lengths.asked()).hasSize(1);
  }

  private static void pass(Gate gate) {
    try {
      gate.pass();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
