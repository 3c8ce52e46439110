package io.llmgw.core.client;

import io.llmgw.api.content.EmbeddingContent;
import io.llmgw.api.provider.EmbeddingLimits;
import io.llmgw.api.redact.Redactions;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.route.SameModel;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.CacheUse;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.TrailEntry;
import io.llmgw.api.usage.Usage;
import io.llmgw.core.run.SeveralCalls;
import io.llmgw.core.shape.Utf8Length;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Cuts an embedding request into as many as its provider needs, and joins their answers again. */
final class EmbeddingBatches {
  private EmbeddingBatches() {}

  /** The same request in pieces within the limits, in order; itself where it fits. */
  static List<EmbeddingRequest> of(EmbeddingRequest request, EmbeddingLimits limits) {
    List<String> inputs = request.inputs();
    List<EmbeddingRequest> batches = new ArrayList<>();
    int from = 0;
    long bytes = 0;
    for (int i = 0; i < inputs.size(); i++) {
      long size = Utf8Length.of(inputs.get(i));
      boolean full = i - from == limits.maxInputs() || bytes + size > limits.maxBytes();
      if (full && i > from) {
        batches.add(part(request, from, i));
        from = i;
        bytes = 0;
      }
      bytes += size;
    }
    batches.add(from == 0 ? request : part(request, from, inputs.size()));
    return batches;
  }

  private static EmbeddingRequest part(EmbeddingRequest request, int from, int to) {
    EmbeddingContent content = request.content();
    return request.withContent(content.withInputs(content.inputs().subList(from, to)));
  }

  /** A further piece, at the model that has answered the first one. */
  static EmbeddingRequest asBefore(EmbeddingRequest piece, EmbeddingResponse first) {
    CacheUse cached = first.served().cacheUse();
    String own = first.served().target();
    String target = own != null || cached == null ? own : cached.target();
    return target == null ? piece : piece.with(new SameModel(ModelRef.parse(target)));
  }

  /** The answers of all pieces as the answer of the whole. */
  static EmbeddingResponse joined(List<EmbeddingResponse> answers) {
    EmbeddingResponse first = answers.get(0);
    if (answers.size() == 1) {
      return first;
    }
    List<float[]> vectors = new ArrayList<>();
    Usage usage = Usage.ZERO;
    for (EmbeddingResponse answer : answers) {
      for (int i = 0; i < answer.size(); i++) {
        vectors.add(answer.vector(i));
      }
      usage = usage.plus(answer.usage());
    }
    return EmbeddingResponse.of(vectors, usage, served(answers), first.head());
  }

  private static Served served(List<EmbeddingResponse> answers) {
    List<TrailEntry> trail = new ArrayList<>();
    Duration latency = Duration.ZERO;
    Usage paid = Usage.ZERO;
    Cost cost = Cost.ZERO;
    Redactions redactions = Redactions.NONE;
    for (EmbeddingResponse answer : answers) {
      Served served = answer.served();
      String note = "call " + served.callId() + " for " + answer.size() + " inputs";
      trail.add(new TrailEntry(latency, "embed", note));
      for (TrailEntry entry : served.trail()) {
        trail.add(new TrailEntry(latency.plus(entry.at()), entry.link(), entry.note()));
      }
      latency = latency.plus(served.latency());
      paid = paid.plus(served.usage());
      cost = cost.and(served.cost());
      redactions = redactions.and(served.redactions());
    }
    Served first = answers.get(0).served();
    Served asked = first; // the first that came from a provider, if any did
    for (int i = answers.size() - 1; i >= 0; i--) {
      Served served = answers.get(i).served();
      asked = served.target() == null ? asked : served;
    }
    return new Served(
        first.callId(),
        asked.target(),
        asked.model(),
        asked.keyAlias(),
        asked.cache(),
        attempts(answers),
        latency,
        paid,
        cost,
        trail,
        redactions,
        asked.cacheUse());
  }

  private static List<AttemptRecord> attempts(List<EmbeddingResponse> answers) {
    List<AttemptRecord> all = new ArrayList<>();
    for (EmbeddingResponse answer : answers) {
      all.addAll(answer.served().attempts());
    }
    return SeveralCalls.numberedFrom(1, all);
  }
}
