package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Finding;
import io.llmgw.core.detect.Scan;
import io.llmgw.core.detect.Scanner;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Secrets have aims too, and no public text in which somebody has marked them. */
class MadeUpQualityTest {
  /** Texts of each type with a value, and as many without. */
  static final int COUNT = 500;

  private static final long SEED = 9;

  static List<EntityType> types() {
    return MadeUpText.TYPES;
  }

  static Quality quality(EntityType type) {
    Scan scan = Scanner.of(BuiltInRules.all(), EntitySets.ALL.types()).scan();
    Quality quality = new Quality(type);
    for (LabelledText text : MadeUpText.of(type, COUNT, SEED)) {
      List<Finding> found =
          scan.find(text.text()).stream()
              .filter(each -> each.confidence().isAtLeast(Confidence.MEDIUM))
              .toList();
      quality.add(text.id(), text.spans(), true, found);
    }
    return quality;
  }

  @ParameterizedTest
  @MethodSource("types")
  void whatHasAnAimMeetsIt(EntityType type) {
    Quality quality = quality(type);

    System.out.println(quality + ", seed " + SEED);
    assertThat(quality.marked()).isEqualTo(COUNT);
    assertThat(Floor.OF.get(type).isMetBy(quality)).as("%s", quality).isTrue();
  }
}
