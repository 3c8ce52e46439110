package io.llmgw.core.detect.uk;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Identifier;
import io.llmgw.core.detect.Run;
import io.llmgw.core.detect.Shape;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The registration of a vehicle (DVLA, INF104): since 2001, with the year first or last before;
 * nothing without a cue.
 */
final class Plate implements Identifier {
  @Override
  public EntityType type() {
    return Entities.UK_PLATE;
  }

  private static final List<Shape> SHAPES =
      Stream.of("AA99AAA", "A9AAA", "A99AAA", "A999AAA", "AAA9A", "AAA99A", "AAA999A")
          .map(Shape::of)
          .toList();

  @Override
  public List<Shape> shapes() {
    return SHAPES;
  }

  @Override
  public int separators() {
    return Run.BLANK;
  }

  @Override
  public List<String> cues() {
    return List.of(
        "reg",
        "registration",
        "plate",
        "plates",
        "number plate",
        "licence plate",
        "license plate",
        "vrm",
        "vrn",
        "dvla");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    boolean isPlate =
        run.length() == 7 && run.at(1) >= 'A' && run.at(2) <= '9' ? isOfNow(run) : isOld(run);
    return isPlate && !run.isMixedCase() && run.isAlone() && run.isCued() ? Confidence.LOW : null;
  }

  /** Two letters of a place, the half year, three letters. */
  private static boolean isOfNow(Run run) {
    long age = run.number(2, 4);
    boolean isAge = (age >= 2 && age <= 29) || (age >= 51 && age <= 79);
    return isAge
        && (run.separators() == 0 || run.isGrouped(4, 3))
        && "IQZ".indexOf(run.at(0)) < 0
        && "IQZ".indexOf(run.at(1)) < 0
        && "IQ".indexOf(run.at(4)) < 0
        && "IQ".indexOf(run.at(5)) < 0
        && "IQ".indexOf(run.at(6)) < 0;
  }

  /** A letter for the year: first from 1983 on, last from 1963 on. */
  private static boolean isOld(Run run) {
    boolean isYearFirst = run.at(1) <= '9';
    char year = isYearFirst ? run.at(0) : run.at(run.length() - 1);
    int split = isYearFirst ? run.length() - 3 : 3;
    return "IOQUZ".indexOf(year) < 0
        && (run.separators() == 0 || run.isGrouped(split, run.length() - split));
  }
}
