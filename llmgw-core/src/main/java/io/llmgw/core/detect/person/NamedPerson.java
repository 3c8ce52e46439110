package io.llmgw.core.detect.person;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.Cues;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A person by a given name, with what stands behind it. */
final class NamedPerson implements AnchoredRule {
  /** What stands around names in texts, and not in those of programs. */
  private static final String BEFORE = " \t\n\r\"'([{>*-:,;\u201c\u2018\u00ab";

  private static final Cues SAINTS =
      Cues.of("san", "santa", "saint", "sainte", "sankt", "sao", "st");

  private static final String NOT_AFTER = "_=@/\\(";

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.PERSON);
  }

  @Override
  public List<String> anchors() {
    return GivenNames.all();
  }

  @Override
  public void look(FoldedText text, int start, int end, Findings found) {
    char before = text.at(start - 1);
    boolean isName =
        Character.isUpperCase(text.at(start))
            && (before == 0 || BEFORE.indexOf(before) >= 0)
            && isEnd(text, start, end);
    if (!isName) {
      return;
    }
    int nameEnd = FullName.end(text, start, Words.end(text, start));
    boolean isAlone = nameEnd == end;
    boolean isSure =
        !isAlone || !GivenNames.isAlsoWord(text.part(start, end).toLowerCase(Locale.ROOT));
    if (!FullName.isPlace(text, start, nameEnd) && !isSaint(text, start)) {
      found.add(
          Entities.PERSON,
          start,
          nameEnd,
          isSure ? Confidence.MEDIUM : Confidence.LOW,
          "PERSON:name");
    }
  }

  /** Whether a word for a saint stands before it, as in the names of towns. */
  private static boolean isSaint(FoldedText text, int start) {
    return SAINTS.isWithin(text, start - 7, start - 1);
  }

  /** Whether the given name ends here, in one case from its second letter on. */
  private static boolean isEnd(FoldedText text, int start, int end) {
    char after = text.at(end);
    boolean isMember =
        (after == '.' && Character.isLetterOrDigit(text.at(end + 1)))
            || (after == ':' && text.at(end + 1) == ':');
    return !Character.isLetterOrDigit(after)
        && !isMember
        && NOT_AFTER.indexOf(after) < 0
        && (Words.isUpper(text, start, end) || Character.isLowerCase(text.at(end - 1)));
  }
}
