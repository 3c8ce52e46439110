package io.llmgw.core.chain;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.event.LlmEvent;
import java.util.ArrayList;
import java.util.List;

/** What happened in a test, in order: outcomes as {@code "inner: failed SERVER"}. Thread-safe. */
final class Diary {
  private final List<String> entries = new ArrayList<>();

  synchronized void note(String entry) {
    entries.add(entry);
  }

  synchronized List<String> entries() {
    return List.copyOf(entries);
  }

  /** The entries of one who writes here. */
  List<String> of(String who) {
    return entries().stream().filter(entry -> entry.startsWith(who + ": ")).toList();
  }

  /** Writes down outcomes. */
  Tap outcomes(String who) {
    return outcome -> note(who + ": " + describe(outcome));
  }

  /** Writes down events and outcomes. */
  Tap everything(String who) {
    Tap outcomes = outcomes(who);
    return new Tap() {
      @Override
      public void onEvent(LlmEvent event) {
        note(who + ": " + event.getClass().getSimpleName());
      }

      @Override
      public void onOutcome(Outcome outcome) {
        outcomes.onOutcome(outcome);
      }
    };
  }

  /** A link that passes everything on and writes down outcomes; outside the others of its slot. */
  Interceptor link(String who, Slot slot) {
    return new TestLink(
        LinkSpec.named(who).in(slot).at(-100),
        chain -> chain.proceed(chain.request(), outcomes(who)));
  }

  static String describe(Outcome outcome) {
    if (outcome instanceof Outcome.Failure failure) {
      return "failed " + failure.error().kind();
    }
    return outcome instanceof Outcome.Cancelled cancelled
        ? "cancelled " + cancelled.reason()
        : "success";
  }
}
