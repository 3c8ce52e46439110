package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Finding;
import io.llmgw.api.redact.Redaction;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Text without personal data and secrets: little of it is masked, and reading it costs nothing. */
class PlainTextTest {
  private static final int LENGTH = 5_000_000;
  private static final int PIECE = 20_000;
  private static final int ROUNDS = 100;
  private static final long SEED = 20_261_126;
  private static final Redaction ALL = Redaction.of(EntitySets.ALL);

  private final Finder finder = Finder.of(ALL);

  @Test
  void atMostOnePlaceInTwentyKilobytesIsMasked() {
    int each = LENGTH / PlainText.Kind.values().length;
    MaskedPlaces places = new MaskedPlaces();
    int found = 0;
    for (PlainText.Kind kind : PlainText.Kind.values()) {
      List<String> masked = new ArrayList<>();
      for (int at = 0; at < each; at += PIECE) {
        masked.addAll(places.in(PlainText.of(kind, PIECE, SEED + at)));
      }
      System.out.printf(
          "%s, seed %d: %d of %d chars, such as %s%n",
          kind, SEED, masked.size(), each, masked.stream().limit(10).toList());
      found += masked.size();
    }

    assertThat(found).isLessThanOrEqualTo(LENGTH / PIECE);
  }

  @Test
  void nothingIsAllocatedForATextInWhichThereIsNothingToFind() {
    boolean counts =
        ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean
            && bean.isThreadAllocatedMemorySupported();
    Assumptions.assumeTrue(counts, "this JVM does not count the bytes that a thread allocates");
    String prose =
        "Of 250 people who were asked, 37 % had read the report; the others (some 12 teams) had not. "
            .repeat(10);
    String code = "for (int i = 0; i < rows.size(); i++) { total += rows.get(i).value() * 3; }\n";
    String ideographs = "\u4eca\u65e5\u306f\u3068\u3066\u3082\u826f\u3044\u5929\u6c17 ".repeat(90);
    String marks =
        "\u6211\u4eec\uff08\u4e24\u4e2a\u4eba\uff09\u8bf4\uff1a\u597d\uff0c\u8d70\u3002".repeat(80);

    for (String text : List.of(prose, code, ideographs, marks)) {
      assertThat(bytesPerPass(text)).as(text).isZero();
    }
  }

  /** The least of several rounds: what is allocated until all is compiled is nobody's fault. */
  private long bytesPerPass(String text) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && least > 0; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 1000; i++) {
        assertEmpty(finder.find(text));
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least / 1000;
  }

  private static void assertEmpty(List<Finding> found) {
    if (!found.isEmpty()) {
      throw new AssertionError("found " + found.get(0).rule());
    }
  }
}
