package io.llmgw.api.schema.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One schema, compiled. It may lead back to itself. Thread-safe once the compiler is done. */
public final class SchemaNode {
  private final List<Rule> rules = new ArrayList<>();
  private final List<SchemaNode> parts = new ArrayList<>();
  private boolean hasUnchecked;

  SchemaNode() {}

  void add(Rule rule) {
    rules.add(rule);
  }

  void addPart(SchemaNode part) {
    parts.add(part);
  }

  void markUnchecked() {
    hasUnchecked = true;
  }

  /** Adds to the findings what is wrong with a decoded value. */
  public void check(@Nullable Object value, Place place, Findings findings) {
    if (findings.enter()) {
      for (Rule rule : rules) {
        if (findings.isFull()) {
          break;
        }
        rule.check(value, place, findings);
      }
    }
    findings.leave();
  }

  /** Whether a decoded value fits; the findings bound the work. */
  boolean fits(@Nullable Object value, Place place, Findings findings) {
    Findings trial = findings.trial();
    check(value, place, trial);
    return trial.size() == 0;
  }

  /** Whether everything that this schema demands is checked, so that "fits" is the last word. */
  boolean isExact() {
    return isExact(Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private boolean isExact(Set<SchemaNode> seen) {
    if (!seen.add(this)) {
      return true;
    }
    if (hasUnchecked) {
      return false;
    }
    for (SchemaNode part : parts) {
      if (!part.isExact(seen)) {
        return false;
      }
    }
    return true;
  }
}
