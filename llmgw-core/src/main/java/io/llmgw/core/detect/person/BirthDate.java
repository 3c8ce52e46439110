package io.llmgw.core.detect.person;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import java.util.List;
import java.util.Set;

/** The first date that follows a word for birth. */
final class BirthDate implements AnchoredRule {
  private static final int REACH = 40;

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
    if (Character.isLetterOrDigit(text.at(start - 1))) {
      return;
    }
    for (int at = end; at - end < REACH; at++) {
      int after = CalendarDate.end(text, at);
      if (after > 0) {
        found.add(Entities.BIRTH_DATE, at, after, Confidence.MEDIUM, "BIRTH_DATE");
        return;
      }
    }
  }
}
