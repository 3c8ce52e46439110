package io.llmgw.test.simulation;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.price.PriceRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that is told of how a model behaves.
 *
 * @param perToken drawn once for an answer
 * @param refusal until a request is refused
 * @param price null for what the catalogue says
 */
record Conduct(
    Latency firstToken,
    Latency perToken,
    Latency refusal,
    List<Mishap> mishaps,
    List<Spell> spells,
    List<Refused> refusedKeys,
    @Nullable Allowance allowance,
    @Nullable PriceRow price) {
  Conduct {
    Objects.requireNonNull(firstToken, "firstToken");
    Objects.requireNonNull(perToken, "perToken");
    Objects.requireNonNull(refusal, "refusal");
    mishaps = List.copyOf(mishaps);
    spells = List.copyOf(spells);
    refusedKeys = List.copyOf(refusedKeys);
    double shares = mishaps.stream().mapToDouble(Mishap::share).sum();
    if (shares > 1 + 1e-9) {
      throw new IllegalArgumentException("the shares of failures sum up to " + shares);
    }
  }

  static Conduct faultless() {
    return new Conduct(
        Latency.fixed(Duration.ofMillis(300)),
        Latency.fixed(Duration.ofMillis(10)),
        Latency.fixed(Duration.ofMillis(20)),
        List.of(),
        List.of(),
        List.of(),
        null,
        null);
  }

  Conduct firstToken(Latency time) {
    return new Conduct(time, perToken, refusal, mishaps, spells, refusedKeys, allowance, price);
  }

  Conduct perToken(Latency time) {
    return new Conduct(firstToken, time, refusal, mishaps, spells, refusedKeys, allowance, price);
  }

  Conduct refusal(Latency time) {
    return new Conduct(firstToken, perToken, time, mishaps, spells, refusedKeys, allowance, price);
  }

  Conduct and(Mishap more) {
    List<Mishap> all = new ArrayList<>(mishaps);
    all.add(more);
    return new Conduct(firstToken, perToken, refusal, all, spells, refusedKeys, allowance, price);
  }

  Conduct and(Spell more) {
    List<Spell> all = new ArrayList<>(spells);
    all.add(more);
    return new Conduct(firstToken, perToken, refusal, mishaps, all, refusedKeys, allowance, price);
  }

  Conduct and(Refused more) {
    List<Refused> all = new ArrayList<>(refusedKeys);
    all.add(more);
    return new Conduct(firstToken, perToken, refusal, mishaps, spells, all, allowance, price);
  }

  Conduct allowance(Allowance limit) {
    return new Conduct(firstToken, perToken, refusal, mishaps, spells, refusedKeys, limit, price);
  }

  Conduct price(PriceRow row) {
    return new Conduct(firstToken, perToken, refusal, mishaps, spells, refusedKeys, allowance, row);
  }

  /** Where in an answer a mishap comes. */
  enum Place {
    BEFORE,
    MIDWAY,
    NEVER
  }

  /** What happens to a share of the requests. */
  record Mishap(double share, ErrorKind kind, Place place, @Nullable Duration retryAfter) {
    Mishap {
      Objects.requireNonNull(kind, "kind");
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("a share must be from 0 to 1, not " + share);
      }
      if (retryAfter != null && retryAfter.isNegative()) {
        throw new IllegalArgumentException("retryAfter must not be negative, but is " + retryAfter);
      }
    }
  }

  /**
   * A bad time.
   *
   * @param kind how requests fail that come then; null where they are only slow
   * @param slower the factor of its times
   */
  record Spell(Duration from, Duration until, @Nullable ErrorKind kind, double slower) {
    Spell {
      checkTime(from, until);
      if (!(slower > 0)) {
        throw new IllegalArgumentException("the factor must be above 0, not " + slower);
      }
    }

    boolean holds(Duration now) {
      return now.compareTo(from) >= 0 && now.compareTo(until) < 0;
    }
  }

  /**
   * A time in which a key is refused.
   *
   * @param alias of the key
   * @param kind how requests fail that come with it then
   */
  record Refused(String alias, Duration from, Duration until, ErrorKind kind) {
    Refused {
      Objects.requireNonNull(alias, "alias");
      Objects.requireNonNull(kind, "kind");
      checkTime(from, until);
    }

    boolean holds(String key, Duration now) {
      return key.equals(alias) && now.compareTo(from) >= 0 && now.compareTo(until) < 0;
    }
  }

  private static void checkTime(Duration from, Duration until) {
    if (from.isNegative() || until.compareTo(from) <= 0) {
      throw new IllegalArgumentException("from " + from + " until " + until + " is no time");
    }
  }

  /** How many requests are taken in each window of time, for each key. */
  record Allowance(int requests, Duration window) {
    Allowance {
      if (requests < 1) {
        throw new IllegalArgumentException("a limit must be at least 1, not " + requests);
      }
      if (window.isNegative() || window.isZero()) {
        throw new IllegalArgumentException("the window of a limit must be above 0, not " + window);
      }
    }

    long windowAt(Duration now) {
      return now.toNanos() / window.toNanos();
    }

    Duration untilNext(Duration now) {
      return window.minusNanos(now.toNanos() % window.toNanos());
    }
  }
}
