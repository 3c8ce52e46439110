package io.llmgw.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.docs.JavaSource.Member;
import io.llmgw.observability.Semconv;
import io.llmgw.observability.metrics.Label;
import io.llmgw.observability.metrics.Metric;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The tables of metrics.md are those of the code. */
class MetricsPageTest {
  private static final Path PAGE = Guide.DOCS.resolve("metrics.md");
  private static final String MODULE = "llmgw-observability";

  @Test
  void everyMetricIsListed() {
    StringBuilder table =
        new StringBuilder("| metric | kind | what it says | tags |\n|---|---|---|---|\n");
    for (Metric metric : Metric.values()) {
      StringBuilder tags = new StringBuilder();
      for (Label label : metric.labels()) {
        tags.append(tags.isEmpty() ? "" : ", ").append('`').append(label.key()).append('`');
      }
      String kind = metric.shape().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      table.append("| `").append(metric.fullName()).append("` | ").append(kind).append(" | ");
      table.append(metric.description()).append(version(metric)).append(" | ");
      table.append(tags).append(" |\n");
    }
    Guide.holdPart(PAGE, "metrics", table.toString());
  }

  private static String version(Metric metric) {
    return metric.semconv() == Semconv.LATEST ? " (`LATEST`)" : "";
  }

  @Test
  void everyLabelIsExplained() {
    StringBuilder table = new StringBuilder("| tag | what it is |\n|---|---|\n");
    int listed = 0;
    for (Member constant : JavaSource.of(MODULE, Label.class).constants(Label.class)) {
      Label label = Label.valueOf(constant.name());
      table.append("| `").append(label.key()).append("` | ").append(constant.text()).append(" |\n");
      listed++;
    }
    assertThat(listed).isEqualTo(Label.values().length);
    Guide.holdPart(PAGE, "labels", table.toString());
  }
}
