package io.llmgw.cache.link;

import io.llmgw.api.chain.CallContext;
import io.llmgw.api.observe.CallFact;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.CacheUse;
import io.llmgw.cache.entry.Answer;
import io.llmgw.cache.link.Lookup.Late;
import java.time.Duration;

/** Says where an answer comes from that nobody was asked for. */
final class Hits {
  private Hits() {}

  static void note(Late found, CallContext context, CacheStatus status, Duration age) {
    Answer answer = found.answer();
    CacheUse use =
        new CacheUse(
            found.key().hex(),
            age,
            answer.origin().target(),
            found.similarity(),
            answer.usage(),
            answer.cost(),
            answer.took());
    note(use, context, status);
    context
        .trail()
        .note(
            LookupLink.NAME,
            (status == CacheStatus.STALE ? "an answer past its time, of " : "an answer of ")
                + answer.origin().target()
                + ", kept "
                + age.toSeconds()
                + " s ago");
  }

  static void note(CacheUse use, CallContext context, CacheStatus status) {
    context.attribute(CallContext.CACHE_STATUS, status);
    context.recorder().count(fact(status));
    saved(use, context);
  }

  static void saved(CacheUse use, CallContext context) {
    context.attribute(CallContext.CACHE_USE, use);
    context.recorder().record(CallFact.CACHE_SAVED_TOKENS, null, use.savedUsage().total().tokens());
  }

  private static CallFact fact(CacheStatus status) {
    return switch (status) {
      case STALE -> CallFact.CACHE_STALE;
      case JOINED -> CallFact.CACHE_COALESCED;
      default -> CallFact.CACHE_HIT;
    };
  }
}
