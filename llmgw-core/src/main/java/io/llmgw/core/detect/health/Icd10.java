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
 * The code of a diagnosis (ICD-10 and its clinical modifications), which near a word for a
 * diagnosis hints at somebody's health; nothing without a cue.
 */
final class Icd10 implements Identifier {
  private final boolean isDotted;

  private Icd10(boolean isDotted) {
    this.isDotted = isDotted;
  }

  /** Codes of a category and what follows its dot: near any word for a diagnosis. */
  static Icd10 dotted() {
    return new Icd10(true);
  }

  /**
   * Codes without a dot, which look like rooms and vitamins: near the name of the list, or right
   * behind a word for a diagnosis, or below one in a table.
   */
  static Icd10 plain() {
    return new Icd10(false);
  }

  @Override
  public EntityType type() {
    return Entities.ICD10;
  }

  @Override
  public List<Shape> shapes() {
    return isDotted
        ? List.of(Shape.of("A9X9"), Shape.of("A9X9X"), Shape.of("A9X9XX"), Shape.of("A9X9XXX"))
        : List.of(Shape.of("A9X"));
  }

  @Override
  public int separators() {
    return isDotted ? Run.DOT : 0;
  }

  @Override
  public List<String> cues() {
    return isDotted
        ? List.of(
            "icd",
            "icd10",
            "icd-10",
            "diagnosis",
            "diagnoses",
            "diagnosed",
            "diagnosi",
            "diagnose",
            "diagnosen",
            "diagnostic",
            "diagnostico",
            "dx",
            "comorbidity")
        : List.of("icd", "icd10", "icd-10", "icd code");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    boolean isCode =
        (!isDotted || run.isGrouped(3, run.length() - 3)) && run.isUpperCase() && run.isAlone();
    if (!isCode) {
      return null;
    }
    if (run.isCued()) {
      return Confidence.LOW;
    }
    return isSaid(run) ? Confidence.MEDIUM : null;
  }

  private boolean isSaid(Run run) {
    if (!isDotted && !isCategory(run.at(2))) {
      return false;
    }
    return (!isDotted && DiagnosisWord.isRightBefore(run.text(), run.start()))
        || DiagnosisWord.isAbove(run.text(), run.start());
  }

  /**
   * Whether it ends a category: a digit, or one of the two letters that do in the US (C4A, C7B).
   */
  private static boolean isCategory(char last) {
    return last <= 'B';
  }
}
