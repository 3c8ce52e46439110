package io.llmgw.core.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Numbers of all kinds, each behind a word that says what it is. */
public final class CuedNumbers {
  /** Of so many numbers one passes the checks of most kinds. */
  private static final int TRIES = 2000;

  private final Generated generated = new Generated();

  /**
   * One of each kind and word that begins it, with a blank at its end: {@code SSN 536221234 }.
   * Where no number drawn at random passes the checks it is one of the shape alone.
   */
  public List<String> of(Rules rules) {
    List<String> units = new ArrayList<>();
    for (Identifier each : rules.identifiers()) {
      String number = number(each);
      String cue = each.cues().isEmpty() ? each.name() : each.cues().get(0);
      units.add(cue.toUpperCase(Locale.ROOT) + " " + number + " ");
    }
    return units;
  }

  private String number(Identifier identifier) {
    Scan scan = Scanner.of(Rules.identifiers(identifier), Set.of(identifier.type())).scan();
    String number = "";
    for (int i = 0; i < TRIES; i++) {
      number = ofShape(identifier.shapes().get(i % identifier.shapes().size()));
      if (!scan.findAll(number).isEmpty()) {
        return number;
      }
    }
    return number;
  }

  private String ofShape(Shape shape) {
    StringBuilder chars = new StringBuilder();
    for (int i = 0; i < shape.length(); i++) {
      chars.append(generated.chars(shape.allows(i, true) ? "0123456789" : "ABCDEFGHJKLMNPRS", 1));
    }
    return chars.toString();
  }
}
