package io.llmgw.core.detect.vat;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Identifier;
import io.llmgw.core.detect.Run;
import io.llmgw.core.detect.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The number that a state gives: its prefix, its shape, and its check digits. */
final class VatNumber implements Identifier {
  private static final List<String> CUES =
      List.of(
          "vat",
          "tva",
          "iva",
          "ust",
          "ustid",
          "mwst",
          "uid",
          "btw",
          "moms",
          "mva",
          "alv",
          "nip",
          "dic",
          "dph",
          "ddv",
          "pdv",
          "tax",
          "umsatzsteuer",
          "partita iva",
          "intracommunautaire");

  private final String prefix;
  private final List<Shape> shapes;
  private final VatCheck check;
  private final Confidence alone;

  /**
   * Numbers of one state.
   *
   * @param alone how sure one is whose digits are right
   * @param shapes what follows the prefix
   */
  VatNumber(String prefix, VatCheck check, Confidence alone, String... shapes) {
    this.prefix = prefix;
    this.shapes = Arrays.stream(shapes).map(shape -> Shape.of("AA" + shape)).toList();
    this.check = check;
    this.alone = alone;
  }

  @Override
  public EntityType type() {
    return Entities.EU_VAT;
  }

  @Override
  public String name() {
    return "EU_VAT_" + prefix;
  }

  @Override
  public List<Shape> shapes() {
    return shapes;
  }

  @Override
  public int separators() {
    return Run.BLANK | Run.HYPHEN | Run.DOT;
  }

  @Override
  public boolean mixesSeparators() {
    return true;
  }

  @Override
  public List<String> cues() {
    return CUES;
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    boolean isOne =
        run.at(0) == prefix.charAt(0)
            && run.at(1) == prefix.charAt(1)
            && !run.isSplitAt(1)
            && check.isValid(run)
            && !run.isPartOfMore();
    if (!isOne) {
      return null;
    }
    if (run.isUpperCase()) {
      return alone;
    }
    // "it", "es", "no" and others are words as well.
    return run.isSplitAt(VatCheck.FIRST) ? null : Confidence.LOW;
  }
}
