package io.llmgw.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NearCueTest {
  private static final EntityType LOCKER = EntityType.of("LOCKER");
  private static final EntityType BADGE = EntityType.of("BADGE");

  private final Rules rules =
      Rules.identifiers(
          new Four(LOCKER, "locker", "locker key", "key"), new Four(BADGE, "badge", "locker room"));

  private record Four(EntityType type, List<String> cues) implements Identifier {
    Four(EntityType type, String... cues) {
      this(type, List.of(cues));
    }

    @Override
    public List<Shape> shapes() {
      return List.of(Shape.digits(4));
    }

    @Override
    public Confidence judge(Run run) {
      return Confidence.LOW;
    }
  }

  private @Nullable String cue(EntityType type, String rule, String text) {
    int start = text.indexOf("4711");
    Finding found = new Finding(type, start, start + 4, Confidence.MEDIUM, rule);
    return new NearCue(rules, text).of(found);
  }

  @Test
  void theLongestWordThatIsNearIsTold() {
    assertThat(cue(LOCKER, "LOCKER", "my locker key is 4711")).isEqualTo("locker key");
    assertThat(cue(LOCKER, "LOCKER", "4711 is the key of my locker")).isEqualTo("locker");
    assertThat(cue(LOCKER, "LOCKER", "the k\u200bey: 4711")).isEqualTo("key");
  }

  @Test
  void wordsOfOtherRulesOrFarAwayAreNot() {
    assertThat(cue(LOCKER, "LOCKER", "my badge is 4711")).isNull();
    assertThat(cue(LOCKER, "BADGE", "my locker is 4711")).isNull();
    assertThat(cue(BADGE, "LOCKER", "my locker is 4711")).isNull();
    assertThat(cue(BADGE, "BADGE", "in the locker room: 4711")).isEqualTo("locker room");
    assertThat(cue(LOCKER, "LOCKER", "key" + " ".repeat(40) + "4711")).isNull();
  }

  @Test
  void placesOfTheOriginalAreThoseOfTheFoldedText() {
    String hidden = "\u200b".repeat(60);

    assertThat(cue(LOCKER, "LOCKER", hidden + "key 4711" + hidden)).isEqualTo("key");
    assertThat(cue(LOCKER, "LOCKER", "key" + hidden + " 4711")).isEqualTo("key");
    assertThat(cue(LOCKER, "LOCKER", "key" + " ".repeat(37) + "\u200b4711")).isEqualTo("key");
    assertThat(cue(LOCKER, "LOCKER", "key" + " ".repeat(38) + "\u200b4711")).isNull();
    assertThat(cue(LOCKER, "LOCKER", "\u200b4711" + " ".repeat(37) + "key")).isEqualTo("key");
    assertThat(cue(LOCKER, "LOCKER", "\u200b4711" + " ".repeat(38) + "key")).isNull();
  }
}
