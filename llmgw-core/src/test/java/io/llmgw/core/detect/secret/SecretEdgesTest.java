package io.llmgw.core.detect.secret;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How far values that are given to names are read, and of which chars they are. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // building the rules takes longer than a test
class SecretEdgesTest {
  private final Finds passwords = new Finds(SecretRules.all(), Entities.PASSWORD);
  private final Finds credentials = new Finds(SecretRules.all(), Entities.CREDENTIALS);

  @Test
  void allDigitsOfBase64AreRead() {
    String encoded =
        "YTpoaj1+W2hNeHhRe3w/ST9+X0AoZzo/YGpFJn5q"; // the first and the last of each kind

    credentials.in("Basic " + encoded, HIGH, encoded);
    credentials.in("Basic dXNlcm5hbWU6", HIGH, "dXNlcm5hbWU6"); // ends in its colon
    credentials.notAtAllIn("Basic YW5uOnB3-zpw");
  }

  @Test
  void whatStandsFarBehindTheBeginningIsReadAsWell() {
    String before = "x".repeat(5000) + " ";
    String token = "q7Zp2mX9vL4kT8wR.x-Z_q.abc";

    passwords.in(before + "password=\"a;Tr0ub4dor\"", MEDIUM, "a;Tr0ub4dor");
    passwords.in(before + "password=Tr0ub4dor", MEDIUM, "Tr0ub4dor");
    credentials.in(before + "Bearer " + token, MEDIUM, token);
    passwords.in(before + "machine x login ada password   mellon", MEDIUM, "mellon");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user,password\nbob,Wq7zT4mK\n",
        "| user | \"password\" |\n| bob | \"Wq7zT4mK\" |\n",
        "insert into users (name, password)\nvalues ('bob', 'Wq7zT4mK'), ('ann', 12)",
        "create user ada identified with sha2 by 'Wq7zT4mK'",
        "set password for ada = password('Wq7zT4mK')",
        "(see mysql -pWq7zT4mK)",
        "export DB_PASSWORD=Wq7zT4mK",
        "https://h.example/?user=ada&password=Wq7zT4mK#top",
        "the password for the staging box is Wq7zT4mK",
        "password wifi: Wq7zT4mK",
        "password (wifi): Wq7zT4mK",
        "credentials: admin / Wq7zT4mK",
        "\"h:5432:d:u:Wq7zT4mK\"",
        "requirepass Wq7zT4mK",
        "dsn=app:Wq7zT4mK@tcp(h:3306)/app",
        "env.put(\"PASSWORD\", \"Wq7zT4mK\")",
        "Map.of(\"user\", \"ada\", \"password\", \"Wq7zT4mK\")",
        "variable \"db_password\" {\n  default = \"Wq7zT4mK\"\n}",
        "process.env['DB_PASSWORD'] ?? 'Wq7zT4mK'",
        "- name: DB_PASSWORD\n  value: Wq7zT4mK\n",
        "<entry key=\"password\">Wq7zT4mK</entry>",
        "password: !!str Wq7zT4mK\nport: 1",
        "password: |2-\n  Wq7zT4mK\n",
        "password: \u201cWq7zT4mK\u201d",
        "{\\\"password\\\":\\\"Wq7zT4mK\\\"}",
        "({[ password: Wq7zT4mK]})",
        "PASSWORD=\"a b\nWq7zT4mK\""
      })
  void soAreAllKinds(String text) {
    String before = "some words\n".repeat(500);
    String value = text.contains("a b") ? "a b\nWq7zT4mK" : "Wq7zT4mK";

    passwords.in(before + text, MEDIUM, value);
    credentials.in(before + "${API_TOKEN:-q7zp2mx9vl4kt8wr}", MEDIUM, "q7zp2mx9vl4kt8wr");
  }

  @Test
  void valuesAreReadToTheirEnd() {
    String token = "q7Zp2mX9vL4kT8wR".repeat(300);
    String mixed = token + ";";

    credentials.in("token=\"" + mixed + "\"", MEDIUM, mixed);
    credentials.in("token=" + token + " abc", MEDIUM, token);
    credentials.in("Bearer " + token + ".abc", MEDIUM, token + ".abc");
    passwords.in("\"h:5432:d:u:" + "m1n".repeat(341) + "\"x", MEDIUM, "m1n".repeat(341));
    String longer = "m1n".repeat(341) + "m\"x";
    passwords.in("\"h:5432:d:u:" + longer, MEDIUM, longer);
  }

  @Test
  void blanksInAFileOfPasswordsAreReadSoFar() {
    passwords.in("machine x login ada password" + " ".repeat(9) + "mellon", MEDIUM, "mellon");
    passwords.notAtAllIn("machine x login ada password" + " ".repeat(10) + "mellon");
    passwords.notAtAllIn("machine x login adapassword mellon");
    passwords.notAtAllIn("machine x login" + " ".repeat(9) + "password mellon");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ": Tr0ub4dor is no passwordfoo",
        ": Tr0ub4dor \u043f\u043e\u043b\u0435",
        ": Tr0ub4dor is no password________________________________________",
        "password: x1 ==dor9",
        "password=\"wo/t\"",
        "password=-/_-/",
        "password=\"Zebrafish\"",
        "password=\"\u7528\u6237\u5bc6\u7801\"", // letters of other scripts alone: a label
        "curl -u 9:mellon",
        "curl -u 0:mellon"
      })
  void itIsNoPasswordEither(String text) {
    passwords.notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password0=Tr0ub4dor",
        "password9=Tr0ub4dor",
        "password_______________________________________=Tr0ub4dor" // 39
      })
  void aNameMayHaveDigitsAndSigns(String text) {
    passwords.in(text, MEDIUM, "Tr0ub4dor");
  }

  @Test
  void aValueEndsWithItsLineAndHasOddChars() {
    passwords.in("password=\"Tr0ub\n4dor\"", MEDIUM, "Tr0ub");
    passwords.in("password=Tr0ub4\u0080dor", MEDIUM, "Tr0ub4\u0080dor");
    passwords.in("password=\"-/_-,\"", MEDIUM, "-/_-,");
    passwords.in("password=\"quAZazet\"", MEDIUM, "quAZazet");
    passwords.in("password is ve!xy", MEDIUM, "ve!xy");
    passwords.in("password is ed.17", MEDIUM, "ed.17");
  }

  @Test
  void inQuotesALineThatEndsByAnEscapeGoesOn() {
    String alike = "p\u0430ssword"; // its second letter is Cyrillic, so the text is folded

    passwords.in("password=\"Tr0ub\\n4dor\"", MEDIUM, "Tr0ub\\n4dor");
    passwords.in("password=\"Tr0ub\\u000a4dor\"", MEDIUM, "Tr0ub\\u000a4dor");
    passwords.in(alike + "=\"Tr0ub\n4dor\"", MEDIUM, "Tr0ub");
    passwords.in(alike + "=\"Tr0ub4dor", MEDIUM, "Tr0ub4dor"); // up to the end of the text
  }

  @ParameterizedTest
  @ValueSource(strings = {"aB3dE5gH7aB3", "abcdefghi123", "abcdefghijkL1", "ABCDEFGHIJKl1"})
  void aKeyHasNineDifferentCharsAndDigitsAmongLetters(String key) {
    credentials.in("token=" + key, MEDIUM, key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aB3dE5gHaB3d", // eight
        "abcdefghij12",
        "abcdefghijk1",
        "ABCDEFGHIJK1",
        "AbCdEfGhIjKlMn",
        "1234567890123"
      })
  void otherwiseItIsNone(String key) {
    credentials.notAtAllIn("token=" + key);
  }

  @Test
  void behindAHeaderHalfOfFewCharsAreDifferent() {
    credentials.in("Authorization: Token 1a1a1a2b", MEDIUM, "1a1a1a2b");
    credentials.notAtAllIn("Authorization: Token 1a1a1a1c");
  }

  @Test
  void aQuoteOfPrintersThatOpensAgainHasNotClosed() {
    passwords.in("password=\u201ca password=\u201cTr0ub4dor\u201d", MEDIUM, "Tr0ub4dor");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://x-access-token:abc123DEF456ghi789@github.com/a/b.git",
        "https://token:abc123DEF456ghi789@h.example/x",
        "https://api_key:abc123DEF456ghi789@h.example:8443/x?y=1",
        "postgres://password:abc123DEF456ghi789@db/x",
        "git clone https://secret:abc123DEF456ghi789@h.example/x.git && cd x",
        "https://user:password:abc123DEF456ghi789@h.example/x",
        "'https://password:abc123DEF456ghi789@h.example'"
      })
  void hostAndPathOfAUrlAreNoPartOfIt(String text) {
    Finds both = new Finds(SecretRules.all(), Entities.PASSWORD, Entities.CREDENTIALS);

    both.in(text, MEDIUM, "abc123DEF456ghi789");
  }
}
