package io.llmgw.core.detect;

import io.llmgw.api.redact.EntityType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules for the types that are wanted, ready to go over text. Immutable and thread-safe. */
public final class Scanner {
  /** At which no rule looks: reading it makes the tables that the first call would wait for. */
  private static final String BLANK = " ";

  private final Identifiers identifiers;
  private final Anchors<AnchoredRule> anchors;
  private final NumberRule[] numbers;
  private final TextRule[] texts;

  private final Set<EntityType> wanted;
  private final HostRules host;

  private Scanner(
      Set<EntityType> wanted,
      Identifiers identifiers,
      Anchors<AnchoredRule> anchors,
      NumberRule[] numbers,
      TextRule[] texts,
      HostRules host) {
    this.wanted = Set.copyOf(wanted);
    this.identifiers = identifiers;
    this.anchors = anchors;
    this.numbers = numbers;
    this.texts = texts;
    this.host = host;
  }

  /** A scanner by those of these rules that find one of the wanted types. */
  public static Scanner of(Rules rules, Set<EntityType> wanted) {
    return of(rules, wanted, HostRules.NONE);
  }

  /**
   * As {@link #of(Rules, Set)}, with rules of the host that look at what a text says when it is
   * read otherwise: turned round, hidden or encoded. The text itself they see elsewhere, as it
   * stands there without the name of its field.
   */
  public static Scanner of(Rules rules, Set<EntityType> wanted, HostRules host) {
    List<Map.Entry<String, AnchoredRule>> literals = new ArrayList<>();
    for (AnchoredRule rule : rules.anchored()) {
      if (isWanted(rule.types(), wanted)) {
        rule.anchors().forEach(literal -> literals.add(Map.entry(literal, rule)));
      }
    }
    if (!literals.isEmpty() || !host.isEmpty()) {
      AnchoredRule encoded = new Encoded();
      encoded.anchors().forEach(literal -> literals.add(Map.entry(literal, encoded)));
    }
    Scanner made =
        new Scanner(
            wanted,
            new Identifiers(
                rules.identifiers().stream().filter(each -> wanted.contains(each.type())).toList()),
            Anchors.of(literals),
            rules.numbers().stream()
                .filter(rule -> isWanted(rule.types(), wanted))
                .toArray(NumberRule[]::new),
            rules.texts().stream()
                .filter(rule -> isWanted(rule.types(), wanted))
                .toArray(TextRule[]::new),
            host);
    made.scan().findAll(BLANK);
    return made;
  }

  private static boolean isWanted(Set<EntityType> types, Set<EntityType> wanted) {
    return types.stream().anyMatch(wanted::contains);
  }

  /** A pass over the texts of one call. */
  public Scan scan() {
    return scan(Pause.NONE);
  }

  /**
   * A pass over the texts of one call that can be stopped.
   *
   * @param pause is run between rules of the host, and may end the pass by what it throws
   */
  public Scan scan(Pause pause) {
    return new Scan(this, pause);
  }

  HostRules host() {
    return host;
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

  TextRule[] texts() {
    return texts;
  }
}
