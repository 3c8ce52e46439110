package io.llmgw.core.detect.person;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import java.util.List;
import java.util.Set;

/**
 * The first date that follows a word for birth in its clause, or stands before one as in "am 12. 3.
 * 1985 in Bonn geboren".
 */
final class BirthDate implements AnchoredRule {
  private static final int REACH = 40;

  /** "N\u00e9 le" is a word for birth, and this is none. */
  private static final String NO_ACCENT = "ne le";

  /** The verb that stands at the end, and what its date begins with. */
  private static final String BEHIND = "geboren";

  private static final String ON = "am ";

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.BIRTH_DATE);
  }

  @Override
  public List<String> anchors() {
    return List.of(
        "born",
        "birth",
        "birthday",
        "birthdate",
        "dob",
        "d.o.b",
        "geboren",
        "geb.",
        "geburtsdatum",
        "geburtstag",
        "naissance",
        NO_ACCENT,
        "nee le",
        "nacio el",
        "nacido",
        "nacida",
        "nacimiento",
        "nato il",
        "nata il",
        "nascita",
        "nascido",
        "nascida",
        "nascimento",
        "geboortedatum",
        "urodzon",
        "urodzenia");
  }

  @Override
  public void look(FoldedText text, int start, int end, Findings found) {
    if (goesOnWord(text, start) || text.hasAt(start, NO_ACCENT)) {
      return;
    }
    for (int at = end; at - end < REACH && !isEndOfClause(text, at); at++) {
      int after = CalendarDate.end(text, at);
      if (after > 0) {
        add(at, after, found);
        return;
      }
    }
    if (text.hasAt(start, BEHIND)) {
      lookBefore(text, start, found);
    }
  }

  /** Whether the word began before, and not in the manner of {@code dateOfBirth}. */
  private static boolean goesOnWord(FoldedText text, int start) {
    char before = text.at(start - 1);
    boolean isCamel = Character.isLowerCase(before) && Character.isUpperCase(text.at(start));
    return Character.isLetterOrDigit(before) && !isCamel;
  }

  private static boolean isEndOfClause(FoldedText text, int index) {
    char c = text.at(index);
    return (c == ';' || c == '!') && text.at(index + 1) == ' ';
  }

  private static void lookBefore(FoldedText text, int end, Findings found) {
    for (int at = end - 1; end - at < REACH && !isEndOfClause(text, at); at--) {
      int on = at - ON.length();
      boolean isOn = text.isAt(on, ON) && !Character.isLetterOrDigit(text.at(on - 1));
      int after = isOn ? CalendarDate.end(text, at) : -1;
      if (after > 0 && after < end) {
        add(at, after, found);
        return;
      }
    }
  }

  private static void add(int start, int end, Findings found) {
    found.add(Entities.BIRTH_DATE, start, end, Confidence.MEDIUM, "BIRTH_DATE");
  }
}
