package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** What became of the made up variants of one family of attacks, and of their harmless twins. */
final class FamilyFigures {
  /** How many of a kind are made up. */
  static final int ROUNDS = 25;

  private final String family;
  private final List<String> misses = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private int variants;
  private int twins;

  FamilyFigures(String family) {
    this.family = family;
  }

  /** Counts an attack: what was made of it, and what had to be. */
  void variant(String variant, Object made, Object expected) {
    variants++;
    if (!made.equals(expected)) {
      misses.add(variant + " -> " + made);
    }
  }

  /** Counts what only looks like an attack: what was made of it, and what had to be. */
  void twin(String twin, Object made, Object expected) {
    twins++;
    if (!made.equals(expected)) {
      wrong.add(twin + " -> " + made);
    }
  }

  /** Prints the figures, and checks that there are enough and that none is amiss. */
  void areMet() {
    System.out.println(
        "family %s: %d variants, recall %.3f, false positives %d of %d"
            .formatted(
                family,
                variants,
                (double) (variants - misses.size()) / variants,
                wrong.size(),
                twins));
    assertThat(misses).as("missed of family %s", family).isEmpty();
    assertThat(wrong).as("wrong in family %s", family).isEmpty();
    assertThat(Math.min(variants, twins)).isGreaterThanOrEqualTo(20);
  }
}
