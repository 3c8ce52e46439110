package io.llmgw.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.Served;
import io.llmgw.test.Patience;
import java.util.ArrayList;
import java.util.List;

/** The accounts of calls as they ended, by whichever door. Thread-safe. */
final class Accounts implements CallObserver {
  private final List<Served> ended = new ArrayList<>();

  @Override
  public Observation begin(ObservedCall call) {
    return outcome -> {
      synchronized (this) {
        ended.add(outcome.served());
      }
    };
  }

  synchronized List<Served> all() {
    return List.copyOf(ended);
  }

  /** The account of the only call. */
  Served only() {
    Patience.until("an account", () -> !all().isEmpty());
    assertThat(all()).hasSize(1);
    return all().get(0);
  }

  /** The only attempt of the only call. */
  AttemptRecord attempt() {
    assertThat(only().attempts()).hasSize(1);
    return only().attempts().get(0);
  }
}
