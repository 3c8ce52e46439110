package io.llmgw.core.detect.secret;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Finding;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Scanner;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS) // building the rules takes longer than a test
class SecretAssignmentTest {
  private final Finds passwords = new Finds(SecretRules.all(), Entities.PASSWORD);
  private final Finds credentials = new Finds(SecretRules.all(), Entities.CREDENTIALS);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password=Tr0ub4dor",
        "password = \"Tr0ub4dor\"",
        "db_password: Tr0ub4dor",
        "'passwd' => 'Tr0ub4dor',",
        "{\"userPassword\": \"Tr0ub4dor\"}",
        "{\\\"password\\\": \\\"Tr0ub4dor\\\"}",
        "export PGPASSWORD=Tr0ub4dor",
        "DB_PASSWORD_PRODUCTION=Tr0ub4dor",
        "password_prod: Tr0ub4dor",
        "?user=ada&password=Tr0ub4dor&x=1",
        "Server=db;Password=Tr0ub4dor;Database=x",
        "mysql --password Tr0ub4dor -h db",
        "var password: String = \"Tr0ub4dor\"",
        "my password is Tr0ub4dor.",
        "Das Passwort lautet Tr0ub4dor",
        "Mot de passe : Tr0ub4dor",
        "Contrase\u00f1a: Tr0ub4dor",
        "**Password:** Tr0ub4dor",
        "<password>Tr0ub4dor</password>",
        "config[\"password\"] = 'Tr0ub4dor'",
        "password := `Tr0ub4dor`"
      })
  void aPasswordIsFoundBehindItsName(String text) {
    passwords.in(text, MEDIUM, "Tr0ub4dor");
  }

  @Test
  void aWordOfLettersIsOneInQuotesOrIfItIsCommon() {
    passwords.in("password = \"mellonfriend\"", MEDIUM, "mellonfriend");
    passwords.in("password=letmein", MEDIUM, "letmein");
    passwords.in("pwd: \"12345678\"", MEDIUM, "12345678");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The password is required.",
        "The password is case-sensitive!",
        "The password is SHA-256 hashed",
        "password: string",
        "password: 8-20 characters",
        "password = getPassword(1)",
        "password = config.password2",
        "password=password, user=user",
        "password: \"string\"",
        "{\"password\": \"Enter your password 1\"}",
        "{\"password\": \"Kennwort\"}",
        "password=${DB_PASSWORD1}",
        "password=$DB_PASSWORD",
        "password={{ secrets.db1 }}",
        "password=<your-password1>",
        "password: ********",
        "password: your_password_123",
        "<input type=\"password\" name=\"p1\">",
        "input[type=\"password\"]:invalid",
        "passwordHash = \"abc123def\"",
        "password_min_length: 12345",
        "compass: n0rth1",
        "the passage is 12345 words",
        "password reset in 2024",
        "if password == None1()"
      })
  void otherValuesAreNone(String text) {
    passwords.nothingIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api_key = \"q7Zp2mX9vL4kT8wR\"",
        "apiKey: q7Zp2mX9vL4kT8wR",
        "X-Api-Key: q7Zp2mX9vL4kT8wR",
        "{\"client_secret\": \"q7Zp2mX9vL4kT8wR\"}",
        "aws_secret_access_key=q7Zp2mX9vL4kT8wR",
        "--token q7Zp2mX9vL4kT8wR",
        "DISCORD_TOKEN=q7Zp2mX9vL4kT8wR",
        "access_token=q7Zp2mX9vL4kT8wR&x=1",
        "Authorization: Bearer q7Zp2mX9vL4kT8wR",
        "Authorization: Token q7Zp2mX9vL4kT8wR",
        "send the bearer q7Zp2mX9vL4kT8wR"
      })
  void aKeyIsFoundBehindItsName(String text) {
    credentials.in(text, MEDIUM, "q7Zp2mX9vL4kT8wR");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "max_tokens: 4096",
        "token = tokens[12345678901]",
        "token_count = 123456789012345",
        "secret = load_secret_v2(path_of_it)",
        "api_key = os.environ[\"OPENAI_API_KEY1\"]",
        "apiKey: process.env.OPENAI_API_KEY_2",
        "token: https://example.com/token1234",
        "secret: /run/secrets/db_password1",
        "the secret is out of the bag 123",
        "token_type: bearer123456789",
        "api_key = YOUR_API_KEY_HERE1",
        "bearer of good news",
        "Authorization: Bearer <token>",
        "Authorization: Bearer $TOKEN",
        "Basic information1",
        "basic a1b2c3d4e5f6g7h8"
      })
  void otherTokensAreNone(String text) {
    credentials.nothingIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "client_secret=h4x9q2zt",
        "{\"client_secret\":\"h4x9q2zt\"}",
        "clientSecret: h4x9q2zt",
        "oauth.client-secret = 'h4x9q2zt'",
        "the client secret is h4x9q2zt.",
        "CONSUMER_SECRET=h4x9q2zt",
        "app_secret: \"h4x9q2zt\"",
        "POST grant_type=x&client_secret=h4x9q2zt&scope=y"
      })
  void theSecretOfAClientMayBeShorterThanOthers(String text) {
    credentials.in(text, MEDIUM, "h4x9q2zt");
    credentials.in(text.replace("h4x9q2zt", "Kap2mXqTr"), MEDIUM, "Kap2mXqTr");
    credentials.nothingIn(text.replace("h4x9q2zt", "h4x9q2z"));
    credentials.nothingIn(text.replace("h4x9q2zt", "required"));
    credentials.nothingIn(text.replace("h4x9q2zt", "12345678"));
    credentials.nothingIn(text.replace("h4x9q2zt", "a1a1a1a1"));
    credentials.nothingIn(text.replace("h4x9q2zt", "secretV22"));
    credentials.nothingIn(text.replace("h4x9q2zt", "myClientV2"));
    credentials.nothingIn(text.replace("h4x9q2zt", "section_2"));
    credentials.nothingIn(text.replace("h4x9q2zt", "KapTelNum"));
    credentials.nothingIn(text.replace("h4x9q2zt", "Kapteln2"));
    credentials.nothingIn(text.replace("h4x9q2zt", "KAPTELN2"));
    credentials.nothingIn(text.replace("h4x9q2zt", "abcdefabcd12"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret=h4x9q2zt",
        "ingredient_secret=h4x9q2zt",
        "map secret: h4x9q2zt",
        "client token=h4x9q2zt",
        "client secret h4x9q2zt",
        "client_secret_expires=h4x9q2zt",
        "client_secret=${h4x9q2z}",
        "client_secret = load(h4x9q2zt)"
      })
  void otherSecretsMayNot(String text) {
    credentials.nothingIn(text);
  }

  @Test
  void basicHoldsAUserAndAPassword() {
    // RFC 7617, section 2
    credentials.in(
        "Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
        MEDIUM,
        "QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
  }

  @Test
  void filesOfPasswordsAreRead() {
    passwords.in("machine example.com login ada password mellon", MEDIUM, "mellon");
    passwords.in("machine example.com\n  login ada\n  password mellon\n", MEDIUM, "mellon");
    passwords.in("db.example.com:5432:app:ada:mell0n", MEDIUM, "mell0n");
    passwords.in("*:*:*:ada:mell0n", MEDIUM, "mell0n");
    passwords.in("curl -u ada:mellon https://example.com", MEDIUM, "mellon");
    passwords.nothingIn("docker run -u 1000:1000 image");
    passwords.nothingIn("enter the login and password to go on");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password_key_key_key_key_key_key_key_key_key_=Tr0ub4dor", // 37 chars more
        "password---------------------------------------=Tr0ub4dor", // 39
        "password        =Tr0ub4dor",
        "password=        Tr0ub4dor",
        "password\"'`]: Tr0ub4dor",
        "password: A123456789012345 = \"Tr0ub4dor\"", // 16 chars of a type
        "<password>Tr0ub4dor<",
        "--db-password Tr0ub4dor",
        "password=\"Tr0ub4dor",
        "password='Tr0ub4dor\\'",
        "the password is Tr0ub4dor?*:.",
        "password2=Tr0ub4dor",
        "comPass=Tr0ub4dor",
        "com_pass=Tr0ub4dor",
        "com1pass=Tr0ub4dor",
        "COMpass=Tr0ub4dor",
        "xpassword=Tr0ub4dor"
      })
  void whatStandsAroundAPasswordIsNotPartOfIt(String text) {
    passwords.in(text, MEDIUM, "Tr0ub4dor");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password_key_key_key_key_key_key_key_key_key_key=Tr0ub4dor",
        "password----------------------------------------=Tr0ub4dor",
        "password         =Tr0ub4dor",
        "password=         Tr0ub4dor",
        "password\"'`]*: Tr0ub4dor",
        "password: Aq == \"Tr0ub4dor\"",
        "<password>Tr0ub4dor",
        "<password>Tr0ub4dor <",
        "password>Tr0ub4dor<",
        "-password Tr0ub4dor",
        "- -password Tr0ub4dor",
        "passX=Tr0ub4dor",
        "COMPASS=Tr0ub4dor",
        "mypwd=Tr0ub4dor",
        "password_x=Tr0ub4dor",
        "passwords=Tr0ub4dor"
      })
  void otherNamesAndSignsAreNone(String text) {
    passwords.notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a1b2",
        "abab1",
        "1112",
        "!@#$a",
        "a1.b2",
        "letmein",
        "$DB_P4SS",
        "\"abcdef\"",
        "\"ABcdef\"",
        "\"aBcdef\"",
        "\"!@#$\"",
        "\"$Db_pass\"",
        "\"a1(x)\"",
        "\"a.b1c\""
      })
  void aPasswordMayBeShortOrOdd(String value) {
    passwords.in("password=" + value, MEDIUM, value.replace("\"", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a1b",
        "aaaa1",
        "1111",
        "!!!!",
        "a.b1c",
        "$DB_PASS",
        "$Db_pass",
        "a1(x)",
        "a1[x]",
        "a1{x}",
        "a1b2(",
        "\"abcde\"",
        "\"Abcdef\"",
        "\"ABCDEF\"",
        "\"xpasswx\"",
        "\"--_-\""
      })
  void whatIsShorterOrOfAProgramIsNone(String value) {
    passwords.notAtAllIn("password=" + value);
  }

  @Test
  void aPasswordMayBeLongAndAKeyHasTwelveCharsAtLeast() {
    String longest = "a1" + "b-c".repeat(420);

    passwords.in("password=" + longest, MEDIUM, longest);
    credentials.in("token=q7Zp2mX9vL4k", MEDIUM, "q7Zp2mX9vL4k");
    credentials.notAtAllIn("token=q7Zp2mX9vL4");
    credentials.notAtAllIn("token=2024-05-06T10:11:12Zabc");
    credentials.in("token=2024-05x06Tq7Zp2mX9vL4k", MEDIUM, "2024-05x06Tq7Zp2mX9vL4k");
    passwords.in("password is \"letmein\"", MEDIUM, "letmein");
    passwords.notAtAllIn("password is letmein");
  }

  @Test
  void aHeaderMayStandTwentyFourCharsBeforeItsScheme() {
    credentials.in("Authorization" + " ".repeat(11) + "Token a1b2c3d4", MEDIUM, "a1b2c3d4");
    credentials.notAtAllIn("Authorization" + " ".repeat(12) + "Token a1b2c3d4");
    credentials.notAtAllIn("Authorization: Token a1b2c3d");
    credentials.notAtAllIn("Authorization: Token abcdefgh");
    credentials.notAtAllIn("Authorization: Token a1a1a1a1");
    credentials.in("bearer q7Zp2mX9vL4kT8wR", MEDIUM, "q7Zp2mX9vL4kT8wR");
    credentials.notAtAllIn("bearer q7Zp2mX9vL4kT8w");
    credentials.notAtAllIn("Xbearer q7Zp2mX9vL4kT8wR");
    credentials.in("Bearer q7Zp2mX9vL4kT8wR.x-Z_q.", MEDIUM, "q7Zp2mX9vL4kT8wR.x-Z_q");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:b c~", "user:p@ss", "ab:cdef", "a:bcde/?>", "ab:cd~"})
  void basicIsAnyTextWithAColon(String pair) {
    String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));

    credentials.in("Basic " + encoded, HIGH, encoded);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abcdefg", "ab:cd\u001fef", "ab:cd\u007fef", "a:b"})
  void basicIsNothingElse(String other) {
    String encoded = Base64.getEncoder().encodeToString(other.getBytes(StandardCharsets.UTF_8));

    credentials.notAtAllIn("Basic " + encoded);
  }

  @Test
  void aFindSaysWhatKindOfNameHasFoundIt() {
    Set<EntityType> both = Set.of(Entities.PASSWORD, Entities.CREDENTIALS);
    String text = "password=Tr0ub4dor api_key=aB3xK9mQ2vL7pR4t";

    assertThat(Scanner.of(SecretRules.all(), both).scan().find(text))
        .extracting(Finding::rule)
        .containsExactly("PASSWORD:assignment", "CREDENTIALS:assignment");
  }

  @Test
  void placesOfPasswordFilesReachSoFar() {
    passwords.in("machine x" + " ".repeat(8) + "login ada password mellon", MEDIUM, "mellon");
    passwords.in(
        "machine x login" + " ".repeat(8) + "ada" + " ".repeat(7) + "password mellon",
        MEDIUM,
        "mellon");
    passwords.notAtAllIn("machine x login" + " ".repeat(9) + "ada password mellon");
    passwords.notAtAllIn("machine x login ada" + " ".repeat(9) + "password mellon");
    passwords.notAtAllIn("machine x logon ada password mellon");
    passwords.in("curl" + " ".repeat(116) + " -u a:mellon", MEDIUM, "mellon");
    passwords.notAtAllIn("curl" + " ".repeat(117) + " -u a:mellon");
    passwords.in("curl --user 'a:mellon'", MEDIUM, "mellon");
    passwords.notAtAllIn("curl -u a:");
    passwords.notAtAllIn("curl -u :mellon");
    passwords.notAtAllIn("curl -u http://mellon");
    passwords.notAtAllIn("curl -u 10:mellon");
    passwords.in("curl -u 1a:mellon", MEDIUM, "mellon");
    passwords.in("h:5432:d:u:" + "m1n".repeat(42), MEDIUM, "m1n".repeat(42));
    passwords.in("h:5432:d:u:mel\\lon", MEDIUM, "mel\\lon");
    passwords.in("h:5432:d:u:m\"e)l'lon", MEDIUM, "m\"e)l'lon");
    passwords.in("{\"line\":\"h:5432:d:u:mel)lon\",\"n\":1}", MEDIUM, "mel)lon");
    passwords.in("curl -u \"a:mel'lon friend\" x", MEDIUM, "mel'lon friend");
    passwords.notAtAllIn("h:5432::u:mell0n");
    passwords.notAtAllIn("h:5432:d::mell0n");
    passwords.notAtAllIn("h:5432:d:u");
    passwords.notAtAllIn("h:5432:d:u:");
  }
}
