package io.llmgw.cache;

import io.llmgw.api.request.RequestOption;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a call uses the response cache: {@code llm.prompt(q).with(CacheControl.refresh())}. Set for
 * one call, for a model or alias ({@link ResponseCache#forModel}) or for a client ({@link
 * ResponseCache#with}); what one leaves open, the next one says. Immutable and thread-safe.
 *
 * @param use whether to read and to write; null to leave it open, {@link Use#ON} by default
 * @param ttl how long the answer of this call may be given again; more than 0 to 365 days; null to
 *     leave it open
 * @param maxAge the greatest age of an answer that this call takes, also where it stands in for a
 *     failure; 0 or more; null for any that is not past its time
 * @param staleIfError for how long beyond its time an answer is still taken where the call fails
 *     before it has any content, in a way that {@linkplain ResponseCache#staleIfError may pass}; 0
 *     or more, at most what the cache {@linkplain ResponseCache#staleIfError keeps}; null to leave
 *     it open, 0 by default
 * @param namespace apart from the answers of other namespaces; 1 to 256 characters; null to leave
 *     it open
 * @param sampled whether answers to requests with a temperature above 0 are given again; null to
 *     leave it open, false by default. A request that says nothing of temperature is not asked for
 *     variety, and is cached
 * @param seeded whether answers to requests with a seed are; null to leave it open, false by
 *     default
 * @param toolCalls whether answers that ask for tools are; null to leave it open, false by default
 * @param standIns whether answers are that came from another target than the first choice of the
 *     route; null to leave it open, false by default
 * @param similarity how similar a question must be at least whose answer this call takes, 0 to 1,
 *     where the cache is {@linkplain ResponseCache#semantic semantic}; the greatest of what the
 *     call, its model, the client and the cache say counts; null to leave it to the others
 * @param exact whether only answers to equal questions are taken, and the own one is found by equal
 *     questions alone; null to leave it open, false by default. Nobody takes back what one has said
 */
public record CacheControl(
    @Nullable Use use,
    @Nullable Duration ttl,
    @Nullable Duration maxAge,
    @Nullable Duration staleIfError,
    @Nullable String namespace,
    @Nullable Boolean sampled,
    @Nullable Boolean seeded,
    @Nullable Boolean toolCalls,
    @Nullable Boolean standIns,
    @Nullable Double similarity,
    @Nullable Boolean exact)
    implements RequestOption {
  /** Everything is left open. */
  public static final CacheControl DEFAULT =
      new CacheControl(null, null, null, null, null, null, null, null, null, null, null);

  /** How long answers are given again at most. */
  public static final Duration LONGEST_TTL = Duration.ofDays(365);

  private static final int LONGEST_NAMESPACE = 256;

  /** What a call does with the cache. */
  public enum Use {
    /** Takes an answer from there, else asks, and keeps what it gets. */
    ON,
    /** Neither; it shares no call with others either. */
    OFF,
    /**
     * Takes an answer from there, else asks, and keeps nothing, also of what it finds in a second
     * level. It shares calls with those that are {@link #ON}: whether that answer is kept is with
     * the call that has begun it.
     */
    READ_ONLY,
    /** Asks by itself, and keeps what it gets. */
    WRITE_ONLY,
    /**
     * Asks, together with others that refresh at the same time, and replaces what is there. Where
     * the new answer is not one to be kept, the old one is gone all the same; where the call fails,
     * it stays. What was asked for before does not replace what this keeps.
     */
    REFRESH
  }

  /** Checks the ranges. */
  public CacheControl {
    if (ttl != null) {
      checkTtl(ttl);
    }
    checkNotNegative("maxAge", maxAge);
    checkNotNegative("staleIfError", staleIfError);
    if (namespace != null && (namespace.isEmpty() || namespace.length() > LONGEST_NAMESPACE)) {
      throw new IllegalArgumentException(
          "the namespace of a cache must have 1 to "
              + LONGEST_NAMESPACE
              + " chars, not "
              + namespace.length());
    }
    if (similarity != null) {
      checkSimilarity(similarity);
    }
  }

  static double checkSimilarity(double least) {
    if (!(least >= 0 && least <= 1)) {
      throw new IllegalArgumentException("a similarity must be 0 to 1, not " + least);
    }
    return least;
  }

  static Duration checkTtl(Duration ttl) {
    if (ttl.isNegative() || ttl.isZero() || ttl.compareTo(LONGEST_TTL) > 0) {
      throw new IllegalArgumentException(
          "ttl must be more than 0 and at most " + LONGEST_TTL + ", not " + ttl);
    }
    return ttl;
  }

  private static void checkNotNegative(String name, @Nullable Duration value) {
    if (value != null && value.isNegative()) {
      throw new IllegalArgumentException(name + " must not be negative, but is " + value);
    }
  }

  /** A call that has nothing to do with the cache. */
  public static CacheControl off() {
    return DEFAULT.use(Use.OFF);
  }

  /** A call that takes answers and keeps none. */
  public static CacheControl readOnly() {
    return DEFAULT.use(Use.READ_ONLY);
  }

  /** A call that keeps its answer and takes none. */
  public static CacheControl writeOnly() {
    return DEFAULT.use(Use.WRITE_ONLY);
  }

  /** A call that replaces what is there. */
  public static CacheControl refresh() {
    return DEFAULT.use(Use.REFRESH);
  }

  /** The same with another use. */
  public CacheControl use(Use other) {
    Objects.requireNonNull(other, "other");
    return new CacheControl(
        other,
        ttl,
        maxAge,
        staleIfError,
        namespace,
        sampled,
        seeded,
        toolCalls,
        standIns,
        similarity,
        exact);
  }

  /** The same with another time for which answers are given again. */
  public CacheControl ttl(Duration other) {
    Objects.requireNonNull(other, "other");
    return new CacheControl(
        use,
        other,
        maxAge,
        staleIfError,
        namespace,
        sampled,
        seeded,
        toolCalls,
        standIns,
        similarity,
        exact);
  }

  /** The same with another greatest age. */
  public CacheControl maxAge(Duration other) {
    Objects.requireNonNull(other, "other");
    return new CacheControl(
        use,
        ttl,
        other,
        staleIfError,
        namespace,
        sampled,
        seeded,
        toolCalls,
        standIns,
        similarity,
        exact);
  }

  /** The same with another time for which an answer past its time stands in for a failure. */
  public CacheControl staleIfError(Duration other) {
    Objects.requireNonNull(other, "other");
    return new CacheControl(
        use,
        ttl,
        maxAge,
        other,
        namespace,
        sampled,
        seeded,
        toolCalls,
        standIns,
        similarity,
        exact);
  }

  /** The same in another namespace; 1 to 256 characters. */
  public CacheControl namespace(String other) {
    Objects.requireNonNull(other, "other");
    return new CacheControl(
        use,
        ttl,
        maxAge,
        staleIfError,
        other,
        sampled,
        seeded,
        toolCalls,
        standIns,
        similarity,
        exact);
  }

  /** The same, also for answers to requests with a temperature above 0. */
  public CacheControl alsoSampled() {
    return new CacheControl(
        use,
        ttl,
        maxAge,
        staleIfError,
        namespace,
        true,
        seeded,
        toolCalls,
        standIns,
        similarity,
        exact);
  }

  /** The same, also for answers to requests with a seed. */
  public CacheControl alsoSeeded() {
    return new CacheControl(
        use,
        ttl,
        maxAge,
        staleIfError,
        namespace,
        sampled,
        true,
        toolCalls,
        standIns,
        similarity,
        exact);
  }

  /** The same, also for answers that ask for tools. */
  public CacheControl alsoToolCalls() {
    return new CacheControl(
        use,
        ttl,
        maxAge,
        staleIfError,
        namespace,
        sampled,
        seeded,
        true,
        standIns,
        similarity,
        exact);
  }

  /** The same, also for answers of targets that stood in for the first choice of the route. */
  public CacheControl alsoStandIns() {
    return new CacheControl(
        use,
        ttl,
        maxAge,
        staleIfError,
        namespace,
        sampled,
        seeded,
        toolCalls,
        true,
        similarity,
        exact);
  }

  /**
   * The same, for answers to questions that are at least so similar, 0 to 1; also more than was
   * said before, never less.
   */
  public CacheControl similarity(double least) {
    return or(
        new CacheControl(
            null, null, null, null, null, null, null, null, null, checkSimilarity(least), null));
  }

  /** The same, for answers to equal questions alone. */
  public CacheControl exactOnly() {
    return or(new CacheControl(null, null, null, null, null, null, null, null, null, null, true));
  }

  /**
   * This, and what the other one says of what is open here. Of {@code similarity} the greater one
   * counts, and {@code exact} where one of them says so: what this one says cannot loosen it.
   */
  public CacheControl or(CacheControl other) {
    return new CacheControl(
        use == null ? other.use : use,
        ttl == null ? other.ttl : ttl,
        maxAge == null ? other.maxAge : maxAge,
        staleIfError == null ? other.staleIfError : staleIfError,
        namespace == null ? other.namespace : namespace,
        sampled == null ? other.sampled : sampled,
        seeded == null ? other.seeded : seeded,
        toolCalls == null ? other.toolCalls : toolCalls,
        standIns == null ? other.standIns : standIns,
        greater(similarity, other.similarity),
        isTrue(exact) || other.exact == null ? exact : other.exact);
  }

  private static boolean isTrue(@Nullable Boolean flag) {
    return flag != null && flag;
  }

  private static @Nullable Double greater(@Nullable Double one, @Nullable Double other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return Math.max(one, other);
  }

  @Override
  public Class<CacheControl> key() {
    return CacheControl.class;
  }

  @Override
  public boolean isForCacheAlone() {
    return true;
  }
}
