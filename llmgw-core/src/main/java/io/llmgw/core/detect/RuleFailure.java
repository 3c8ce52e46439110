package io.llmgw.core.detect;

import io.llmgw.api.redact.EntityType;
import java.util.Set;
import java.util.TreeSet;

/** A rule threw where it should have found something or nothing. Says which, and no text. */
public final class RuleFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Without what was thrown as its cause: the message of that may quote the text. */
  private RuleFailure(String rule, RuntimeException thrown) {
    super("rule '" + rule + "' throws " + thrown.getClass().getName());
  }

  static RuleFailure of(Identifier rule, RuntimeException thrown) {
    return new RuleFailure(rule.name(), thrown);
  }

  static RuleFailure of(AnchoredRule rule, RuntimeException thrown) {
    return of(rule.getClass(), rule.types(), thrown);
  }

  static RuleFailure of(NumberRule rule, RuntimeException thrown) {
    return of(rule.getClass(), rule.types(), thrown);
  }

  static RuleFailure of(TextRule rule, RuntimeException thrown) {
    return of(rule.getClass(), rule.types(), thrown);
  }

  /** One class may be the rule of many types, and one type have many rules. */
  private static RuleFailure of(Class<?> rule, Set<EntityType> types, RuntimeException thrown) {
    String name = rule.getName().substring(rule.getPackageName().length() + 1);
    return new RuleFailure(name + " for " + new TreeSet<>(types), thrown);
  }
}
