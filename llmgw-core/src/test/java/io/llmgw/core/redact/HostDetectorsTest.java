package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Detector;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Finding;
import io.llmgw.api.redact.Masking;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.redact.RedactionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What detectors of the host may give, and which of them are asked. */
class HostDetectorsTest {
  private static final EntityType BADGE = EntityType.of("BADGE");
  private static final EntityType OTHER = EntityType.of("OTHER");

  private record Given(EntityType type, Function<String, List<Finding>> finds) implements Detector {
    @Override
    public String name() {
      return "given";
    }

    @Override
    public Set<EntityType> types() {
      return Set.of(type);
    }

    @Override
    public List<Finding> find(String text) {
      return finds.apply(text);
    }
  }

  private static Given finding(EntityType type, int start, int end) {
    return new Given(
        BADGE, text -> List.of(new Finding(type, start, end, Confidence.HIGH, "given")));
  }

  private static String masked(String text, Detector... detectors) {
    return Redaction.of(RedactionPolicy.of()).detectors(detectors).preview(text).masked();
  }

  private static void fails(String problem, Detector detector) {
    LlmException failure =
        catchThrowableOfType(LlmException.class, () -> masked("secret", detector));

    assertThat(failure.kind()).isEqualTo(ErrorKind.INTERCEPTOR);
    assertThat(failure)
        .hasMessage("redaction: detector 'given' " + problem + "; nothing was sent")
        .hasNoCause();
  }

  @Test
  void aFindMayEndWithTheTextAndNotBehindIt() {
    assertThat(masked("secret", finding(BADGE, 2, 6))).isEqualTo("se<BADGE_1>");
    fails("ends at 7 of 6 chars", finding(BADGE, 2, 7));
  }

  @Test
  void aFindIsOfATypeThatTheDetectorNames() {
    fails("finds OTHER, which it does not name", finding(OTHER, 2, 6));
  }

  @Test
  void oneThatThrowsIsNamedWithoutWhatItSays() {
    fails(
        "throws java.lang.IllegalStateException",
        new Given(
            BADGE,
            text -> {
              throw new IllegalStateException("in " + text);
            }));
  }

  @Test
  void allAreAskedButForEmptyTextsAndForTypesThatPass() {
    List<String> asked = new ArrayList<>();
    Given noting =
        new Given(
            BADGE,
            text -> {
              asked.add(text);
              return List.of();
            });

    assertThat(masked("secret", noting, finding(BADGE, 0, 2))).isEqualTo("<BADGE_1>cret");
    assertThat(asked).isNotEmpty().containsOnly("secret");
    asked.clear();
    assertThat(masked("", noting)).isEmpty();
    assertThat(asked).isEmpty();

    Redaction.of(RedactionPolicy.of().with(BADGE, Masking.allow()))
        .detectors(noting)
        .preview("secret");
    assertThat(asked).isEmpty();
  }
}
