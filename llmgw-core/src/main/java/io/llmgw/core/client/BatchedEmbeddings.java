package io.llmgw.core.client;

import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.core.run.SeveralCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Embeddings in several calls, one for each batch, so that each request is an attempt with an
 * account of its own. One thread makes them, any may ask for the attempts.
 */
final class BatchedEmbeddings implements SeveralCalls {
  private final Gateway gateway;
  private final String id;
  private final Timeouts timeouts;
  private final List<EmbeddingRequest> batches;
  private final Asked asked;
  private final Queue<AttemptRecord> answered = new ConcurrentLinkedQueue<>();

  /** None is made yet. */
  BatchedEmbeddings(
      Gateway gateway, EmbeddingRequest request, List<EmbeddingRequest> batches, Asked asked) {
    this.gateway = gateway;
    this.id = gateway.nextRun();
    this.timeouts = asked.configuration().timeoutsOf(request);
    this.batches = batches;
    this.asked = asked;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public List<AttemptRecord> attemptsAnd(List<AttemptRecord> ofLast) {
    List<AttemptRecord> all = new ArrayList<>(answered);
    all.addAll(ofLast);
    return SeveralCalls.numberedFrom(1, all);
  }

  /** Makes them, one after the other. */
  EmbeddingResponse make() {
    long begin = gateway.time().nanos() - asked.waited().toNanos();
    List<EmbeddingResponse> answers = new ArrayList<>(batches.size());
    for (EmbeddingRequest batch : batches) {
      EmbeddingRequest next = withinTotal(batch, begin);
      next = answers.isEmpty() ? next : EmbeddingBatches.asBefore(next, answers.get(0));
      EmbeddingResponse answer = make(next);
      answered.addAll(answer.served().attempts());
      answers.add(answer);
    }
    return EmbeddingBatches.joined(answers);
  }

  /** A batch with what the others have left of the total. */
  private EmbeddingRequest withinTotal(EmbeddingRequest batch, long begin) {
    Duration spent = Duration.ofNanos(gateway.time().nanos() - begin);
    Duration left = asked.after(spent).leftOf(timeouts.total());
    return left == null ? batch : batch.with(Timeouts.total(left).or(timeouts));
  }

  private EmbeddingResponse make(EmbeddingRequest batch) {
    try {
      return gateway.openPart(id, batch, timeouts.total(), Delivery.WHOLE, asked).collect();
    } catch (LlmException failed) {
      // What was paid before is in no answer, so it is in the error.
      throw failed.toBuilder().attempts(attemptsAnd(failed.attempts())).build();
    }
  }
}
