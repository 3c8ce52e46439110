package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Masking;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.test.scripted.ScriptedProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets in extra headers: of the host for its provider, and any other. */
class CredentialHeadersTest {
  private static final String KEY = "glpat-x7k2m9q4w8e3r5t6y1zp";

  private final ScriptedProvider fake = ScriptedProvider.named("fake").always("fine");

  /** What left in the header. */
  private String sent(Redaction redaction, String name, String value) {
    try (LlmClient llm =
        LlmClient.builder().provider(fake).defaultModel(fake.model()).use(redaction).build()) {
      llm.prompt("go").extraHeader(name, value).send();
    }
    ChatRequest sent = (ChatRequest) fake.requests().get(0);
    return sent.content().extraHeaders().get(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "authorization",
        "proxy-authorization",
        "cookie",
        "api-key",
        "x-api-key",
        "x-goog-api-key",
        "cf-aig-authorization",
        "helicone-auth",
        "x-portkey-api-key",
        "x-auth-token",
        "ocp-apim-subscription-key"
      })
  void aKeyOfTheHostIsSentWhereTheHeaderIsForOne(String name) {
    Redaction strict = Redaction.of(EntitySets.CONTACT).with(EntitySets.SECRETS, Masking.block());

    assertThat(sent(strict, name, "Bearer " + KEY)).isEqualTo("Bearer " + KEY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-note", "x-request-id", "x-author", "x-token-note", "tokens"})
  void aKeyIsMaskedInAnyOtherHeader(String name) {
    assertThat(sent(Redaction.of(EntitySets.SECRETS), name, "of " + KEY))
        .startsWith("of <")
        .doesNotContain(KEY);
  }

  @Test
  void aKeyThatMustNotBeSentEndsTheCallInAnyOtherHeader() {
    Redaction strict = Redaction.of(EntitySets.CONTACT).with(EntitySets.SECRETS, Masking.block());

    LlmException failure =
        catchThrowableOfType(LlmException.class, () -> sent(strict, "x-note", "of " + KEY));

    assertThat(failure.kind()).isEqualTo(ErrorKind.BLOCKED);
    assertThat(failure).hasMessageContaining("extraHeaders.x-note").hasMessageNotContaining(KEY);
    assertThat(fake.received()).isZero();
  }

  @Test
  void whatIsNoSecretIsMaskedInAHeaderForKeysToo() {
    assertThat(sent(Redaction.of(EntitySets.CONTACT), "cookie", "of ada@example.com"))
        .isEqualTo("of <EMAIL_1>");
  }
}
