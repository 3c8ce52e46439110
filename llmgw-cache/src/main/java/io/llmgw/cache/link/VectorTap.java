package io.llmgw.cache.link;

import io.llmgw.api.chain.CallContext;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.cache.CacheControl;
import io.llmgw.cache.entry.Asking;
import io.llmgw.cache.entry.Entries;
import io.llmgw.cache.entry.EventSize;
import io.llmgw.cache.entry.Origin;
import io.llmgw.cache.entry.Vector;
import io.llmgw.cache.key.CacheKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the vectors of one call, and keeps them once all of them are there. */
final class VectorTap implements Tap {
  /** What key, origin and the place in the cache take, as measured; a batch shares the origin. */
  private static final long BYTES_BESIDE = 260;

  private final EmbeddingRequest request;
  private final CallContext context;
  private final Batch batch;
  private final VectorLookup sought;
  private final Entries entries;
  private final TimeSource time;
  private final StandIn standIn;
  private final @Nullable Asking asking;
  private final List<Integer> missing;
  private final List<VectorProduced> vectors = new ArrayList<>();

  /** For the request that the call makes next. */
  VectorTap(
      EmbeddingRequest request,
      CallContext context,
      Batch batch,
      VectorLookup sought,
      Entries entries,
      TimeSource time) {
    this.request = request;
    this.context = context;
    this.batch = batch;
    this.sought = sought;
    this.entries = entries;
    this.time = time;
    this.standIn = StandIn.inNext(context);
    this.asking = entries.asking();
    this.missing = batch.missing();
  }

  @Override
  public void onEvent(LlmEvent event) {
    if (event instanceof VectorProduced vector) {
      vectors.add(vector);
    }
  }

  @Override
  public void onOutcome(Outcome outcome) {
    CacheControl control = sought.control();
    if (!(outcome instanceof Outcome.Success) || !Policy.writes(control)) {
      return;
    }
    Served served = context.served();
    boolean stoodIn = standIn.answered(served);
    String target = served.target();
    if (stoodIn && !Policy.isTrue(control.standIns())) {
      context.trail().note(FillLink.NAME, "not kept: a stand-in for another target answered");
    } else if (asking == null) {
      context.trail().note(FillLink.NAME, "not kept: the clock has failed");
    } else if (target != null) { // else a link has answered: nobody knows whose vectors these are
      keep(target, asking, stoodIn, outcome);
      return;
    }
    if (Levels.isRefresh(control)) {
      missing.forEach(place -> entries.dropBefore(batch.key(place), asking));
    }
  }

  private void keep(String target, Asking at, boolean stoodIn, Outcome outcome) {
    CacheControl control = sought.control();
    Origin origin = Origin.of(request, context, Policy.namespace(control)).by(target, stoodIn);
    long tokens = outcome.usage().tokens(TokenKind.INPUT);
    long length = missing.stream().mapToLong(place -> batch.input(place).length()).sum();
    long beside = BYTES_BESIDE + origin.bytesOfNames(); // the last that is left holds all of it
    Duration ttl = Policy.ttl(control);
    Map<CacheKey, Vector> all = new HashMap<>();
    for (VectorProduced vector : vectors) {
      int place = missing.get(vector.index());
      long part = Math.round((double) tokens * batch.input(place).length() / length);
      CacheKey key = batch.key(place);
      long size = beside + key.bytesBeside() + EventSize.of(vector);
      int bytes = (int) Math.min(Integer.MAX_VALUE, size);
      all.put(key, new Vector(origin, at, time.nanos(), ttl, bytes, vector, part));
    }
    entries.putAll(all, sought.askedAt());
  }
}
