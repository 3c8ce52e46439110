package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntitySet;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Redaction;
import org.junit.jupiter.api.Test;

/** A user and a password before a host with a port are no address of mail, though they look so. */
class LoginOrMailTest {
  private static final Redaction ALL = Redaction.of(EntitySets.ALL);

  private static String masked(String text) {
    return ALL.preview(text).masked();
  }

  @Test
  void aPasswordBeforeAHostWithAPortIsNotPartOfAnAddress() {
    assertThat(masked("user:Wq7zT4mK@host.example:22"))
        .isEqualTo("<URL_CREDENTIALS_1>@host.example:22");
    assertThat(masked("sftp ada:Wq7zT4mK@host.example:/srv"))
        .isEqualTo("sftp <URL_CREDENTIALS_1>@host.example:/srv");
    assertThat(masked("ann@host.example, user:Wq7zT4mK@host.example:22, bob@host.example"))
        .isEqualTo("<EMAIL_1>, <URL_CREDENTIALS_1>@host.example:22, <EMAIL_2>");
  }

  @Test
  void addressesBesideColonsStayAddresses() {
    assertThat(masked("bob:bob@host.example:42")).isEqualTo("bob:<EMAIL_1>:42");
    assertThat(masked("mail:Wq7zT4mK@host.example:22")).isEqualTo("mail:<EMAIL_1>:22");
  }

  @Test
  void itStaysAnAddressWhereLoginsAreNotMasked() {
    Redaction mail = Redaction.of(EntitySet.of(Entities.EMAIL));

    assertThat(mail.preview("user:Wq7zT4mK@host.example:22").masked())
        .isEqualTo("user:<EMAIL_1>:22");
  }
}
