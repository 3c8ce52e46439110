package io.llmgw.cache.veto;

import io.llmgw.cache.Veto;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** The rules by which an answer to one question is kept from another one, the cheap ones first. */
public final class Vetoes {
  private static final Map<Veto, BiPredicate<Marks, Marks>> RULES = new EnumMap<>(Veto.class);

  static {
    RULES.put(
        Veto.NUMBER, (kept, asked) -> Numbers.differ(kept, asked) || HowMany.differ(kept, asked));
    RULES.put(Veto.DATE, Dates::differ);
    RULES.put(Veto.UNIT, Units::differ);
    RULES.put(Veto.PLACEHOLDER, (kept, asked) -> !kept.placeholders().equals(asked.placeholders()));
    RULES.put(Veto.QUOTE, Quotes::differ);
    RULES.put(Veto.CODE, CodeMarks::differ);
    RULES.put(
        Veto.NEGATION,
        (kept, asked) ->
            Negation.differ(kept, asked)
                || Exceptions.differ(kept, asked)
                || NotDone.differ(kept, asked));
    RULES.put(Veto.OPPOSITE, Opposites::differ);
    RULES.put(Veto.ORDER, Order::differs);
    RULES.put(Veto.WORD, SmallAmounts::differ);
  }

  private Vetoes() {}

  /** What forbids it; null for nothing that is known. */
  public static @Nullable Veto between(Marks kept, Marks asked) {
    for (Map.Entry<Veto, BiPredicate<Marks, Marks>> rule : RULES.entrySet()) {
      if (rule.getValue().test(kept, asked)) {
        return rule.getKey();
      }
    }
    return Alignment.isPossible(kept.words(), asked.words())
        ? first(Replacements.find(kept, asked), Replacements.find(asked, kept))
        : Veto.LENGTH;
  }

  /** Where words may be laid side by side in two ways, it depends on which comes first. */
  private static @Nullable Veto first(@Nullable Veto forth, @Nullable Veto back) {
    if (forth == null || back == null) {
      return forth == null ? back : forth;
    }
    return forth.compareTo(back) <= 0 ? forth : back;
  }

  /**
   * Whether one of two answers has another number than the other one, denies what it says, or says
   * the opposite. What is in one alone counts only if they are much alike.
   */
  public static boolean contradict(Marks one, Marks other) {
    return Numbers.differ(one, other)
        || Negation.contradicts(one, other)
        || Opposites.differ(one, other);
  }
}
