package io.llmgw.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.EntityType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** At which places of a text rules are asked. */
class ScanTest {
  private static final EntityType LOCKER = EntityType.of("LOCKER");

  private final List<String> looks = new ArrayList<>();

  /** Notes where it is asked to look. */
  private final AnchoredRule key =
      new AnchoredRule() {
        @Override
        public Set<EntityType> types() {
          return Set.of(LOCKER);
        }

        @Override
        public List<String> anchors() {
          return List.of("key");
        }

        @Override
        public void look(FoldedText text, int start, int end, Findings found) {
          looks.add(start + "-" + end);
        }
      };

  /** Three letters or digits. */
  private static final Identifier THREE =
      new Identifier() {
        @Override
        public EntityType type() {
          return LOCKER;
        }

        @Override
        public List<Shape> shapes() {
          return List.of(Shape.of("XXX"));
        }

        @Override
        public Confidence judge(Run run) {
          return Confidence.HIGH;
        }
      };

  /** Notes what it reads. */
  private final TextRule whole =
      new TextRule() {
        @Override
        public Set<EntityType> types() {
          return Set.of(LOCKER);
        }

        @Override
        public void look(FoldedText text, Findings found) {
          looks.add(text.chars());
        }
      };

  private Scan scan(Identifier... identifiers) {
    Rules rules = new Rules(List.of(identifiers), List.of(key), List.of());
    return Scanner.of(rules, Set.of(LOCKER)).scan();
  }

  @Test
  void aRuleLooksOnceAtEachOfItsLiteralsThatOfTheEndIncluded() {
    scan().findAll("key, Key of a monkey");

    assertThat(looks).containsExactly("0-3", "5-8", "17-20");
  }

  @Test
  void aRuleForWholeTextsReadsEachInEveryWayInWhichItsEmphasisMayBeRead() {
    Rules rules = new Rules(List.of(), List.of(), List.of(), List.of(whole));
    Scan scan = Scanner.of(rules, Set.of(LOCKER)).scan();
    looks.clear();

    scan.findAll("a b");
    assertThat(looks).containsExactly("a b");
    scan.findAll("<b>4</b>2");
    assertThat(looks).contains("42", "<b>4</b>2");
  }

  @Test
  void identifiersAreLookedForWhereDigitsAreAndNotAtLiterals() {
    Scan scan = scan(THREE);

    assertThat(scan.findAll("a key")).isEmpty();
    assertThat(scan.findAll("a ke7"))
        .singleElement()
        .matches(it -> it.start() == 2 && it.end() == 5);
    assertThat(looks).containsExactly("2-5");
  }
}
