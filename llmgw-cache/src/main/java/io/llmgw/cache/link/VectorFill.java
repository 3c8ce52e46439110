package io.llmgw.cache.link;

import io.llmgw.api.chain.CallContext;
import io.llmgw.api.chain.Interceptor.Chain;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.time.TimeSource;
import io.llmgw.cache.entry.Entries;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks for vectors, unless all of them are kept by now, and keeps them. In a flight there is one of
 * it. All of them are there, and kept, before the first is handed out: nobody reads them piece by
 * piece, whoever comes later finds them, and a failure between them fails the flight while those
 * who wait for it can ask once more.
 */
final class VectorFill {
  private final Entries entries;
  private final TimeSource time;
  private final KeptVectors kept;

  VectorFill(Entries entries, TimeSource time) {
    this.entries = entries;
    this.time = time;
    this.kept = new KeptVectors(entries, time);
  }

  /** The whole answer. */
  List<LlmEvent> events(Chain chain, EmbeddingRequest request, VectorLookup sought) {
    CallContext context = chain.context();
    if (!sought.isOf(request)) { // a link between answers some of it: its vectors are not kept
      List<LlmEvent> events = all(chain.proceed(request));
      sought.answered(context.served().target(), null);
      return events;
    }
    EventStream overtaken = sought.turn().overtaken(sought);
    if (overtaken != null) {
      return all(overtaken);
    }
    Batch batch = kept.look(sought.keys(), request, sought.control());
    if (batch.isKnown()) {
      sought.answered(batch.target(), batch);
      sought.turn().keep(batch.events(), sought);
      return batch.events();
    }
    batch.forget(); // a part is of no use: some ask for all as the model of the others has failed
    Tap tap = new VectorTap(request, context, batch, sought, entries, time);
    Tap forLate = sought.turn().keeping(sought);
    Tap forAll = new TwoTaps(answered(context, sought), new TwoTaps(forLate, tap));
    return all(chain.proceed(request, forAll));
  }

  /** Lets all who share it, and those who come late, know who has answered, before they have it. */
  private static Tap answered(CallContext context, VectorLookup sought) {
    return outcome -> {
      if (outcome instanceof Outcome.Success) {
        sought.answered(context.served().target(), null);
      }
    };
  }

  private static List<LlmEvent> all(EventStream stream) {
    List<LlmEvent> events = new ArrayList<>();
    LlmEvent event = stream.next();
    while (event != null) {
      events.add(event);
      event = stream.next();
    }
    return events;
  }
}
