package io.llmgw.core.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.Aggregation;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Races;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many calls at once: none is lost, mixed up, sent twice or paid for twice. */
@ExtendWith(LeakRule.class)
class AggregationRaceTest {
  private static LlmClient client(Lengths lengths) {
    return LlmClient.builder()
        .provider(lengths)
        .defaultModel(Lengths.MODEL)
        .retries(Retries.none())
        .aggregation(Aggregation.within(Duration.ofMillis(1), 16))
        .build();
  }

  private static String text(int length) {
    return "x".repeat(length);
  }

  @Test
  void twoHundredCallersEachGetTheirOwn() {
    Races.repeat(
        repeat -> {
          Lengths lengths = new Lengths();
          List<CompletableFuture<EmbeddingResponse>> futures = new ArrayList<>();
          long paid = 0;
          try (LlmClient llm = client(lengths)) {
            for (int i = 1; i <= 200; i++) {
              futures.add(llm.embedAsync(EmbeddingRequest.of(text(i), text(i + 1))));
            }
            for (int i = 1; i <= 200; i++) {
              EmbeddingResponse answer = futures.get(i - 1).join();
              assertThat(answer.vectors()).containsExactly(new float[] {i}, new float[] {i + 1});
              paid += answer.served().usage().tokens(TokenKind.INPUT);
            }
          }
          assertThat(lengths.asked()).allMatch(texts -> texts.size() <= 16);
          assertThat(lengths.asked().stream().mapToInt(List::size).sum()).isEqualTo(400);
          assertThat(paid).isEqualTo(400L * Lengths.TOKENS_OF_A_TEXT);
        });
  }

  @Test
  void whoComesGoesAndFailsDisturbsNobodyElse() {
    Races.repeat(
        repeat -> {
          Lengths lengths = new Lengths();
          AtomicLong answered = new AtomicLong();
          try (LlmClient llm = client(lengths)) {
            List<Races.Action> actions = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
              int own = i + 1;
              actions.add(
                  () -> {
                    for (int round = 0; round < 10; round++) {
                      visit(llm, own, (own + round) % 4, answered);
                    }
                  });
            }
            Races.together(actions.toArray(new Races.Action[0]));
          }
          assertThat(answered.get()).isGreaterThanOrEqualTo(60);
        });
  }

  private static void visit(LlmClient llm, int own, int course, AtomicLong answered) {
    switch (course) {
      case 0 -> {
        CancelHandle handle = new CancelHandle();
        CompletableFuture<EmbeddingResponse> future =
            llm.cancelledBy(handle).embedAsync(EmbeddingRequest.of(text(own)));
        handle.cancel();
        future.handle((answer, error) -> error == null || isOf(error, ErrorKind.CANCELLED)).join();
      }
      case 1 -> {
        try {
          llm.embed("bad " + own);
          throw new AssertionError("a bad text was answered");
        } catch (LlmException error) {
          assertThat(error.kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
        }
      }
      default -> {
        assertThat(llm.embed(text(own)).vectors()).containsExactly(new float[] {own});
        answered.incrementAndGet();
      }
    }
  }

  private static boolean isOf(Throwable error, ErrorKind kind) {
    Throwable cause = error.getCause() == null ? error : error.getCause();
    assertThat(cause)
        .isInstanceOfSatisfying(
            LlmException.class, typed -> assertThat(typed.kind()).isEqualTo(kind));
    return true;
  }
}
