package io.llmgw.api.route;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Failover in a fixed order: {@link Route#ordered}.
 *
 * @param routes in order, at least one
 * @param onContextLength where a call goes first whose prompt was too long for a target; null for
 *     nowhere in particular: it goes on to those that have a larger window
 * @param onContentPolicy where a call goes that a provider has refused for its content; null for
 *     nowhere: such a refusal is final
 */
public record Ordered(
    List<Route> routes, @Nullable Route onContextLength, @Nullable Route onContentPolicy)
    implements Route {
  /** Copies the list. */
  public Ordered {
    routes = List.copyOf(routes);
    if (routes.isEmpty()) {
      throw new IllegalArgumentException("ordered() needs at least one route");
    }
  }

  /**
   * The same route, and one for prompts that were too long for one of its targets. Of that route,
   * and of the rest of this one after it, only targets with a larger window are asked; where a
   * window is unknown, those of that route are, and those of the rest are not.
   *
   * @throws IllegalStateException when there is one already
   */
  public Ordered onContextLength(Route larger) {
    Objects.requireNonNull(larger, "larger");
    once("onContextLength", onContextLength);
    return new Ordered(routes, larger, onContentPolicy);
  }

  /**
   * The same route, and one for requests that a provider has refused for their content. Nothing
   * else of this route is asked after it. Without it a refusal is final: no gateway should carry a
   * request past a provider's safety system unless somebody has decided so.
   *
   * @throws IllegalStateException when there is one already
   */
  public Ordered onContentPolicy(Route other) {
    Objects.requireNonNull(other, "other");
    once("onContentPolicy", onContentPolicy);
    return new Ordered(routes, onContextLength, other);
  }

  private void once(String name, @Nullable Route before) {
    if (before != null) {
      throw new IllegalStateException(name + " is set twice, to " + before + " before");
    }
  }

  /** For example {@code ordered(anthropic/claude-sonnet-4-5, openai/gpt-5)}. */
  @Override
  public String toString() {
    return inWords("ordered", routes)
        + (onContextLength == null ? "" : ".onContextLength(" + onContextLength + ")")
        + (onContentPolicy == null ? "" : ".onContentPolicy(" + onContentPolicy + ")");
  }

  static String inWords(String name, List<?> members) {
    StringBuilder text = new StringBuilder(name).append('(');
    for (int i = 0; i < members.size(); i++) {
      text.append(i == 0 ? "" : ", ").append(members.get(i));
    }
    return text.append(')').toString();
  }
}
