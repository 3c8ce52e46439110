package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.redact.Detector;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Finding;
import io.llmgw.api.redact.Masking;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.redact.RedactionPolicy;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The name under which look-alikes of placeholders are masked is nobody else's. */
class ReservedTypeTest {
  private static final EntityType TEXT = EntityType.of("TEXT");

  static Stream<Redaction> thatUseIt() {
    return Stream.of(
        Redaction.of().pattern(TEXT, "secret\\d+"),
        Redaction.of().words(TEXT, List.of("Bluebird")),
        Redaction.of(RedactionPolicy.of().with(TEXT, Masking.block())),
        Redaction.of().detectors(new OfThatType()));
  }

  @ParameterizedTest
  @MethodSource("thatUseIt")
  void isRefusedWhenTheClientIsBuilt(Redaction redaction) {
    ScriptedProvider fake = ScriptedProvider.named("fake");

    assertThatThrownBy(() -> LlmClient.builder().provider(fake).use(redaction).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no type may be called TEXT");
  }

  private static final class OfThatType implements Detector {
    @Override
    public String name() {
      return "of-that-type";
    }

    @Override
    public Set<EntityType> types() {
      return Set.of(TEXT);
    }

    @Override
    public List<Finding> find(String text) {
      return List.of();
    }
  }
}
