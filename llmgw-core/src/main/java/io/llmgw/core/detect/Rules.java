package io.llmgw.core.detect;

import java.util.List;
import java.util.stream.Stream;

/**
 * Rules of all kinds that belong together.
 *
 * @param identifiers numbers of fixed shapes
 * @param anchored rules that begin at a literal
 * @param numbers rules that begin at digits
 * @param texts rules that look at texts as a whole
 */
public record Rules(
    List<Identifier> identifiers,
    List<AnchoredRule> anchored,
    List<NumberRule> numbers,
    List<TextRule> texts) {
  /** No rules. */
  public static final Rules NONE = new Rules(List.of(), List.of(), List.of());

  /** Copies the lists. */
  public Rules {
    identifiers = List.copyOf(identifiers);
    anchored = List.copyOf(anchored);
    numbers = List.copyOf(numbers);
    texts = List.copyOf(texts);
  }

  /** Rules that begin at a place. */
  public Rules(
      List<Identifier> identifiers, List<AnchoredRule> anchored, List<NumberRule> numbers) {
    this(identifiers, anchored, numbers, List.of());
  }

  /** These identifiers alone. */
  public static Rules identifiers(Identifier... identifiers) {
    return new Rules(List.of(identifiers), List.of(), List.of());
  }

  /** These rules and the others. */
  public Rules and(Rules others) {
    return new Rules(
        joined(identifiers, others.identifiers),
        joined(anchored, others.anchored),
        joined(numbers, others.numbers),
        joined(texts, others.texts));
  }

  private static <T> List<T> joined(List<T> some, List<T> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }
}
