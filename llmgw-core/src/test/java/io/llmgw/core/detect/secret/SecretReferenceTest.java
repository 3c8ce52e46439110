package io.llmgw.core.detect.secret;

import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What says where a secret is, of what type it is or how it is called is none itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // building the rules takes longer than a test
class SecretReferenceTest {
  private final Finds passwords = new Finds(SecretRules.all(), Entities.PASSWORD);
  private final Finds credentials = new Finds(SecretRules.all(), Entities.CREDENTIALS);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "op://Private/db/password1",
        "ref+vault://secret/db#/pw1",
        "file:///run/secrets/pw1",
        "vault:secret/data/db#password",
        "sops:db.password1",
        "@Microsoft.KeyVault(SecretUri=https://v.example.net/secrets/pw1/)",
        "#{ENV['PW1']}",
        "npm:@acme/pwd@2.1.0",
        "github:acme/secret#v1.2.3",
        "^4.1.0",
        "~2.0",
        "1.2.3",
        "v1.25.3-eks-abc123",
        "2.0.1-beta.3",
        "varchar(255)",
        "VARCHAR2(30)",
        "nvarchar(max)",
        "decimal(10,2)",
        "minLength[8]",
        "auth.login.passwordLabel",
        "form.password.label1",
        "userAuth.password2",
        "validation.password.min8",
        "C:\\Users\\ada\\pw1",
        "\\033[0;32mok"
      })
  void itIsNoPassword(String other) {
    passwords.notAtAllIn("password: \"" + other + "\"");
    passwords.notAtAllIn("  password: " + other + "\n");
  }

  @Test
  void aRangeOfVersionsIsNone() {
    passwords.notAtAllIn("\"password\": \"~> 2.0\"");
    passwords.notAtAllIn("\"password\": \">= 1.0, < 2.0\"");
    passwords.notAtAllIn("\"password\": \"^1.2.3 || ^2.0.0\"");
    credentials.notAtAllIn("\"token\": \"^2.0.1-beta.3\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Kp29://x!y",
        "^Kp29.qLw3",
        "~Tr0ub.4dor",
        "1.2.3Kp29!q",
        "24.12.1999",
        "Summer(2024)",
        "varchar(2x5)9Kp!",
        "anna.maria.9Kp2",
        "login.Kp2q9",
        "C:Kp29qLw3",
        "login22",
        "login22.",
        ".login22",
        "login.xqzw2"
      })
  void aPasswordMayLookAlike(String password) {
    passwords.in("{\"password\":\"" + password + "\"}", MEDIUM, password);
  }

  @Test
  void theDefaultOfAVariableIsNoneUnlessItIsRandom() {
    passwords.notAtAllIn("DB_PASSWORD=${DB_PASSWORD:-changeme123}");
    passwords.notAtAllIn("DB_PASSWORD=${DB_PASSWORD:?must be set1}");
    passwords.notAtAllIn("POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:?err1}");
    passwords.in("DB_PASSWORD=${DB_PASSWORD:-Kp29qLw3Zb}", MEDIUM, "Kp29qLw3Zb");
    passwords.notAtAllIn("DB_PASSWORD=${DB_PASSWORD:-ask Ada or Bob in room 217}");
    credentials.in("${API_TOKEN:-q7zp2mx9vl4kt8wr}", MEDIUM, "q7zp2mx9vl4kt8wr");
    credentials.notAtAllIn("${API_TOKEN:-q7zp2mx9vl4kt8w}");
    credentials.notAtAllIn("${API_TOKEN:-Q7ZP2MX9VL4KT8W}");
    credentials.notAtAllIn("${API_TOKEN:?q7Zp2mX9vL4kT8wR}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-aws-ec2-metadata-token",
        "ApiKeyAuthV2Scheme",
        "APIKeyHeader2.Name",
        "header.X-Api-Key2",
        "auth.v2.sessionKey",
        "App\\Models\\User2Key",
        "x509Possession.popPrivateKey",
        "storageAccountKey2024",
        "prod/Payments/DB_Password_1",
        "keys/service-account-2024.json",
        "sess-2024-05-06-batch-0001",
        "build-20240506.1234",
        "dashboard.menu.Item2",
        "XMLTokenHdr22",
        "myTOKEN_part22",
        "HTTPTokenPart22",
        "azure_TokenZoneA22"
      })
  void aNameOfWordsIsNoKey(String name) {
    credentials.notAtAllIn("token: \"" + name + "\"");
    credentials.notAtAllIn("api_key=" + name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "token-q7Zp2mX9vL4k",
        "secret_ABCD2345EFGH6723JKLM",
        "key-3ax6xnjp29jd6fds4gc3",
        "prod-token-7f3e4a9c1b2d",
        "session.Xq9Zp2mLwRtk",
        "session-12345678-abcdefgh-9012345",
        "token_xqzwkrtp229"
      })
  void aKeyMayHaveAWordForOne(String key) {
    credentials.in("token: \"" + key + "\"", MEDIUM, key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INFO session_id=%s took 3 ms",
        "{\"sessionId\":\"%s\",\"n\":1}",
        "\"correlation_token\": \"%s\"",
        "idempotency-token: %s",
        "nextToken=%s"
      })
  void aUuidThatTiesLinesTogetherIsNone(String text) {
    credentials.notAtAllIn(text.formatted("7f3e4a9c-1b2d-4e5f-8a9b-0c1d2e3f4a5b"));
    for (String other :
        new String[] {
          "q7Zp2mX9vL4kT8wR",
          "7f3e4a9cx1b2d-4e5f-8a9b-0c1d2e3f4a5b",
          "7f3e4a9-1b2d-4e5f-8a9b-0c1d2e3f4a5b",
          "7f3e4a9c-1b2d-4e5f-8a9b-0c1d2e3f4a5b6c"
        }) {
      credentials.in(text.formatted(other), MEDIUM, other);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Cookie: theme=dark; session_id=%s",
        "https://h.example/?sessionid=%s",
        "access_token=%s",
        "token: %s",
        "api_key: %s",
        "client_secret=%s"
      })
  void aUuidThatLetsItsHolderInIsOne(String text) {
    String uuid = "7f3e4a9c-1b2d-4e5f-8a9b-0c1d2e3f4a5b";

    credentials.in(text.formatted(uuid), MEDIUM, uuid);
  }

  @Test
  void whatAProgramReadsFromIsNone() {
    passwords.notAtAllIn("password = fmt.Sprintf(\"%s-%d\", name, i)");
    passwords.notAtAllIn("let password: &str = &args[1];");
    passwords.notAtAllIn("password: Vec<u8>,");
    passwords.notAtAllIn(
        "string password = builder.Configuration.GetValue<string>(\"Password1\");");
    passwords.notAtAllIn("PASS: test-1.sh");
  }
}
