package io.llmgw.api.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.Caller;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {
  @Test
  void showsItsAliasAndNeverItsSecret() {
    ApiKey key = ApiKey.of("prod-a", "sk-canary");

    assertThat(key).hasToString("ApiKey[prod-a]");
    assertThat(key.secret()).isEqualTo("sk-canary");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sk canary", "sk-canary\n", "sk-canäry", "sk\u0000canary"})
  void refusesASecretThatCannotStandInAHeaderWithoutShowingIt(String secret) {
    assertThatThrownBy(() -> ApiKey.of("prod-a", secret))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("prod-a")
        .hasMessageNotContaining("can");
  }

  @Test
  void aSupplierIsAskedAtEveryCall() {
    AtomicReference<String> secret = new AtomicReference<>("sk-first");
    KeySource keys = Keys.supplier(secret::get);

    secret.set("sk-second");

    assertThat(keys.keysFor(Caller.ANONYMOUS)).containsExactly(ApiKey.of("main", "sk-second"));
  }

  @Test
  void aMissingVariableIsNamed() {
    assertThatThrownBy(() -> Keys.env("LLMGW_NO_SUCH_KEY"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("LLMGW_NO_SUCH_KEY");
  }
}
