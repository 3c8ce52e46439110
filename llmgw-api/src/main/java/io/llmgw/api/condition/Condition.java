package io.llmgw.api.condition;

import io.llmgw.api.catalog.Modality;
import io.llmgw.api.chain.AttributeKey;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.request.Operation;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A question to the facts of a call that has a name: what {@code Route.when} forks by. Immutable
 * and thread-safe. Two of them are equal when they ask the same for certain: the conditions of this
 * class when they read alike, one's own when their predicate is the same object too.
 */
public final class Condition {
  private final String name;
  private final Predicate<RouteFacts> predicate;
  private final @Nullable Object identity;
  private final boolean joined;

  private Condition(
      String name, Predicate<RouteFacts> predicate, @Nullable Object identity, boolean joined) {
    this.name = name;
    this.predicate = predicate;
    this.identity = identity;
    this.joined = joined;
  }

  /**
   * A question of one's own.
   *
   * @param name for people, not blank
   * @param predicate thread-safe, quick, and does not fail: a call whose condition fails, fails
   */
  public static Condition of(String name, Predicate<RouteFacts> predicate) {
    Objects.requireNonNull(predicate, "predicate");
    return new Condition(notBlank("the name of a condition", name), predicate, predicate, false);
  }

  private static Condition plain(String name, Predicate<RouteFacts> predicate) {
    return new Condition(name, predicate, null, false);
  }

  private static String notBlank(String what, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(what + " is blank");
    }
    return value;
  }

  /** Whether the task of the request is this one. */
  public static Condition task(String task) {
    notBlank("the task of a condition", task);
    return plain("task(" + task + ")", facts -> task.equals(facts.task()));
  }

  /** Whether the caller belongs to this tenant. */
  public static Condition tenant(String tenant) {
    notBlank("the tenant of a condition", tenant);
    return plain("tenant(" + tenant + ")", facts -> tenant.equals(facts.caller().tenant()));
  }

  /** Whether the call is made by this application. */
  public static Condition application(String application) {
    notBlank("the application of a condition", application);
    return plain(
        "application(" + application + ")",
        facts -> application.equals(facts.caller().application()));
  }

  /** Whether the caller has this role. */
  public static Condition role(String role) {
    notBlank("the role of a condition", role);
    return plain("role(" + role + ")", facts -> facts.caller().roles().contains(role));
  }

  /** Whether a tag of the caller has this value. */
  public static Condition tag(String tag, String value) {
    notBlank("the tag of a condition", tag);
    notBlank("the value of tag " + tag, value);
    return plain(
        "tag(" + tag + "=" + value + ")", facts -> value.equals(facts.caller().tags().get(tag)));
  }

  /** Whether the request needs this capability, such as tools. */
  public static Condition needs(Capability capability) {
    Objects.requireNonNull(capability, "capability");
    return plain("needs(" + capability + ")", facts -> facts.needs().contains(capability));
  }

  /** Whether the request holds something of this kind, such as images. */
  public static Condition has(Modality modality) {
    Objects.requireNonNull(modality, "modality");
    return plain("has(" + modality + ")", facts -> facts.modalities().contains(modality));
  }

  /** Whether the request is of this operation. */
  public static Condition operation(Operation operation) {
    Objects.requireNonNull(operation, "operation");
    return plain("operation(" + operation + ")", facts -> facts.operation() == operation);
  }

  /** Whether the prompt has more tokens than this, by estimate; 0 or more. */
  public static Condition longerThan(long tokens) {
    if (tokens < 0) {
      throw new IllegalArgumentException("tokens must be 0 or more, not " + tokens);
    }
    return plain("longerThan(" + tokens + ")", facts -> facts.estimatedInputTokens() > tokens);
  }

  /** Whether a link of the host has left this value with the call. */
  public static <T> Condition attribute(AttributeKey<T> key, T value) {
    Objects.requireNonNull(value, "value");
    Predicate<RouteFacts> predicate = facts -> value.equals(facts.attribute(key));
    return new Condition("attribute(" + key + ")", predicate, predicate, false);
  }

  /**
   * Whether it is this time of the day, by the wall clock of a place, which minds daylight saving.
   *
   * @param from inclusive
   * @param to exclusive; earlier than {@code from} for hours past midnight
   * @throws IllegalArgumentException when both are the same
   */
  public static Condition hours(LocalTime from, LocalTime to, ZoneId zone) {
    Objects.requireNonNull(zone, "zone");
    if (from.equals(to)) {
      throw new IllegalArgumentException("hours from " + from + " to " + to + " are none at all");
    }
    return plain(
        "hours(" + from + "-" + to + " " + zone + ")",
        facts -> {
          LocalTime now = LocalTime.ofInstant(facts.now(), zone);
          boolean begun = !now.isBefore(from);
          boolean over = !now.isBefore(to);
          return from.isBefore(to) ? begun && !over : begun || !over;
        });
  }

  /** Whether both hold. The other is asked only when this one does. */
  public Condition and(Condition other) {
    return joined(other, " and ", predicate.and(other.predicate));
  }

  /** Whether one holds. The other is asked only when this one does not. */
  public Condition or(Condition other) {
    return joined(other, " or ", predicate.or(other.predicate));
  }

  private Condition joined(Condition other, String word, Predicate<RouteFacts> both) {
    Object whole = identity == null && other.identity == null ? null : both;
    return new Condition(inBrackets() + word + other.inBrackets(), both, whole, true);
  }

  /** Whether this does not hold. */
  public Condition not() {
    Predicate<RouteFacts> negated = predicate.negate();
    return new Condition("not " + inBrackets(), negated, identity == null ? null : negated, false);
  }

  private String inBrackets() {
    return joined ? "(" + name + ")" : name;
  }

  /** Whether it holds for a call with these facts. */
  public boolean holds(RouteFacts facts) {
    return predicate.test(facts);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Condition that
        && name.equals(that.name)
        && Objects.equals(identity, that.identity);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** As it reads, such as {@code task(summary) and (tenant(acme) or longerThan(4000))}. */
  @Override
  public String toString() {
    return name;
  }
}
