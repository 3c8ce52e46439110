package io.llmgw.test.simulation;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.Cost;
import io.llmgw.test.simulation.step.LockStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes one call and tells what came of it. For one thread. */
final class CallRun {
  /** What has lost a hedge is to end within so long. */
  private static final Duration LONGEST_END = Duration.ofMillis(100);

  private static final Duration TICK = Duration.ofMillis(1);

  private final LlmClient llm;
  private final LockStep time;
  private final Ledger ledger;
  private final long number;
  private final Duration began;
  private @Nullable Duration firstContent;

  CallRun(LlmClient llm, LockStep time, Ledger ledger, long number) {
    this.llm = llm;
    this.time = time;
    this.ledger = ledger;
    this.number = number;
    this.began = time.elapsed();
  }

  /**
   * Makes the call.
   *
   * @param pieces after how many the reader of a stream leaves
   * @param mismatch told where its account is not that of the models
   */
  SimulatedCall make(ChatRequest request, boolean streamed, int pieces, Consumer<String> mismatch) {
    try {
      return answered(streamed ? read(request, pieces) : llm.chat(request), mismatch);
    } catch (LlmException failure) {
      return failed(failure, mismatch);
    }
  }

  private ChatResponse read(ChatRequest request, int pieces) {
    CancelHandle handle = new CancelHandle();
    try (ChatStream stream = llm.cancelledBy(handle).stream(request)) {
      firstContent = time.elapsed().minus(began);
      Iterator<String> text = stream.text().iterator();
      for (int read = 0; text.hasNext(); ) {
        text.next();
        if (++read == pieces) {
          leave(stream, handle);
        }
      }
      return stream.response();
    }
  }

  /** Leaves by one way or the other; what is read next says so. */
  private void leave(ChatStream stream, CancelHandle handle) {
    if (number % 2 == 0) {
      handle.cancel();
    } else {
      stream.cancel();
    }
  }

  /** What the models have seen, once both sides of a hedge have ended as far as they do. */
  private List<ServerExchange> seen() {
    Duration end = time.elapsed().plus(LONGEST_END);
    try {
      while (ledger.isOpen(number) && time.elapsed().compareTo(end) < 0) {
        time.sleep(TICK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the simulation is over
    }
    return ledger.take(number);
  }

  private SimulatedCall answered(ChatResponse response, Consumer<String> mismatch) {
    Duration ended = time.elapsed();
    List<ServerExchange> seen = seen();
    List<AttemptRecord> attempts = response.served().attempts();
    Comparison.compare(number, attempts, seen, response.text(), true, mismatch);
    return new SimulatedCall(
        number,
        began,
        ended,
        firstContent,
        null,
        response.served().target(),
        attempts,
        records(seen),
        response.served().cost());
  }

  private SimulatedCall failed(LlmException failure, Consumer<String> mismatch) {
    Duration ended = time.elapsed();
    List<ServerExchange> seen = seen();
    List<AttemptRecord> attempts = failure.attempts();
    String partial = failure.partial() == null ? null : failure.partial().text();
    Comparison.compare(number, attempts, seen, partial, false, mismatch);
    Cost cost = Cost.ZERO;
    for (AttemptRecord attempt : attempts) {
      cost = cost.and(attempt.cost());
    }
    return new SimulatedCall(
        number, began, ended, firstContent, failure.kind(), null, attempts, records(seen), cost);
  }

  private static List<ServerRequest> records(List<ServerExchange> seen) {
    List<ServerRequest> records = new ArrayList<>(seen.size());
    for (ServerExchange exchange : seen) {
      ServerRequest record = exchange.record();
      if (record != null) {
        records.add(record);
      }
    }
    return records;
  }
}
