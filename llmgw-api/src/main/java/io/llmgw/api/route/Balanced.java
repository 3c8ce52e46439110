package io.llmgw.api.route;

import java.util.List;
import java.util.Objects;

/**
 * A choice among equals: {@link Route#balanced}. A member that is a route itself stands for the
 * target that it would give next.
 *
 * @param strategy how to choose
 * @param routes the members, at least one
 */
public record Balanced(Strategy strategy, List<Route> routes) implements Route {
  /** Copies the list. */
  public Balanced {
    Objects.requireNonNull(strategy, "strategy");
    routes = List.copyOf(routes);
    if (routes.isEmpty()) {
      throw new IllegalArgumentException("balanced(" + strategy + ") needs at least one route");
    }
  }

  /** For example {@code balanced(cheapest(minTier(2)), openai/gpt-5-mini, groq/llama-3.3-70b)}. */
  @Override
  public String toString() {
    String members = Ordered.inWords("", routes);
    return "balanced(" + strategy + ", " + members.substring(1);
  }
}
