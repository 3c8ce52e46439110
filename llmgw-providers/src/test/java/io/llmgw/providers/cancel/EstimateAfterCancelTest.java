package io.llmgw.providers.cancel;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.tokens.EstimateError;
import io.llmgw.api.tokens.TextTally;
import io.llmgw.api.tokens.TokenEstimator;
import io.llmgw.api.usage.Usage;
import io.llmgw.providers.cancel.CancelCase.Protocol;
import io.llmgw.test.Door;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a cancelled attempt has used is estimated from its prompt, which may be long: after the
 * other side was let go, and never by the thread that cancels.
 */
@ExtendWith(LeakRule.class)
class EstimateAfterCancelTest {
  static List<CancelCase> cells() {
    List<CancelCase> cells = new ArrayList<>();
    for (Phase phase : List.of(Phase.UPLOAD, Phase.HEADERS, Phase.BODY)) {
      for (Protocol protocol : Protocol.values()) {
        for (Door door : Door.values()) {
          cells.add(
              new CancelCase(phase, protocol, Threads.PLATFORM, Host.OWN_THREAD, door, Way.HANDLE));
        }
      }
    }
    return cells;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  @Fault("F089")
  void theOtherSideDoesNotWaitForAnEstimate(CancelCase cell) throws IOException {
    CallUnderWay call = new CallUnderWay(cell);
    try (Upstreams upstreams = new Upstreams();
        Upstream upstream = upstreams.of(cell.phase(), cell.protocol(), cell.isStreamed())) {
      WaitingEstimator estimator = new WaitingEstimator(upstream::isGone);
      try (LlmClient llm =
          call.client(
              LlmClient.builder()
                  .provider(upstream.provider())
                  .closeGrace(Duration.ZERO)
                  .tokenEstimator(estimator))) {
        call.begin(llm, upstream);
        Patience.until(
            cell + " to come about", () -> upstream.isReached(call.thread()) && call.isReached());

        call.cancel();

        Patience.until("the call to end", call::isReturned);
      }
      assertThat(estimator.seen).containsExactly("gone first, by another thread");
    }
  }

  /** Goes on once the other side has seen the end of the exchange. */
  private static final class WaitingEstimator implements TokenEstimator {
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final Thread canceller = Thread.currentThread();
    private final BooleanSupplier gone;

    WaitingEstimator(BooleanSupplier gone) {
      this.gone = gone;
    }

    @Override
    public long inputTokens(LlmRequest<?> request, ModelRef model) {
      boolean first = Patience.comesTrue(Patience.limit(), gone);
      boolean aside = Thread.currentThread() != canceller;
      seen.add(
          (first ? "gone first" : "before it was gone")
              + (aside ? ", by another thread" : ", by who cancels"));
      return 1;
    }

    @Override
    public long outputTokens(TextTally written, ModelRef model) {
      return 0;
    }

    @Override
    public void learn(LlmRequest<?> request, ModelRef model, Usage reported) {}

    @Override
    public EstimateError error(ModelRef model) {
      return EstimateError.NONE;
    }
  }
}
