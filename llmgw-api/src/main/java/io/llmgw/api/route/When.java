package io.llmgw.api.route;

import io.llmgw.api.condition.Condition;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A fork by a condition: {@link Route#when}. Of the two sides a call sees one only; what stands in
 * when that side gives out is said by an {@link Ordered} around it.
 *
 * @param condition what it depends on
 * @param then where calls go that it holds for
 * @param otherwise where others go; null for nowhere: this route then has no target for them
 */
public record When(Condition condition, Route then, @Nullable Route otherwise) implements Route {
  /** Checks that there is a condition and a route. */
  public When {
    Objects.requireNonNull(condition, "condition");
    Objects.requireNonNull(then, "then");
  }

  /**
   * The same fork, with a route for the calls that the condition does not hold for.
   *
   * @throws IllegalStateException when there is one already
   */
  public When otherwise(Route route) {
    Objects.requireNonNull(route, "route");
    if (otherwise != null) {
      throw new IllegalStateException("otherwise is set twice, to " + otherwise + " before");
    }
    return new When(condition, then, route);
  }

  /** For example {@code when(task(summary), cheap).otherwise(smart)}. */
  @Override
  public String toString() {
    String end = otherwise == null ? "" : ".otherwise(" + otherwise + ")";
    return "when(" + condition + ", " + then + ")" + end;
  }
}
