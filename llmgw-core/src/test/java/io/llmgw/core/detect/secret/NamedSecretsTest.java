package io.llmgw.core.detect.secret;

import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets in files of settings, defaults of programs, cookies and addresses. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // building the rules takes longer than a test
class NamedSecretsTest {
  private static final String KEY = "a8Kd02Lmz7Qp41Xs";

  private final Finds passwords = new Finds(SecretRules.all(), Entities.PASSWORD);
  private final Finds credentials = new Finds(SecretRules.all(), Entities.CREDENTIALS);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ENV MYSQL_ROOT_PASSWORD Tr0ub4dor",
        "FROM x\nENV DB_PASSWORD \"Tr0ub4dor\"\nRUN y",
        "requirepass Tr0ub4dor",
        "masterauth \"Tr0ub4dor\"",
        "requirepass Tr0ub4dor\nport 1",
        "CONFIG SET requirepass Tr0ub4dor",
        "$c = ConvertTo-SecureString \"Tr0ub4dor\" -AsPlainText -Force",
        "ConvertTo-SecureString -String 'Tr0ub4dor' -AsPlainText",
        "dsn := \"app:Tr0ub4dor@tcp(127.0.0.1:3306)/app?parseTime=true\"",
        "DSN=app:Tr0ub4dor@unix(/run/mysql.sock)/app",
        "variable \"db_password\" {\n  type    = string\n  default = \"Tr0ub4dor\"\n}"
      })
  void settingsHoldOne(String text) {
    passwords.in(text, MEDIUM, "Tr0ub4dor");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ENV DB_PASSWORD mellon12", "FROM x\n  ENV DB_PASSWORD mellon12\nRUN y"})
  void inAnImageItFollowsABlank(String text) {
    passwords.in(text, MEDIUM, "mellon12");
    passwords.notAtAllIn(text.replace("ENV", "set"));
    passwords.notAtAllIn(text.replace("ENV", "the ENV"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ENV DB_PASSWORD required",
        "ENV DB_PASSWORD ${DB_PW1}",
        "the ENV PASSWORD_FILE /run/s3cret",
        "the directive requirepass is not set",
        "# requirepass and masterauth",
        "the directive requirepass needs a restart",
        "requirepass a1b",
        "dsn=app:@tcp(h1:3306)/app",
        "ConvertTo-SecureString $pw1 -AsPlainText",
        "ConvertTo-SecureString \"$pw1\" -AsPlainText",
        "dsn := \"app:${DB_PW1}@tcp(h:3306)/app\"",
        "dsn := \"app@tcp(h1:3306)/app\"",
        "variable \"db_password\" {\n  sensitive = true\n}\nvariable \"x\" {\n  default = \"h1x2\"\n}",
        "variable \"db_password\" {\n  default = \"\"\n}",
        "variable \"db_password\" {\n  default = var.x1\n}"
      })
  void settingsMayHoldNone(String text) {
    passwords.notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "os.getenv(\"DB_PASSWORD\", \"Tr0ub4dor\")",
        "os.environ.get('DB_PASSWORD', 'Tr0ub4dor')",
        "settings.getOrDefault(\"password\", \"Tr0ub4dor\")",
        "System.getProperty(\"db.password\", \"Tr0ub4dor\")",
        "ENV.fetch(\"DB_PASSWORD\", \"Tr0ub4dor\")",
        "Map.of(\"password\", \"Tr0ub4dor\")",
        "Map.of(\"user\", \"ada\", \"password\", \"Tr0ub4dor\")",
        "Map.entry(\"password\", \"Tr0ub4dor\")",
        "const pw = process.env.DB_PASSWORD || \"Tr0ub4dor\";",
        "const pw = process.env['DB_PASSWORD'] ?? 'Tr0ub4dor';",
        "pw = os.environ.get(\"DB_PASSWORD\") or \"Tr0ub4dor\""
      })
  void programsHaveDefaults(String text) {
    passwords.in(text, MEDIUM, "Tr0ub4dor");
    passwords.notAtAllIn(text.replace("Tr0ub4dor", "Passwort"));
    passwords.notAtAllIn(text.replace("Tr0ub4dor", "at least 8 chars"));
    passwords.notAtAllIn(text.replace("Tr0ub4dor", "${pw1}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "List.of(\"password\", \"Tr0ub4dor\")",
        "Map.of(\"x\", f(\"password\", \"Tr0ub4dor\"))",
        "if (password || \"Tr0ub4dor\" == x1) {",
        "offer(\"password\", \"Tr0ub4dor\")",
        "f(x, \"password\", \"Tr0ub4dor\")",
        "[\"password\", \"Tr0ub4dor\"]"
      })
  void otherCallsHaveNone(String text) {
    passwords.notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "token = config.get(\"api_key\", \"a8Kd02Lmz7Qp41Xs\")",
        "const token = process.env.TOKEN || \"a8Kd02Lmz7Qp41Xs\";",
        "ENV API_TOKEN a8Kd02Lmz7Qp41Xs",
        "variable \"api_token\" {\n  default = \"a8Kd02Lmz7Qp41Xs\"\n}",
        "OPENAI_KEY=a8Kd02Lmz7Qp41Xs",
        "STRIPE_KEY: a8Kd02Lmz7Qp41Xs",
        "export MASTER_KEY='a8Kd02Lmz7Qp41Xs'",
        "AES_KEY=a8Kd02Lmz7Qp41Xs",
        "encryption.key=a8Kd02Lmz7Qp41Xs",
        "{\"masterKey\": \"a8Kd02Lmz7Qp41Xs\"}",
        "Set-Cookie: session=a8Kd02Lmz7Qp41Xs; Path=/; HttpOnly",
        "Cookie: theme=dark; sid=a8Kd02Lmz7Qp41Xs",
        "Set-Cookie: PHPSESSID=a8Kd02Lmz7Qp41Xs; path=/",
        "curl -b 'x' -H 'Cookie: connect.sid=s%3Aa8Kd02Lmz7Qp41Xs.Zq'",
        "https://h.example/x?sid=a8Kd02Lmz7Qp41Xs&n=1",
        "https://h.example/x?n=1&session=a8Kd02Lmz7Qp41Xs",
        "https://h.example/f?sig=a8Kd02Lmz7Qp41Xs",
        "https://h.example/f?se=2024&sig=a8Kd02Lmz7Qp41Xs&sp=r"
      })
  void keysAndSessionsHaveNamesOfTheirOwn(String text) {
    String all = text.contains("s%3A") ? "s%3Aa8Kd02Lmz7Qp41Xs.Zq" : KEY;
    credentials.in(text, MEDIUM, all);
    credentials.notAtAllIn(text.replace("s%3A", "").replace(KEY + ".Zq", KEY).replace(KEY, "main"));
    credentials.notAtAllIn(
        text.replace("s%3A", "").replace(KEY + ".Zq", KEY).replace(KEY, "no-random-one-here"));
  }

  @Test
  void theyAreOfTwelveCharsAtLeast() {
    String before = "some words\n".repeat(500);
    credentials.in(before + "Set-Cookie: session=" + KEY, MEDIUM, KEY);
    credentials.in("https://h.example/f?sig=a8Kd02Lmz7Q4", MEDIUM, "a8Kd02Lmz7Q4");
    credentials.notAtAllIn("https://h.example/f?sig=a8Kd02Lmz7Q");
    credentials.in("https://h.example/f?sig=" + KEY + "==&x=1", MEDIUM, KEY + "==");
    passwords.in("requirepass a1b2", MEDIUM, "a1b2");
    passwords.in("mysql -pab1", MEDIUM, "ab1");
    passwords.notAtAllIn("mysql -pab");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "request handled, session=a8Kd02Lmz7Qp41Xs status=200",
        "SID=a8Kd02Lmz7Qp41Xs",
        "https://h.example/x?possession=a8Kd02Lmz7Qp41Xs",
        "https://h.example/x?config=a8Kd02Lmz7Qp41Xs",
        "primary_key=a8Kd02Lmz7Qp41Xs",
        "PUBLIC_KEY=a8Kd02Lmz7Qp41Xs",
        "sort.key=a8Kd02Lmz7Qp41Xs"
      })
  void otherKeysAndSessionsAreNone(String text) {
    credentials.notAtAllIn(text);
  }
}
