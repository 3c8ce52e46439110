package io.llmgw.core.account;

import io.llmgw.api.catalog.ModelFacts;
import io.llmgw.api.route.ModelRef;
import java.util.concurrent.atomic.AtomicInteger;

/** What is known of a model that calls go to. Thread-safe. */
final class KnownModel {
  /** After so many reports the estimates for a model hardly change any more. */
  private static final int LEARNT = 64;

  private static final int SAMPLED_LATER = 32;

  private final ModelRef ref;
  private final ModelFacts facts;
  private final AtomicInteger reports = new AtomicInteger();

  KnownModel(ModelRef ref, ModelFacts facts) {
    this.ref = ref;
    this.facts = facts;
  }

  /** The model as it is called. */
  ModelRef ref() {
    return ref;
  }

  /** What is known of it, perhaps under a broader name. */
  ModelFacts facts() {
    return facts;
  }

  /** Whether to learn from this report, which takes memory and time: from a few of many. */
  boolean wantsReport() {
    int number = reports.getAndIncrement();
    return (number >= 0 && number < LEARNT) || number % SAMPLED_LATER == 0;
  }
}
