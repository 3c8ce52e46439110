package io.llmgw.api.codec;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Redactions;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptShare;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.AttemptWait;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.CacheUse;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.PricedBy;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.TrailEntry;
import io.llmgw.api.usage.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The account of a call. */
final class ServedJson {
  private ServedJson() {}

  static FieldWriter write(Served served) {
    return new FieldWriter()
        .put("callId", served.callId())
        .put("target", served.target())
        .put("model", served.model())
        .put("keyAlias", served.keyAlias())
        .word("cache", served.cache())
        .list("attempts", served.attempts(), ServedJson::writeAttempt)
        .time("latency", served.latency())
        .object("usage", UsageJson.write(served.usage()))
        .object("cost", UsageJson.write(served.cost()))
        .list("trail", served.trail(), ServedJson::writeEntry)
        .object("redactions", writeRedactions(served.redactions()))
        .object("cacheUse", writeCacheUse(served.cacheUse()));
  }

  static Served read(FieldReader in) {
    String callId = in.string("callId");
    String target = in.stringOr("target");
    String model = in.stringOr("model");
    String keyAlias = in.stringOr("keyAlias");
    CacheStatus cache = in.word("cache", CacheStatus.class);
    List<AttemptRecord> attempts = in.list("attempts", ServedJson::readAttempt);
    Duration latency = in.time("latency");
    Usage usage = readUsage(in.objectOr("usage"));
    Cost cost = UsageJson.readCost(in.object("cost"));
    List<TrailEntry> trail = in.list("trail", ServedJson::readEntry);
    Redactions redactions = readRedactions(in.objectOr("redactions"));
    CacheUse cacheUse = readCacheUse(in.objectOr("cacheUse"));
    return in.into(
        () ->
            new Served(
                callId,
                target,
                model,
                keyAlias,
                cache,
                attempts,
                latency,
                usage,
                cost,
                trail,
                redactions,
                cacheUse));
  }

  /** Usage of which nothing is known is left out. */
  static Usage readUsage(@Nullable FieldReader in) {
    return in == null ? Usage.UNKNOWN : UsageJson.read(in);
  }

  private static FieldWriter writeAttempt(AttemptRecord attempt) {
    return new FieldWriter()
        .put("number", attempt.number())
        .put("target", attempt.target())
        .put("keyAlias", attempt.keyAlias())
        .word("state", attempt.state())
        .word("error", attempt.error())
        .flag("possiblyBilled", attempt.possiblyBilled())
        .flag("hedge", attempt.hedge())
        .time("latency", attempt.latency())
        .time("timeToFirstToken", attempt.timeToFirstToken())
        .object("usage", UsageJson.write(attempt.usage()))
        .object("cost", UsageJson.write(attempt.cost()))
        .object("pricedBy", PricedByJson.write(attempt.pricedBy()))
        .list("waits", attempt.waits(), ServedJson::writeWait)
        .object("share", writeShare(attempt.share()));
  }

  private static @Nullable FieldWriter writeShare(@Nullable AttemptShare share) {
    return share == null
        ? null
        : new FieldWriter().put("callId", share.callId()).put("calls", share.calls());
  }

  private static @Nullable AttemptShare readShare(@Nullable FieldReader in) {
    if (in == null) {
      return null;
    }
    String callId = in.string("callId");
    int calls = in.small("calls");
    return in.into(() -> new AttemptShare(callId, calls));
  }

  private static AttemptRecord readAttempt(FieldReader in) {
    int number = in.small("number");
    String target = in.string("target");
    String keyAlias = in.stringOr("keyAlias");
    AttemptState state = in.word("state", AttemptState.class);
    ErrorKind error = in.wordOr("error", ErrorKind.class);
    boolean billed = in.flag("possiblyBilled");
    boolean hedge = in.flag("hedge");
    Duration latency = in.time("latency");
    Duration first = in.timeOr("timeToFirstToken");
    Usage usage = readUsage(in.objectOr("usage"));
    Cost cost = UsageJson.readCost(in.object("cost"));
    PricedBy pricedBy = PricedByJson.read(in.objectOr("pricedBy"));
    List<AttemptWait> waits = in.list("waits", ServedJson::readWait);
    AttemptShare share = readShare(in.objectOr("share"));
    return in.into(
        () ->
            new AttemptRecord(
                number, target, keyAlias, state, error, billed, hedge, latency, first, usage, cost,
                pricedBy, waits, share));
  }

  private static FieldWriter writeWait(AttemptWait wait) {
    return new FieldWriter().time("took", wait.took()).word("reason", wait.reason());
  }

  private static AttemptWait readWait(FieldReader in) {
    Duration took = in.time("took");
    AttemptWait.Reason reason = in.word("reason", AttemptWait.Reason.class);
    return in.into(() -> new AttemptWait(took, reason));
  }

  private static @Nullable FieldWriter writeRedactions(Redactions redactions) {
    if (redactions.isEmpty()) {
      return null;
    }
    EntityType blocked = redactions.blocked();
    return new FieldWriter()
        .list("masked", List.copyOf(redactions.masked().entrySet()), ServedJson::writeCount)
        .list("reported", List.copyOf(redactions.reported().entrySet()), ServedJson::writeCount)
        .put("blocked", blocked == null ? null : blocked.name());
  }

  private static FieldWriter writeCount(Map.Entry<EntityType, Integer> each) {
    return new FieldWriter().put("type", each.getKey().name()).put("count", each.getValue());
  }

  private static Redactions readRedactions(@Nullable FieldReader in) {
    if (in == null) {
      return Redactions.NONE;
    }
    Map<EntityType, Integer> masked = readCounts(in, "masked");
    Map<EntityType, Integer> reported = readCounts(in, "reported");
    String blocked = in.stringOr("blocked");
    return in.into(
        () -> new Redactions(masked, reported, blocked == null ? null : EntityType.of(blocked)));
  }

  private static Map<EntityType, Integer> readCounts(FieldReader in, String name) {
    Map<EntityType, Integer> counts = new TreeMap<>();
    in.list(name, each -> readCount(each, counts));
    return counts;
  }

  private static EntityType readCount(FieldReader in, Map<EntityType, Integer> counts) {
    String name = in.string("type");
    int count = in.small("count");
    EntityType type = in.into(() -> EntityType.of(name));
    counts.put(type, count);
    return type;
  }

  private static @Nullable FieldWriter writeCacheUse(@Nullable CacheUse use) {
    return use == null
        ? null
        : new FieldWriter()
            .put("key", use.key())
            .time("age", use.age())
            .put("target", use.target())
            .put("similarity", use.similarity())
            .object("savedUsage", UsageJson.write(use.savedUsage()))
            .object("savedCost", UsageJson.write(use.savedCost()))
            .time("savedTime", use.savedTime());
  }

  private static @Nullable CacheUse readCacheUse(@Nullable FieldReader in) {
    if (in == null) {
      return null;
    }
    String key = in.string("key");
    Duration age = in.timeOr("age");
    String target = in.stringOr("target");
    Double similarity = in.realOr("similarity");
    Usage usage = readUsage(in.objectOr("savedUsage"));
    Cost cost = UsageJson.readCost(in.object("savedCost"));
    Duration time = in.timeOr("savedTime");
    return in.into(() -> new CacheUse(key, age, target, similarity, usage, cost, time));
  }

  private static FieldWriter writeEntry(TrailEntry entry) {
    return new FieldWriter()
        .time("at", entry.at())
        .put("link", entry.link())
        .put("note", entry.note());
  }

  private static TrailEntry readEntry(FieldReader in) {
    Duration at = in.time("at");
    String link = in.string("link");
    String note = in.string("note");
    return in.into(() -> new TrailEntry(at, link, note));
  }
}
