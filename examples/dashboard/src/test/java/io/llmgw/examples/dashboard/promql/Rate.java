package io.llmgw.examples.dashboard.promql;

import java.util.Set;

/** How much counters grew in a window, or a second of it. */
record Rate(boolean isPerSecond, Selector of) implements Query {
  @Override
  public Value of(Scrapes scrapes) {
    double by = isPerSecond ? of.windowSeconds() : 1;
    return Value.vector(of.growth(scrapes)).map(growth -> growth / by);
  }

  @Override
  public void mention(Set<String> above, Set<Mention> found) {
    of.mention(above, found);
  }
}
