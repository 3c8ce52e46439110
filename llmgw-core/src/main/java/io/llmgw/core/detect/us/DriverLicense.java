package io.llmgw.core.detect.us;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Identifier;
import io.llmgw.core.detect.Run;
import io.llmgw.core.detect.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The number of a driver's license, as the states write it (AAMVA's list); nothing without a cue.
 */
final class DriverLicense implements Identifier {
  @Override
  public EntityType type() {
    return Entities.US_DRIVER_LICENSE;
  }

  private static final List<Shape> SHAPES = shapesOfStates();

  /** How long a number of Washington is, and how it begins. */
  private static final int WASHINGTON = 12;

  private static final String OWN = "WDL";

  /** Letters of the older ones, before three digits. */
  private static final int NAME = 7;

  @Override
  public List<Shape> shapes() {
    return SHAPES;
  }

  @Override
  public List<String> cues() {
    return List.of(
        "driver's license",
        "drivers license",
        "drivers' license",
        "driver license",
        "driving license",
        "driverlicense",
        "driverslicense",
        "driver's licence",
        "drivers licence",
        "driver licence",
        "driver's lic",
        "driver id",
        "license number",
        "license no",
        "license #",
        "licencia de conducir",
        "dl",
        "dln",
        "dmv");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    boolean isOne = isWellGrouped(run) && !run.isUniform() && run.isAlone() && run.isCued();
    return isOne ? Confidence.LOW : null;
  }

  /**
   * In one group, or as states print it: with hyphens behind a letter as Florida does, or as
   * Colorado; with blanks as New Jersey, New York, Pennsylvania or Michigan.
   */
  private static boolean isWellGrouped(Run run) {
    return switch (run.separators()) {
      case 0 -> run.length() != WASHINGTON || run.at(2) <= '9' || isOfWashington(run);
      case Run.HYPHEN -> run.at(0) >= 'A' || run.isGrouped(2, 3, 4);
      default ->
          run.isGrouped(5, 5, 5)
              || run.isGrouped(3, 3, 3)
              || run.isGrouped(2, 3, 3)
              || run.isGrouped(1, 3, 3, 3, 3);
    };
  }

  /** Its own three letters first, or as in older ones five letters of a name and two initials. */
  private static boolean isOfWashington(Run run) {
    if (run.part(0, OWN.length()).equals(OWN)) {
      return true;
    }
    boolean isName = true;
    for (int i = 0; i < WASHINGTON - 2; i++) {
      isName &= run.at(i) > '9' == i < NAME;
    }
    return isName;
  }

  private static List<Shape> shapesOfStates() {
    List<Shape> shapes = new ArrayList<>();
    for (int digits = 6; digits <= 14; digits++) {
      shapes.add(Shape.digits(digits));
      shapes.add(Shape.of("A" + "9".repeat(digits)));
    }
    for (int digits = 4; digits <= 7; digits++) {
      shapes.add(Shape.of("AA" + "9".repeat(digits)));
    }
    String others =
        "A99999 A9A9A 9999999A 99999999AA 999999999A 999A999999 999AA9999 99AAA99999 AA999999A"
            + " AAA999999 A999999A AAAXXXXXXXXX";
    for (String each : others.split(" ", -1)) {
      shapes.add(Shape.of(each));
    }
    return List.copyOf(shapes);
  }
}
