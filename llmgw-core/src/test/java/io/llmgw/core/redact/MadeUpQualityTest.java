package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Finding;
import io.llmgw.core.detect.Scan;
import io.llmgw.core.detect.Scanner;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What nobody has marked in public text has aims too: secrets, and dates of birth. */
class MadeUpQualityTest {
  /** Texts of each type with a value, and as many without. */
  static final int COUNT = 500;

  private static final long SEED = 9;

  static List<EntityType> types() {
    List<EntityType> types = new ArrayList<>(MadeUpText.TYPES);
    types.add(Entities.BIRTH_DATE);
    return types;
  }

  private static List<LabelledText> texts(EntityType type) {
    return type.equals(Entities.BIRTH_DATE)
        ? MadeUpBirthDates.of(COUNT, SEED)
        : MadeUpText.of(type, COUNT, SEED);
  }

  static Quality quality(EntityType type) {
    Scan scan =
        Scanner.of(BuiltInRules.all(), EntitySets.ALL.and(EntitySets.PERSONS).types()).scan();
    Quality quality = new Quality(type);
    for (LabelledText text : texts(type)) {
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
