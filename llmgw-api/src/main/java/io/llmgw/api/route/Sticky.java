package io.llmgw.api.route;

import io.llmgw.api.Caller;
import io.llmgw.api.condition.RouteFacts;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A route whose choices go by a key instead of chance or strategy: {@link Route#sticky}. Each
 * weighted or balanced choice inside it is made by rendezvous hashing, by the weights where there
 * are weights: the same key gives the same target, in this process and in others, without anything
 * being remembered. When that target cannot take a call, all calls of the key go to one and the
 * same other target; when it can again, they return. When a target is added or removed, only the
 * keys of that target move. A call without a key is routed as if this were not here.
 *
 * @param by what the key is
 * @param route what to choose from
 */
public record Sticky(By by, Route route) implements Route {
  /** Checks that there is a key and a route. */
  public Sticky {
    Objects.requireNonNull(by, "by");
    Objects.requireNonNull(route, "route");
  }

  /** By the user of the caller, within the tenant and the application. */
  public static By user() {
    return new By("user", facts -> joined(facts.caller(), facts.caller().user()));
  }

  /** By the tenant of the caller. */
  public static By tenant() {
    return new By("tenant", facts -> facts.caller().tenant());
  }

  /** By a tag of the caller, such as the id of a conversation, within the tenant. */
  public static By tag(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("the tag to be sticky by is blank");
    }
    return new By(
        "tag(" + name + ")", facts -> joined(facts.caller(), facts.caller().tags().get(name)));
  }

  /**
   * By anything else.
   *
   * @param name for people, not blank
   * @param key of a call, null when it has none; thread-safe, quick, and does not fail
   */
  public static By by(String name, Function<RouteFacts, @Nullable String> key) {
    return new By(name, key);
  }

  private static @Nullable String joined(Caller caller, @Nullable String part) {
    return part == null ? null : caller.tenant() + "\n" + caller.application() + "\n" + part;
  }

  /**
   * What calls are sticky by.
   *
   * @param name for people, not blank
   * @param key of a call; null when it has none. It goes nowhere but into a hash.
   */
  public record By(String name, Function<RouteFacts, @Nullable String> key) {
    /** Checks the name. */
    public By {
      Objects.requireNonNull(key, "key");
      if (name.isBlank()) {
        throw new IllegalArgumentException("what a route is sticky by has a blank name");
      }
    }

    /** The name. */
    @Override
    public String toString() {
      return name;
    }
  }

  /** For example {@code sticky(user, weighted(50 openai/gpt-5, 50 azure/gpt-5))}. */
  @Override
  public String toString() {
    return "sticky(" + by + ", " + route + ")";
  }
}
