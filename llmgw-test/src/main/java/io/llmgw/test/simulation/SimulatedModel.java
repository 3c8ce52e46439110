package io.llmgw.test.simulation;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.route.Target;
import io.llmgw.test.simulation.Conduct.Allowance;
import io.llmgw.test.simulation.Conduct.Mishap;
import io.llmgw.test.simulation.Conduct.Place;
import io.llmgw.test.simulation.Conduct.Refused;
import io.llmgw.test.simulation.Conduct.Spell;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;

/**
 * How a model behaves in a {@link Simulation}: how fast it is, how often and how it fails, when it
 * is down. Immutable and thread-safe; every method returns a model that differs in one thing.
 *
 * <pre>{@code
 * SimulatedModel.of("openai/gpt-5-mini")
 *     .firstToken(Latency.logNormal(ofMillis(400), 0.5))
 *     .perToken(Latency.fixed(ofMillis(8)))
 *     .failing(0.01, ErrorKind.OVERLOADED)
 *     .down(ofMinutes(2), ofMinutes(4), ErrorKind.SERVER)
 * }</pre>
 *
 * <p>Shares are from 0 to 1, and at most 1 together; what happens to a request is drawn once. Times
 * count from the beginning of the simulation.
 */
public final class SimulatedModel {
  private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);

  private final ModelRef ref;
  private final Conduct conduct;

  private SimulatedModel(ModelRef ref, Conduct conduct) {
    this.ref = ref;
    this.conduct = conduct;
  }

  /**
   * A model that never fails: 300 ms to the first token, 10 ms for each further one, 20 ms to
   * refuse a request.
   *
   * @param model {@code provider/model}; one that the catalogue knows has its price and window
   */
  public static SimulatedModel of(String model) {
    return new SimulatedModel(ModelRef.parse(model), Conduct.faultless());
  }

  private SimulatedModel with(Conduct other) {
    return new SimulatedModel(ref, other);
  }

  /** The time from a request to the first token of its answer. */
  public SimulatedModel firstToken(Latency time) {
    return with(conduct.firstToken(time));
  }

  /** The time for each further token; drawn once for an answer. */
  public SimulatedModel perToken(Latency time) {
    return with(conduct.perToken(time));
  }

  /** The time from a request to its refusal, of whatever kind. */
  public SimulatedModel refusal(Latency time) {
    return with(conduct.refusal(time));
  }

  /** Fails a share of its requests before the first token. */
  public SimulatedModel failing(double share, ErrorKind kind) {
    return with(conduct.and(new Mishap(share, kind, Place.BEFORE, null)));
  }

  /** As {@link #failing(double, ErrorKind)}, and asks to come back after a time. */
  public SimulatedModel failing(double share, ErrorKind kind, Duration retryAfter) {
    Objects.requireNonNull(retryAfter, "retryAfter");
    return with(conduct.and(new Mishap(share, kind, Place.BEFORE, retryAfter)));
  }

  /** Fails in the middle of a share of its answers; of whole ones before they arrive. */
  public SimulatedModel breaking(double share, ErrorKind kind) {
    return with(conduct.and(new Mishap(share, kind, Place.MIDWAY, null)));
  }

  /** Takes a share of its requests and never answers. */
  public SimulatedModel hanging(double share) {
    return with(conduct.and(new Mishap(share, ErrorKind.TIMEOUT, Place.NEVER, null)));
  }

  /** Fails every request that arrives in this time; answers that are on their way go on. */
  public SimulatedModel down(Duration from, Duration until, ErrorKind kind) {
    Objects.requireNonNull(kind, "kind");
    return with(conduct.and(new Spell(from, until, kind, 1)));
  }

  /**
   * Refuses every request that comes with this key in this time, as one that was revoked ({@link
   * ErrorKind#AUTH}) or whose money is spent ({@link ErrorKind#QUOTA}). The other models of the
   * provider take it, unless they are told the same.
   */
  public SimulatedModel refusing(String keyAlias, Duration from, Duration until, ErrorKind kind) {
    return with(conduct.and(new Refused(keyAlias, from, until, kind)));
  }

  /**
   * Takes longer for the answers of all requests that arrive in this time.
   *
   * @param factor above 0
   */
  public SimulatedModel slow(Duration from, Duration until, double factor) {
    return with(conduct.and(new Spell(from, until, null, factor)));
  }

  /**
   * Takes so many requests in each window of time, for each key, and says with every answer what is
   * left; refuses further ones with 429 and the time until the next window.
   *
   * @param requests at least 1
   */
  public SimulatedModel limit(int requests, Duration window) {
    return with(conduct.allowance(new Allowance(requests, window)));
  }

  /**
   * What a million tokens cost, in US dollars; without it, what the catalogue of the client says.
   */
  public SimulatedModel price(String input, String output) {
    return with(
        conduct.price(PriceRow.builder("simulation", TODAY).input(input).output(output).build()));
  }

  /** The target of a route that leads here. */
  public Target target() {
    return Target.of(ref.toString());
  }

  ModelRef ref() {
    return ref;
  }

  Conduct conduct() {
    return conduct;
  }

  /** {@code provider/model}. */
  @Override
  public String toString() {
    return ref.toString();
  }
}
