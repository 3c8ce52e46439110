package io.llmgw.providers.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.provider.ApiKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsCredentialsTest {
  private static final AwsCredentials LASTING = AwsCredentials.of("AKIDCANARY", "secret/canary+1");

  @Test
  void areAKeyAndComeOutOfIt() {
    AwsCredentials session = LASTING.withSessionToken("token/canary==");

    assertThat(AwsCredentials.of(LASTING.toKey("main"))).isEqualTo(LASTING);
    assertThat(AwsCredentials.of(session.toKey("main"))).isEqualTo(session);
    assertThat(session).isNotEqualTo(LASTING);
    assertThat(session.hashCode()).isNotEqualTo(LASTING.hashCode());
    assertThat(session.accessKeyId()).isEqualTo("AKIDCANARY");
    assertThat(session.secretAccessKey()).isEqualTo("secret/canary+1");
    assertThat(session.sessionToken()).isEqualTo("token/canary==");
    assertThat(LASTING.sessionToken()).isNull();
  }

  @Test
  void showNothingOfThemselves() {
    assertThat(LASTING + " " + LASTING.withSessionToken("token-canary") + LASTING.toKey("main"))
        .doesNotContainIgnoringCase("canary");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "can ary", "canary\n", "canary:1", "canary\u00e9"})
  void haveCharactersThatFitIntoASignature(String bad) {
    assertThatThrownBy(() -> AwsCredentials.of(bad, "secret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("access key id")
        .hasMessageNotContaining("canary");
    assertThatThrownBy(() -> AwsCredentials.of("AKID", bad))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("secret access key")
        .hasMessageNotContaining("canary");
    assertThatThrownBy(() -> LASTING.withSessionToken(bad))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("session token")
        .hasMessageNotContaining("canary");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sk-canary", "canary:", ":canary", "a:b:c:canary"})
  void areNotReadOutOfAnotherKey(String secret) {
    assertThatThrownBy(() -> AwsCredentials.of(ApiKey.of("main", secret)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("canary");
  }
}
