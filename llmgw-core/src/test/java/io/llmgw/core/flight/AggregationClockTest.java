package io.llmgw.core.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.request.Aggregation;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.core.client.Aside;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The clock by which calls wait for each other fails. */
@Fault("F092")
@ExtendWith(LeakRule.class)
class AggregationClockTest {
  @Test
  void thoseWhoAreCompleteGoThoughTheClockCannotBeStopped() {
    Aggregation pairs = Aggregation.within(Gathered.WINDOW, 2);
    try (Gathered calls = new Gathered(new Lengths(), pairs, llm -> llm)) {
      Aside<EmbeddingResponse> first = calls.waiting("a");
      calls.clock.keepTasks();

      Aside<EmbeddingResponse> second = calls.making(calls.llm, EmbeddingRequest.of("bb"));

      assertThat(second.get().vector(0)).containsExactly(2);
      assertThat(first.get().vector(0)).containsExactly(1);
      assertThat(calls.clock.failures()).isPositive();
      assertThat(calls.lengths.asked()).hasSize(1);
    }
  }

  @Test
  void whomNoClockCanBeSetForGoesAloneAndNobodyWaitsWithHim() {
    try (Gathered calls = new Gathered()) {
      calls.clock.failIn("join", new NoClassDefFoundError("a part of the clock"));
      Aside<EmbeddingResponse> first = calls.making(calls.llm, EmbeddingRequest.of("a"));
      assertThat(first.get().vector(0)).containsExactly(1);
      assertThat(calls.clock.failures()).isPositive();
      calls.clock.mend();

      Aside<EmbeddingResponse> second = calls.waiting("bb");
      calls.endOfWindow();

      assertThat(second.get().vector(0)).containsExactly(2);
    }
  }
}
