package io.llmgw.core.account;

import io.llmgw.api.catalog.ModelFacts;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.usage.PricedBy;
import org.jspecify.annotations.Nullable;

/** What is known of a model that calls go to. Thread-safe. */
final class KnownModel {
  private final ModelRef ref;
  private final String name; // written once here, and not for each attempt
  private final ModelFacts facts;
  // Of the row that was charged last, which is the same for all calls of most models.
  private volatile @Nullable Reference last;

  /**
   * A model.
   *
   * @param ref the model as it is called
   * @param facts what is known of it, perhaps under a broader name
   */
  KnownModel(ModelRef ref, ModelFacts facts) {
    this.ref = ref;
    this.name = ref.toString();
    this.facts = facts;
  }

  ModelRef ref() {
    return ref;
  }

  /** It as {@code provider/model}. */
  String name() {
    return name;
  }

  ModelFacts facts() {
    return facts;
  }

  /** The reference to the row that a call was charged by, under the name that has its prices. */
  @SuppressWarnings("ReferenceEquality") // an equal row that is another makes another reference
  PricedBy pricedBy(PriceRow row) {
    Reference known = last;
    if (known == null || known.row != row) {
      ModelRef listed = facts.prices().isKnown() ? facts.ref() : ref;
      known = new Reference(row, row.pricedBy(listed.toString()));
      last = known;
    }
    return known.to;
  }

  private record Reference(PriceRow row, PricedBy to) {}
}
