package io.llmgw.api.moderation;

import java.util.ArrayList;
import java.util.List;

/**
 * What was found in one text.
 *
 * @param isFlagged whether the provider finds it harmful in any way
 * @param categories all that it looked for, in its order; may be empty
 */
public record ModerationVerdict(boolean isFlagged, List<Category> categories) {
  /** Copies the list. */
  public ModerationVerdict {
    categories = List.copyOf(categories);
  }

  /** The names of the categories that are flagged, in the provider's order. */
  public List<String> flaggedCategories() {
    List<String> flagged = new ArrayList<>();
    for (Category category : categories) {
      if (category.isFlagged()) {
        flagged.add(category.name());
      }
    }
    return List.copyOf(flagged);
  }

  /** How sure the provider is of a category; 0 for one that it did not look for. */
  public double score(String category) {
    for (Category each : categories) {
      if (each.name().equals(category)) {
        return each.score();
      }
    }
    return 0;
  }

  /**
   * One kind of harm.
   *
   * @param name the provider's own, such as {@code violence/graphic}
   * @param isFlagged whether the provider finds the text to be of it
   * @param score how sure it is, from 0 to 1
   */
  public record Category(String name, boolean isFlagged, double score) {
    /** Checks the range. */
    public Category {
      if (!(score >= 0 && score <= 1)) {
        throw new IllegalArgumentException("a score must be from 0 to 1, not " + score);
      }
    }
  }
}
