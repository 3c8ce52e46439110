package io.llmgw.api.route;

import io.llmgw.api.condition.Condition;
import java.util.List;

/**
 * Where calls go, as data: a target, or a way to choose among routes, in any nesting. {@code
 * LlmClientBuilder.alias} gives it a name to ask for:
 *
 * <pre>{@code
 * .alias("smart", Route.ordered(target("anthropic/claude-sonnet-4-5"), target("openai/gpt-5")))
 * .alias("auto", Route.when(Condition.task("summary"), named("cheap")).otherwise(named("smart")))
 * }</pre>
 *
 * <p>A route gives a call one target after the other: the next one when the target before is passed
 * over, or has failed before any content in a way that another target may do better. Each target is
 * tried once.
 *
 * <p>Immutable and thread-safe; {@code toString} is the whole tree in one line, as it is written in
 * code. What is wrong in itself is refused by the factories; what needs the client's providers and
 * other aliases is refused when the client is built, by an error that names the path, as in {@code
 * alias smart > ordered[2] > weighted[1]}.
 */
public sealed interface Route permits Target, Weighted, Ordered, When, Balanced, Sticky, Alias {
  /**
   * One model of one provider.
   *
   * @param ref {@code provider/model}
   * @throws IllegalArgumentException when it is not of that form
   */
  static Target target(String ref) {
    return Target.of(ref);
  }

  /** The route that another alias of the client names. */
  static Alias named(String alias) {
    return new Alias(alias);
  }

  /**
   * What a name stands for: a target where it has a slash, else an alias.
   *
   * @throws IllegalArgumentException when it is blank, or lacks a provider or a model
   */
  static Route of(String name) {
    return name.indexOf('/') < 0 ? new Alias(name) : Target.of(name);
  }

  /**
   * A choice by chance, in proportion to the weights. The other members that have a weight stand in
   * for the chosen one once that gives out, each once and drawn by the same weights.
   *
   * @throws IllegalArgumentException when there is no member, or no weight above 0
   */
  static Weighted weighted(Weighted.Share... shares) {
    return new Weighted(List.of(shares));
  }

  /**
   * A member of a weighted route.
   *
   * @param weight its part of the calls, relative to the others; 0 to 1,000,000, where 0 takes it
   *     out, as a stand-in too
   */
  static Weighted.Share share(int weight, Route route) {
    return new Weighted.Share(weight, route);
  }

  /** The first route, and when it gives out the next: failover in this order. At least one. */
  static Ordered ordered(Route... routes) {
    return new Ordered(List.of(routes), null, null);
  }

  /**
   * This route for the calls that a condition holds for; {@link When#otherwise} says what others
   * do. The condition is asked once a call, so a call never changes sides.
   */
  static When when(Condition condition, Route then) {
    return new When(condition, then, null);
  }

  /**
   * A choice among equals by a strategy; those not chosen stand in for the chosen one once that
   * gives out. At least one.
   */
  static Balanced balanced(Strategy strategy, Route... routes) {
    return new Balanced(strategy, List.of(routes));
  }

  /**
   * A route whose choices stay the same for the same user, conversation or whatever else: calls of
   * one key go to one target as long as it takes them. See {@link Sticky}.
   */
  static Sticky sticky(Sticky.By by, Route route) {
    return new Sticky(by, route);
  }
}
