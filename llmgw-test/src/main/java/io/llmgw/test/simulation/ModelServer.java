package io.llmgw.test.simulation;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.response.RateLimit;
import io.llmgw.api.response.RateLimits;
import io.llmgw.api.route.ModelRef;
import io.llmgw.test.simulation.Conduct.Allowance;
import io.llmgw.test.simulation.Conduct.Mishap;
import io.llmgw.test.simulation.Conduct.Place;
import io.llmgw.test.simulation.Conduct.Refused;
import io.llmgw.test.simulation.Conduct.Spell;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One simulated model at work: what comes of each request. Used by one thread at a time. */
final class ModelServer {
  private static final int DEFAULT_OUTPUT_TOKENS = 100;

  private final ModelRef ref;
  private final Conduct conduct;
  private final long seed;
  private final long identity;
  private final Map<String, Integer> usedByKey = new HashMap<>();
  private long window;
  private long untagged;

  ModelServer(SimulatedModel model, long seed) {
    this.ref = model.ref();
    this.conduct = model.conduct();
    this.seed = seed;
    this.identity = ref.toString().hashCode();
  }

  ModelRef ref() {
    return ref;
  }

  /** Decides what comes of a request that arrives now. */
  Fate fate(ProviderCall call, Duration now) {
    CallTag tag = call.request().option(CallTag.class);
    long number = tag == null ? --untagged : tag.number();
    int tokens = tag == null ? DEFAULT_OUTPUT_TOKENS : tag.outputTokens();
    Chance chance = Chance.of(seed, identity, number, call.attempt());
    double lot = chance.fraction();
    double slower = slower(now);
    Duration silence = conduct.firstToken().draw(chance, slower);
    Duration pace = conduct.perToken().draw(chance, slower);
    Duration refusal = conduct.refusal().draw(chance, 1);
    String key = call.key() == null ? "" : call.key().alias();
    for (Refused refused : conduct.refusedKeys()) {
      if (refused.holds(key, now)) {
        return Fate.failing(failure(refused.kind(), null, false), refusal);
      }
    }
    RateLimits limits = take(key, now);
    LlmException refused = refused(limits, now);
    if (refused != null) {
      return Fate.failing(refused, refusal);
    }
    Mishap mishap = mishap(lot);
    if (mishap == null) {
      return Fate.answering(tokens, silence, pace, limits);
    }
    boolean billed = mishap.place() == Place.MIDWAY || mishap.kind() == ErrorKind.CONNECTION_LOST;
    LlmException failure = failure(mishap.kind(), mishap.retryAfter(), billed);
    return switch (mishap.place()) {
      case BEFORE -> Fate.failing(failure, refusal);
      case MIDWAY -> Fate.answering(tokens, silence, pace, limits).breaking(failure);
      case NEVER -> Fate.silent();
    };
  }

  private double slower(Duration now) {
    double slower = 1;
    for (Spell spell : conduct.spells()) {
      slower *= spell.holds(now) ? spell.slower() : 1;
    }
    return slower;
  }

  /** Takes one request off what the key has left in this window. */
  private RateLimits take(String key, Duration now) {
    Allowance allowance = conduct.allowance();
    if (allowance == null) {
      return RateLimits.NONE;
    }
    if (allowance.windowAt(now) != window) {
      window = allowance.windowAt(now);
      usedByKey.clear();
    }
    int used = usedByKey.merge(key, 1, Integer::sum);
    long left = (long) allowance.requests() - used;
    return new RateLimits(
        List.of(
            new RateLimit(
                "requests", (long) allowance.requests(), left, allowance.untilNext(now))));
  }

  private @Nullable LlmException refused(RateLimits limits, Duration now) {
    for (Spell spell : conduct.spells()) {
      if (spell.kind() != null && spell.holds(now)) {
        return failure(spell.kind(), null, false);
      }
    }
    RateLimit limit = limits.scope("requests");
    if (limit == null || limit.remaining() == null || limit.remaining() >= 0) {
      return null;
    }
    return failure(ErrorKind.RATE_LIMIT, limit.reset(), false);
  }

  private @Nullable Mishap mishap(double lot) {
    double rest = lot;
    for (Mishap mishap : conduct.mishaps()) {
      rest -= mishap.share();
      if (rest < 0) {
        return mishap;
      }
    }
    return null;
  }

  private LlmException failure(ErrorKind kind, @Nullable Duration retryAfter, boolean billed) {
    return LlmException.of(kind, "simulated failure of kind " + kind)
        .target(ref.provider(), ref.model())
        .httpStatus(status(kind))
        .retryAfter(retryAfter)
        .possiblyBilled(billed)
        .build();
  }

  /** Whether a failure of this kind comes before anything is sent. */
  static boolean isUnsent(ErrorKind kind) {
    return switch (kind) {
      case DNS, CONNECT, TLS, PROXY, LOCAL_RESOURCE -> true;
      default -> false;
    };
  }

  private static int status(ErrorKind kind) {
    return switch (kind) {
      case RATE_LIMIT -> 429;
      case OVERLOADED -> 529;
      case SERVER -> 500;
      case QUOTA -> 402;
      case AUTH -> 401;
      case PERMISSION -> 403;
      case MODEL_NOT_FOUND, NOT_FOUND -> 404;
      case INVALID_REQUEST, CONTEXT_LENGTH, CONTENT_POLICY -> 400;
      case TOO_LARGE -> 413;
      case CONFLICT -> 409;
      default -> 0;
    };
  }

  /**
   * What comes of a request.
   *
   * @param failure that it ends with; null for a whole answer
   * @param place where the failure comes
   * @param tokens of the whole answer
   * @param silence before the first token, or before the failure
   */
  record Fate(
      @Nullable LlmException failure,
      Place place,
      int tokens,
      Duration silence,
      Duration perToken,
      RateLimits limits) {
    static Fate answering(int tokens, Duration silence, Duration perToken, RateLimits limits) {
      return new Fate(null, Place.MIDWAY, tokens, silence, perToken, limits);
    }

    static Fate failing(LlmException failure, Duration silence) {
      return new Fate(failure, Place.BEFORE, 0, silence, Duration.ZERO, RateLimits.NONE);
    }

    static Fate silent() {
      return new Fate(null, Place.NEVER, 0, Duration.ZERO, Duration.ZERO, RateLimits.NONE);
    }

    /** From the first token to the last. */
    Duration writing() {
      return tokens == 0 ? Duration.ZERO : perToken.multipliedBy((long) tokens - 1);
    }

    Fate breaking(LlmException midway) {
      return new Fate(midway, Place.MIDWAY, tokens, silence, perToken, limits);
    }
  }
}
