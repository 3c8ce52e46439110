package io.llmgw.api.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void readsTypedValues() {
    Settings settings =
        Settings.of(Map.of("base-url", "http://localhost", "most", " 12 ", "wait", "PT2.5S"));

    assertThat(settings.required("base-url")).isEqualTo("http://localhost");
    assertThat(settings.number("most", 1)).isEqualTo(12);
    assertThat(settings.duration("wait", Duration.ZERO)).isEqualTo(Duration.ofMillis(2500));
    assertThat(settings.text("name", "openai")).isEqualTo("openai");
  }

  @Test
  void namesWhatIsMissingOrNotReadable() {
    Settings settings = Settings.of(Map.of("most", "many", "wait", "soon"));

    assertThatThrownBy(() -> settings.required("key")).hasMessageContaining("'key'");
    assertThatThrownBy(() -> settings.number("most", 1)).hasMessageContaining("'most'");
    assertThatThrownBy(() -> settings.duration("wait", Duration.ZERO))
        .hasMessageContaining("'wait'");
  }

  @Test
  void refusesWhatNobodyAskedForAndShowsNoValue() {
    Settings settings = Settings.of(Map.of("key", "sk-canary", "base-ulr", "http://localhost"));
    settings.text("key");
    settings.text("base-url");

    assertThatThrownBy(settings::rejectUnread)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown settings [base-ulr]; known are [base-url, key]");
    assertThat(settings.toString()).contains("key").doesNotContain("canary");
  }
}
