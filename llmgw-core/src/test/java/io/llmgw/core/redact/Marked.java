package io.llmgw.core.redact;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Detector;
import io.llmgw.api.redact.EntitySet;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Finding;
import io.llmgw.api.redact.Masking;
import io.llmgw.api.redact.Redaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds what stands between double brackets, brackets included: values of any form. */
record Marked() implements Detector {
  static final EntityType TYPE = EntityType.of("STAFF_NOTE");
  private static final char FIRST = '\u27e6';
  private static final char LAST = '\u27e7';

  /** A text that is found as a whole. */
  static String value(String inside) {
    return FIRST + inside + LAST;
  }

  /** Looks for them and for what is in these sets, and lets the tool "pay" have the values. */
  static Redaction and(EntitySet... sets) {
    return Redaction.of(sets)
        .with(TYPE, Masking.placeholder())
        .detectors(new Marked())
        .trustingTools("pay")
        .budget(Duration.ofMinutes(1)); // also where the machine is busy
  }

  @Override
  public String name() {
    return "marked";
  }

  @Override
  public Set<EntityType> types() {
    return Set.of(TYPE);
  }

  @Override
  public List<Finding> find(String text) {
    List<Finding> found = new ArrayList<>();
    int start = text.indexOf(FIRST);
    while (start >= 0) {
      int end = text.indexOf(LAST, start) + 1;
      if (end == 0) {
        return found;
      }
      found.add(new Finding(TYPE, start, end, Confidence.HIGH, "marked"));
      start = text.indexOf(FIRST, end);
    }
    return found;
  }
}
