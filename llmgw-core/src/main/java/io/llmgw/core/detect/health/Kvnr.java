package io.llmgw.core.detect.health;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Identifier;
import io.llmgw.core.detect.Run;
import io.llmgw.core.detect.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The number of a person insured in Germany: a letter, and Luhn's check digit with the letter as
 * two digits (GKV-Spitzenverband, § 290 SGB V).
 */
final class Kvnr implements Identifier {
  @Override
  public EntityType type() {
    return Entities.DE_KVNR;
  }

  @Override
  public List<Shape> shapes() {
    return List.of(Shape.of("A999999999"));
  }

  @Override
  public int separators() {
    return 0;
  }

  @Override
  public List<String> cues() {
    return List.of(
        "kvnr",
        "kv-nr",
        "kv nr",
        "krankenversichertennummer",
        "versichertennummer",
        "versicherten-nr",
        "versicherten nr",
        "versichertennr",
        "krankenversicherung",
        "krankenkasse",
        "gesundheitskarte",
        "health insurance");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    boolean isKvnr = sum(run) % 10 == run.digit(9) && run.isAlone();
    if (!isKvnr) {
      return null;
    }
    return run.isUpperCase() ? Confidence.MEDIUM : Confidence.LOW;
  }

  /** Weights 1 and 2 in turn, over ten digits: the letter counts from 01 to 26. */
  private static int sum(Run run) {
    int letter = run.at(0) - 'A' + 1;
    int sum = letter / 10 + crossSum(2 * (letter % 10));
    for (int i = 1; i < 9; i++) {
      sum += i % 2 == 1 ? run.digit(i) : crossSum(2 * run.digit(i));
    }
    return sum;
  }

  private static int crossSum(int number) {
    return number / 10 + number % 10;
  }
}
