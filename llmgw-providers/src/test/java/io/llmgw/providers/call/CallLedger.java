package io.llmgw.providers.call;

import io.llmgw.api.chain.Feature;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.time.TimeSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How each call ended within the chain, and how often it was tried, by its question. */
final class CallLedger implements Feature {
  private final Map<String, List<Outcome>> outcomes = new HashMap<>();
  private final Map<String, Integer> begun = new HashMap<>();
  private final Map<String, Integer> attempts = new HashMap<>();

  @Override
  public String name() {
    return "ledger";
  }

  @Override
  public List<Interceptor> links(TimeSource time) {
    return List.of(new Calls(), new Attempts());
  }

  /** How often the chain was entered with it: never, when its caller left first. */
  synchronized int begun(String question) {
    return begun.getOrDefault(question, 0);
  }

  synchronized List<Outcome> outcomes(String question) {
    return List.copyOf(outcomes.getOrDefault(question, List.of()));
  }

  synchronized int attempts(String question) {
    return attempts.getOrDefault(question, 0);
  }

  private synchronized void count(Map<String, Integer> counts, String question) {
    counts.merge(question, 1, Integer::sum);
  }

  private synchronized void ended(String question, Outcome outcome) {
    outcomes.computeIfAbsent(question, unused -> new ArrayList<>()).add(outcome);
  }

  private static String question(Interceptor.Chain chain) {
    return ((ChatRequest) chain.request()).content().messages().get(0).text();
  }

  private final class Calls implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("calls").in(Slot.APPLICATION);
    }

    @Override
    public EventStream intercept(Chain chain) {
      String question = question(chain);
      count(begun, question);
      return chain.proceed(chain.request(), outcome -> ended(question, outcome));
    }
  }

  private final class Attempts implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("attempts").in(Slot.ATTEMPT);
    }

    @Override
    public EventStream intercept(Chain chain) {
      count(attempts, question(chain));
      return chain.proceed(chain.request());
    }
  }
}
