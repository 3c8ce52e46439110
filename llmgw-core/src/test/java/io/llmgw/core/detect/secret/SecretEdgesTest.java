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
        " is Tr0ub4dor \u043f\u043e\u043b\u0435",
        " is Tr0ub4dor, no password________________________________________",
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "one cancellation-token 3f9c2e81b7d04a5c more",
        "the token node1-pool2-zone3 of it",
        "the token Node1Pool2-zone3 of it",
        "the token release1candidates-overview234 of it",
        "the token RELEASE1CANDIDATES-OVERVIEW234 of it",
        "jeton d=q7Zp2mX9vL4kT8wR",
        "cookie obsession=Chapter12of34Pages",
        "${API_TOKEN:-see step1 2 and 3 of Wiki}"
      })
  void namesThatAreMixedAreNoKeys(String text) {
    credentials.notAtAllIn(text);
    credentials.notAtAllIn("xx\n".repeat(2000) + text);
  }

  @Test
  void keysAreToldByHowTheyChange() {
    String token = "q7Zp2mX9+L4kT8wR";
    String longest = "q7Zp2mX9vL4kT8wR".repeat(16);

    credentials.in("one token 3f9c2e81b7d04a5c more", MEDIUM, "3f9c2e81b7d04a5c");
    credentials.in("use token Kp2LqTr9Zxmw4 for", MEDIUM, "Kp2LqTr9Zxmw4");
    credentials.in("use token abkd1efrhi23 for", MEDIUM, "abkd1efrhi23");
    credentials.in("Cookie: session=" + token, MEDIUM, token);
    credentials.in("${API_TOKEN:-" + longest + "}", MEDIUM, longest);
    credentials.notAtAllIn("${API_TOKEN:-" + longest + "x}");
  }

  @Test
  void wordsOfAShellAreReadSoFar() {
    String longest = "x1".repeat(510);

    passwords.in("PASSWORD=a\\ \"Wq7zT4mK", MEDIUM, "a\\ \"Wq7zT4mK");
    passwords.in("PASSWORD=x\"a b \"y9Q", MEDIUM, "x\"a b \"y9Q");
    passwords.in("xx\n".repeat(2000) + "PASSWORD=x\"a b\"y9", MEDIUM, "x\"a b\"y9");
    passwords.in("PASSWORD=x\"a " + longest + "\"y9", MEDIUM, "x\"a " + longest + "\"y9");
    passwords.notAtAllIn("PASSWORD=x\"a " + longest + "x\"y9");
    passwords.in("PASSWORD='a b\nWq7zT4mK'", MEDIUM, "a b\nWq7zT4mK");
    passwords.in("PASSWORD=\"a\nWq7zT4mK\" ./run", MEDIUM, "a\nWq7zT4mK");
    passwords.in("PASSWORD=Kp29qxK x", MEDIUM, "Kp29qxK");
    passwords.in("PASSWORD=\"a\n" + longest + "\"", MEDIUM, "a\n" + longest);
    passwords.notAtAllIn("PASSWORD=\"a\n" + longest + "x\"");
    passwords.in("PASSWORD=\"a" + "\nb1".repeat(8) + "\"", MEDIUM, "a" + "\nb1".repeat(8));
    passwords.notAtAllIn("PASSWORD=\"a" + "\nb1".repeat(9) + "\"");
    passwords.in("PASSWORD=Wq7zT4mK\\", MEDIUM, "Wq7zT4mK\\");
  }

  @Test
  void aPasswordOfAnyLengthStandsBehindATag() {
    String longer = "Wq7zT4mK".repeat(40);

    passwords.in("password: !!str " + longer, MEDIUM, longer);
    passwords.in("password: !!str" + " ".repeat(32) + longer, MEDIUM, longer);
    passwords.in("password: !!str" + " ".repeat(33) + longer, MEDIUM, "!!str");
    passwords.in("password: !!Kp29q and more", MEDIUM, "!!Kp29q");
    passwords.notAtAllIn("password: & Confirm2");
    passwords.notAtAllIn("password: |---\n  Chapter12");
    passwords.notAtAllIn("password: |\nUser2Name");
    passwords.notAtAllIn("password: |\n   \n");
  }

  @Test
  void fieldsForAValueStandSoNear() {
    String name = "name: DB_PASSWORD\n";

    passwords.in(name + " ".repeat(47) + "value: Wq7zT4mK", MEDIUM, "Wq7zT4mK");
    passwords.notAtAllIn(name + " ".repeat(48) + "value: Wq7zT4mK");
    passwords.in("name:" + " ".repeat(8) + "DB_PASSWORD\nvalue: Wq7zT4mK", MEDIUM, "Wq7zT4mK");
    passwords.notAtAllIn("name:" + " ".repeat(9) + "DB_PASSWORD\nvalue: Wq7zT4mK");
    passwords.notAtAllIn("name, PASSWORD value: Chapter12");
    passwords.notAtAllIn("user,password\nbob,\"\n");
    passwords.notAtAllIn("user,password\nbob,\\\"\n");
    passwords.in("credentials: " + "u".repeat(64) + " / Wq7zT4mK", MEDIUM, "Wq7zT4mK");
    passwords.notAtAllIn("credentials: " + "u".repeat(65) + " / Wq7zT4mK");
  }

  @Test
  void quotesCloseSoFarAway() {
    String longest = "Wq7zT4mK".repeat(32).substring(2);

    passwords.in("password: \u201c" + longest + "\u201d", MEDIUM, longest);
    String longer = "\u201cm" + longest + "\u201d";
    passwords.in("password: " + longer, MEDIUM, longer);
    passwords.in("password=\u201c\u201dTr0ub4dor", MEDIUM, "\u201c\u201dTr0ub4dor");
    passwords.in("password: \u201ctulip horse 9 battery\u201d", MEDIUM, "tulip horse 9 battery");
    passwords.notAtAllIn("password: \u201ctulip horse battery\u201d");
    passwords.notAtAllIn("password: \u201cKennwort\u201d");
    passwords.notAtAllIn("password: \u201cmust be 8 Characters or More\u201d");
    passwords.in("password=\"Tr0ub4dor\\\" x", MEDIUM, "Tr0ub4dor");
  }
}
