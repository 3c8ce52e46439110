package io.llmgw.core.detect;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.EntityType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A number of a fixed shape that is given to people, things or accounts: a card's, a tax office's.
 * Whoever adds one writes its shape, the words that stand near it, and its check digits. Stateless
 * and thread-safe.
 */
public interface Identifier {
  /** What it is. */
  EntityType type();

  /** What findings call the rule; default the type's name. */
  default String name() {
    return type().name();
  }

  /** The shapes it is written in, without separators; at least one. */
  List<Shape> shapes();

  /**
   * Which separators may stand between its groups, as bits of {@link Run}; one kind in one number,
   * unless it {@link #mixesSeparators()}. Default blanks and hyphens, 0 for none.
   */
  default int separators() {
    return Run.BLANK | Run.HYPHEN;
  }

  /**
   * Whether separators of several kinds may stand in one number, as in {@code 123.456.789-09}.
   * Default false.
   */
  default boolean mixesSeparators() {
    return false;
  }

  /**
   * Words that make it surer by one level when they stand within {@value CueWindow#REACH} chars
   * before or after it: ASCII in lower case, without accents. Default none.
   */
  default List<String> cues() {
    return List.of();
  }

  /**
   * How sure it is without a look at cues that the run is one; null if it is none.
   *
   * @param run of one of the shapes, with no other separators than those
   */
  @Nullable Confidence judge(Run run);
}
