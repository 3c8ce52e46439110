package io.llmgw.observability.metrics;

import io.llmgw.api.chain.Feature;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.GatewayListener;
import io.llmgw.api.time.TimeSource;
import io.llmgw.observability.Semconv;
import io.llmgw.observability.aside.Complaints;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every call and attempt of a client in a registry of Micrometer's: {@code
 * builder.use(Metrics.to(meterRegistry))}. What there is to see is listed in {@link Metric}.
 *
 * <p>Calls and attempts are counted as under way from their beginning on, and recorded when they
 * have ended, by a daemon thread of this feature which exists only while there is something to
 * record: within a tenth of a second, in order. A registry that throws or blocks changes no call;
 * what was lost is counted, and told in the log once a minute at most. For an event of a stream
 * nothing is recorded and nothing allocated; telling the library's own time from its reader's takes
 * some 0.12 us of each.
 *
 * <p>Tags hold names of models, targets, tenants and the like, each kind up to a cap, and words of
 * closed sets; never text of calls, ids, messages or keys. Beyond 20,000 combinations of them,
 * begun ones included, further names are {@code other} whatever their own caps, and the log says so
 * once: memory has an end however many names meet.
 *
 * <p>Immutable: each method returns a feature that differs in one thing. One feature is for one
 * client at a time, until it is closed. What several clients show in one registry is added up,
 * gauges included, unless each has a tag of its own.
 */
public final class Metrics implements Feature {
  /** How many models, targets and routes have series of their own unless set otherwise. */
  public static final int DEFAULT_MODELS = 100;

  private final MeterRegistry registry;
  private final Semconv semconv;
  private final MetricsConvention convention;
  private final Tags tags;
  private final int mostModels;
  private final @Nullable Set<String> models;
  private final int mostTenants;
  private volatile @Nullable MetricsObserver observer;
  private boolean isTaken;
  private boolean isEnded;

  private Metrics(
      MeterRegistry registry,
      Semconv semconv,
      MetricsConvention convention,
      Tags tags,
      int mostModels,
      @Nullable Set<String> models,
      int mostTenants) {
    this.registry = registry;
    this.semconv = semconv;
    this.convention = convention;
    this.tags = tags;
    this.mostModels = mostModels;
    this.models = models;
    this.mostTenants = mostTenants;
  }

  /** The metrics of a client, in this registry, which stays the host's to close. */
  public static Metrics to(MeterRegistry registry) {
    return new Metrics(
        Objects.requireNonNull(registry, "registry"),
        Semconv.of(System.getenv()),
        MetricsConvention.DEFAULT,
        Tags.empty(),
        DEFAULT_MODELS,
        null,
        0);
  }

  /**
   * Which names of OpenTelemetry's attempts have; default {@link Semconv#V1_41}, or {@link
   * Semconv#LATEST} where {@code OTEL_SEMCONV_STABILITY_OPT_IN} of the environment lists {@code
   * gen_ai_latest_experimental}.
   */
  public Metrics semconv(Semconv version) {
    Objects.requireNonNull(version, "version");
    return new Metrics(registry, version, convention, tags, mostModels, models, mostTenants);
  }

  /** What metrics and tags are called; default {@link MetricsConvention#DEFAULT}. */
  public Metrics convention(MetricsConvention names) {
    Objects.requireNonNull(names, "names");
    return new Metrics(registry, semconv, names, tags, mostModels, models, mostTenants);
  }

  /** Tags that all series have beside their own, in pairs of key and value; default none. */
  public Metrics tags(String... pairs) {
    Tags more = tags.and(pairs);
    return new Metrics(registry, semconv, convention, more, mostModels, models, mostTenants);
  }

  /**
   * How many models, targets and routes have series of their own, and {@code other} stands for the
   * rest; default {@link #DEFAULT_MODELS}: so many of those that the configuration leads to, by
   * alias or default, and as many again that callers have asked for by names of their own, the
   * first ones that a provider has answered. Where {@link #onlyModels} lists them, it is the number
   * of those alone that providers say they used. All tags together have room for 20,000
   * combinations: some 1,000 models that always succeed use them up.
   *
   * @param most 1 to 10,000
   */
  public Metrics models(int most) {
    requireBetween("models", most, 1, 10_000);
    return new Metrics(registry, semconv, convention, tags, most, models, mostTenants);
  }

  /**
   * Which models that are asked for, targets and routes have series of their own, and {@code other}
   * stands for the rest; default none is named, and {@link #models} says how many have. Models that
   * providers say they used instead are bound by {@link #models} alone.
   *
   * @param names as {@code provider/model}, and aliases; not empty
   */
  public Metrics onlyModels(String... names) {
    if (names.length == 0) {
      throw new IllegalArgumentException("onlyModels needs the name of a model or alias");
    }
    return new Metrics(registry, semconv, convention, tags, mostModels, Set.of(names), mostTenants);
  }

  /**
   * Gives series a tag with the tenant of the caller; default none has. The first ones have series
   * of their own, and {@code other} stands for the rest. All tags together have room for 20,000
   * combinations: some 20 tenants that call 100 models each use them up.
   *
   * @param most how many have series of their own, 1 to 10,000
   */
  public Metrics tenants(int most) {
    requireBetween("tenants", most, 1, 10_000);
    return new Metrics(registry, semconv, convention, tags, mostModels, models, most);
  }

  private static void requireBetween(String what, int number, int from, int to) {
    if (number < from || number > to) {
      throw new IllegalArgumentException(what + " must be " + from + " to " + to + ": " + number);
    }
  }

  @Override
  public String name() {
    return "metrics";
  }

  @Override
  public synchronized List<CallObserver> observers(TimeSource time) {
    if (isTaken) {
      throw new IllegalStateException(
          "this feature has a client already: make one for each, or close it first");
    }
    isTaken = true;
    return List.of(recording(time));
  }

  @Override
  public synchronized List<GatewayListener> listeners(TimeSource time) {
    return List.of(recording(time));
  }

  private MetricsObserver recording(TimeSource time) {
    MetricsObserver known = observer;
    if (known != null && !isEnded) {
      return known;
    }
    InFlight inFlight = new InFlight();
    AttemptsUnderWay underWay = new AttemptsUnderWay();
    Standing standing = new Standing(time);
    Recorder recorder =
        new Recorder(
            new Meters(registry, convention, tags),
            new Names(mostModels, models, mostTenants),
            semconv,
            inFlight,
            underWay,
            standing);
    MetricsObserver made =
        new MetricsObserver(
            name(),
            recorder,
            inFlight,
            underWay,
            standing,
            new Complaints("the meter registry", time));
    observer = made;
    isEnded = false;
    return made;
  }

  /**
   * Waits until all is recorded that has ended before, for tests and for a last look before a
   * process ends.
   *
   * @return false when it took longer, or the thread was interrupted; true where there was nothing
   */
  public boolean flush(Duration atMost) {
    MetricsObserver recording = observer;
    return recording == null || recording.flush(atMost);
  }

  /** How many calls and attempts are in no metric, since the registry was too slow. */
  public long dropped() {
    MetricsObserver recording = observer;
    return recording == null ? 0 : recording.dropped();
  }

  /**
   * Records what is left, for 2 s at most, and takes gauges out of the registry. The client does so
   * when it closes; the feature may be given to another one then. Call it yourself where another
   * feature made a build fail after this one was asked for its part.
   */
  @Override
  public void close() {
    MetricsObserver recording = observer;
    if (recording == null) {
      return;
    }
    recording.close();
    synchronized (this) {
      if (observer == recording) {
        isTaken = false;
        isEnded = true;
      }
    }
  }
}
