package io.llmgw.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SemconvTest {
  @Test
  void isThatOfDashboardsUnlessAskedOtherwise() {
    assertThat(Semconv.of(Map.of())).isEqualTo(Semconv.V1_41);
    assertThat(Semconv.of(Map.of("OTEL_SEMCONV_STABILITY_OPT_IN", "http,database")))
        .isEqualTo(Semconv.V1_41);
  }

  @Test
  void isTheLatestWhereTheEnvironmentOptsIn() {
    Map<String, String> environment =
        Map.of("OTEL_SEMCONV_STABILITY_OPT_IN", "http, gen_ai_latest_experimental");

    assertThat(Semconv.of(environment)).isEqualTo(Semconv.LATEST);
  }
}
