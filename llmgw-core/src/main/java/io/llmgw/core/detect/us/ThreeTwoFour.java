package io.llmgw.core.detect.us;

import io.llmgw.api.redact.Confidence;
import io.llmgw.core.detect.Run;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How numbers of nine digits are written that look like 123-45-6789. */
final class ThreeTwoFour {
  private static final List<String> ROOMS =
      List.of("suite", "ste", "ste.", "apt", "apt.", "apartment", "unit", "room", "floor", "box");

  private ThreeTwoFour() {}

  /** How sure the way it is written makes it; null if it is a part of something else. */
  static @Nullable Confidence confidence(Run run) {
    if (!run.isAlone()) {
      return null;
    }
    boolean isTypical =
        run.isGrouped(3, 2, 4)
            && (run.separators() == Run.HYPHEN
                || (run.separators() == Run.BLANK && !isOfTableOrAddress(run)));
    return isTypical ? Confidence.MEDIUM : Confidence.LOW;
  }

  /** Whether it is made of several numbers: "suite 123 45 6789 Oak Street". */
  private static boolean isOfTableOrAddress(Run run) {
    return run.isAmongNumbers() || ROOMS.stream().anyMatch(room -> isBefore(room, run));
  }

  private static boolean isBefore(String word, Run run) {
    int start = run.start() - word.length() - 1;
    return run.text().hasAt(start, word) && !Character.isLetter(run.text().at(start - 1));
  }
}
