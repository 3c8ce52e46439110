package io.llmgw.api.reaction;

import io.llmgw.api.error.ErrorKind;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * What follows from each kind of failure: the one table that repeats, further keys and targets,
 * cool-downs and circuit breakers go by. Immutable and thread-safe. Rows may be changed:
 *
 * <pre>{@code
 * Reactions.standard().on(ErrorKind.CONTENT_POLICY, row -> row.onward(Onward.NEXT))
 * }</pre>
 *
 * <p>Whatever the table says: nothing follows a failure after the first content but its count at
 * the breaker; what the provider calls final is not repeated, and what it asks to repeat is; a
 * repeat of what may have been billed is {@link Repeat#AMBIGUOUS}.
 */
public final class Reactions {
  private static final Duration AFTER_A_RATE_LIMIT = Duration.ofSeconds(1);
  private static final Duration AFTER_A_REFUSED_KEY = Duration.ofMinutes(5);
  private static final Duration UNTIL_IT_MAY_BE_THERE = Duration.ofMinutes(5);
  private static final Reactions STANDARD = new Reactions(table());

  private final Map<ErrorKind, Reaction> rows;

  private Reactions(Map<ErrorKind, Reaction> rows) {
    this.rows = rows;
  }

  /** The table of a client that is given no other. */
  public static Reactions standard() {
    return STANDARD;
  }

  /** What follows from failures of this kind. */
  public Reaction of(ErrorKind kind) {
    return Objects.requireNonNull(rows.get(kind), "row");
  }

  /** The same table with one row changed. */
  public Reactions on(ErrorKind kind, UnaryOperator<Reaction> change) {
    Map<ErrorKind, Reaction> changed = new EnumMap<>(rows);
    changed.put(kind, Objects.requireNonNull(change.apply(of(kind)), "changed row"));
    return new Reactions(changed);
  }

  /** The same table with nothing counted at the circuit breaker, which then never opens. */
  public Reactions withoutBreaker() {
    Map<ErrorKind, Reaction> changed = new EnumMap<>(rows);
    changed.replaceAll((kind, row) -> row.count(Count.NOTHING));
    return new Reactions(changed);
  }

  private static Map<ErrorKind, Reaction> table() {
    Map<ErrorKind, Reaction> rows = new EnumMap<>(ErrorKind.class);
    for (ErrorKind kind : ErrorKind.values()) {
      rows.put(kind, row(kind));
    }
    return Collections.unmodifiableMap(rows);
  }

  private static Reaction row(ErrorKind kind) {
    Reaction next = Reaction.STOP.onward(Onward.NEXT);
    Reaction broken = next.count(Count.FAILURE);
    Reaction answer = Reaction.STOP.count(Count.ANSWER);
    Reaction refused = answer.onward(Onward.NEXT);
    return switch (kind) {
      // Nothing was sent, or what was sent was turned away: another time, or elsewhere.
      case DNS, CONNECT, CONNECTION_LOST, TIMEOUT, SERVER -> broken.repeat(Repeat.SAFE);
      case OVERLOADED -> broken.repeat(Repeat.SAFE).rest(Rest.TARGET, Duration.ZERO);
      case TLS -> broken.repeat(Repeat.SAFE_ONCE); // that broke off; a refused certificate is final
      case PROXY -> broken;
      case CONFLICT -> refused.repeat(Repeat.SAFE_ONCE);
      // An answer had begun, whatever is known of a bill.
      case STREAM_BROKEN, STREAM_TRUNCATED, PROTOCOL, EMPTY_RESPONSE ->
          broken.repeat(Repeat.AMBIGUOUS);
      // The key: another one may do.
      case RATE_LIMIT ->
          refused.repeat(Repeat.SAFE).withNextKey().rest(Rest.KEY_AT_TARGET, AFTER_A_RATE_LIMIT);
      case QUOTA, AUTH -> refused.withNextKey().rest(Rest.KEY, AFTER_A_REFUSED_KEY);
      case PERMISSION -> refused.withNextKey().rest(Rest.KEY_AT_TARGET, AFTER_A_REFUSED_KEY);
      // The model, as this key sees it: others have keys of their own.
      case MODEL_NOT_FOUND -> refused.rest(Rest.KEY_AT_TARGET, Reaction.FOR_GOOD);
      case NOT_FOUND -> refused.rest(Rest.KEY_AT_TARGET, UNTIL_IT_MAY_BE_THERE);
      // What this target cannot take.
      case TOO_LARGE -> refused;
      case CONTEXT_LENGTH -> answer.onward(Onward.LARGER_WINDOW);
      case CONTENT_POLICY -> answer.onward(Onward.CONTENT_POLICY);
      case INVALID_REQUEST -> answer;
      // Limits of this target that are settled in this process.
      case UNSUPPORTED, NO_TARGET, CONFIGURATION, BUDGET, NO_PRICE -> next;
      // What this process lacks for one host it may have for another: a connection that is open.
      case LOCAL_RESOURCE -> next;
      // A rule of this process, or an end that somebody wants.
      case REJECTED_LOCAL, RESPONSE_LIMIT, BLOCKED -> Reaction.STOP;
      case REFUSED, CUT_OFF, INVALID_ANSWER, RUN_LIMIT, TOOL -> Reaction.STOP;
      case INTERCEPTOR, CONTRACT, CANCELLED, CLOSED -> Reaction.STOP;
    };
  }

  /** The table, a line for each kind. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    rows.forEach((kind, row) -> text.append(kind).append(": ").append(row).append('\n'));
    return text.toString();
  }
}
