package io.llmgw.core.choice;

import io.llmgw.api.route.ModelRef;

/** How targets have done of late. Thread-safe and without locks; asked several times a call. */
public interface TargetStatistics {
  /** Nothing is known of anybody. */
  TargetStatistics NONE =
      new TargetStatistics() {
        @Override
        public int inFlight(ModelRef model) {
          return 0;
        }

        @Override
        public double usedTokens(ModelRef model) {
          return 0;
        }

        @Override
        public Speed speed(ModelRef model) {
          return Speed.UNKNOWN;
        }
      };

  /** Attempts under way there, at least 0. */
  int inFlight(ModelRef model);

  /** Tokens used there of late, in and out, at least 0. */
  double usedTokens(ModelRef model);

  /** How fast it answers. */
  Speed speed(ModelRef model);

  /** Whether anybody is being eased in; else {@link #easedIn} is 1 for all. */
  default boolean isEasing() {
    return false;
  }

  /** The part of its share that a target takes: 1, or less and above 0 while it is eased in. */
  default double easedIn(ModelRef model) {
    return 1;
  }
}
