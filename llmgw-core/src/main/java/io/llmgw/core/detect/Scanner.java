package io.llmgw.core.detect;

import io.llmgw.api.redact.EntityType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules for the types that are wanted, ready to go over text. Immutable and thread-safe. */
public final class Scanner {
  private final Identifiers identifiers;
  private final Anchors<AnchoredRule> anchors;
  private final NumberRule[] numbers;

  private final Set<EntityType> wanted;

  private Scanner(
      Set<EntityType> wanted,
      Identifiers identifiers,
      Anchors<AnchoredRule> anchors,
      NumberRule[] numbers) {
    this.wanted = Set.copyOf(wanted);
    this.identifiers = identifiers;
    this.anchors = anchors;
    this.numbers = numbers;
  }

  /** A scanner by those of these rules that find one of the wanted types. */
  public static Scanner of(Rules rules, Set<EntityType> wanted) {
    List<Map.Entry<String, AnchoredRule>> literals = new ArrayList<>();
    for (AnchoredRule rule : rules.anchored()) {
      if (isWanted(rule.types(), wanted)) {
        rule.anchors().forEach(literal -> literals.add(Map.entry(literal, rule)));
      }
    }
    if (!literals.isEmpty()) {
      AnchoredRule encoded = new Encoded();
      encoded.anchors().forEach(literal -> literals.add(Map.entry(literal, encoded)));
    }
    return new Scanner(
        wanted,
        new Identifiers(
            rules.identifiers().stream().filter(each -> wanted.contains(each.type())).toList()),
        Anchors.of(literals),
        rules.numbers().stream()
            .filter(rule -> isWanted(rule.types(), wanted))
            .toArray(NumberRule[]::new));
  }

  private static boolean isWanted(Set<EntityType> types, Set<EntityType> wanted) {
    return types.stream().anyMatch(wanted::contains);
  }

  /** A pass over the texts of one call. */
  public Scan scan() {
    return new Scan(this);
  }

  Set<EntityType> wanted() {
    return wanted;
  }

  Identifiers identifiers() {
    return identifiers;
  }

  Anchors<AnchoredRule> anchors() {
    return anchors;
  }

  NumberRule[] numbers() {
    return numbers;
  }
}
