package io.llmgw.cache.link;

import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.event.LlmEvent;

/** Two who want to know the same, each of them whatever the other one makes of it. */
record TwoTaps(Tap first, Tap second) implements Tap {
  @Override
  public void onEvent(LlmEvent event) {
    try {
      first.onEvent(event);
    } finally {
      second.onEvent(event);
    }
  }

  @Override
  public void onOutcome(Outcome outcome) {
    try {
      first.onOutcome(outcome);
    } finally {
      second.onOutcome(outcome);
    }
  }
}
