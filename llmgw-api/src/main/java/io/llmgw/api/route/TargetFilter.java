package io.llmgw.api.route;

import io.llmgw.api.condition.RouteFacts;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A rule on who may go where: permissions, subscriptions, rules of the house. Asked for every
 * target of every call before it is chosen, failover included. Thread-safe and quick; one that
 * fails refuses. Added by {@link Routing#filter}.
 */
public interface TargetFilter {
  /** A name for people, as in reasons and {@code explain}. */
  String name();

  /**
   * Why the call may not go to this target, in a few words without text of the request or secrets;
   * null when it may.
   */
  @Nullable String refusal(Target target, RouteFacts facts);

  /**
   * A filter by a function.
   *
   * @param name not blank
   * @param refusal as {@link #refusal}
   */
  static TargetFilter of(String name, BiFunction<Target, RouteFacts, @Nullable String> refusal) {
    Objects.requireNonNull(refusal, "refusal");
    if (name.isBlank()) {
      throw new IllegalArgumentException("a target filter has a blank name");
    }
    return new TargetFilter() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public @Nullable String refusal(Target target, RouteFacts facts) {
        return refusal.apply(target, facts);
      }

      @Override
      public String toString() {
        return name;
      }
    };
  }
}
