package io.llmgw.cache.store;

import io.llmgw.cache.ResponseStore.Label;
import io.llmgw.cache.entry.Answer;
import io.llmgw.cache.key.CacheKey;
import java.util.function.BooleanSupplier;

/** Something that a store is told. */
sealed interface Change {
  /** What it is to do, for people. */
  String task();

  /**
   * An answer that is kept.
   *
   * @param isGone whether it was invalidated or replaced since it was asked for
   * @param replaces whether what is there is to be gone, also where this is not kept
   */
  record Put(CacheKey key, Answer answer, BooleanSupplier isGone, boolean replaces)
      implements Change {
    /** Of whatever is there. */
    Removal removal() {
      return new Removal(Label.KEY, key.hex(), Removal.NOTHING_FOLLOWS);
    }

    @Override
    public String task() {
      return "keep an entry";
    }
  }

  /**
   * What is to be gone.
   *
   * @param removed run once it is; what two of the same label and value run does the same
   */
  record Removal(Label label, String value, Runnable removed) implements Change {
    /** Of a removal that concerns the store alone. */
    static final Runnable NOTHING_FOLLOWS = () -> {};

    @Override
    public String task() {
      return "remove entries";
    }
  }
}
