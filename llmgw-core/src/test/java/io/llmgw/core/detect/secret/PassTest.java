package io.llmgw.core.detect.secret;

import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "Pass", "pw" and "mdp" are words for much besides a password. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // building the rules takes longer than a test
class PassTest {
  private final Finds passwords = new Finds(SecretRules.all(), Entities.PASSWORD);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "options to pass to 'rustfmt'.",
        "arguments to pass to \"java -jar app.jar --x=1\"",
        "We pass to `std::move2`",
        "pass to \"next_handler_1\"",
        "Ronaldo's pass to @Messi10",
        "The pass is 2757m high.",
        "His pass was \"brilliant\"",
        "pw is 0.5mm",
        "the MDP is s1+a2"
      })
  void aVerbBehindThemSaysNothing(String text) {
    passwords.notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PASS=1284",
        "Tests: PASS: 1284, FAIL: 2",
        "{\"pass\":\"1284\"}",
        "pass: 12ms",
        "PASS: <12ms",
        "1st pass = 0.34s, 2nd pass = 0.12s",
        "pass: 99.9%",
        "pass: 42/45",
        "PASS: tests/test_http2",
        "PASS: src/app/login2.spec.ts (5.2s)",
        "\"pass\": \"0.10.2\"",
        "\"pass\": \"1.302166\"",
        "npm pass: 1.2.3-rc.4",
        "pass: v1.2.3",
        "boarding pass: LH1234",
        "pass: 2024-05-06T10:00:00Z",
        "pw: 1024px",
        "PW=3.5s",
        "Week PW: 2024-W12",
        "PASS=release",
        "pass: ab3x/k9m2vl7",
        "pass: Ab3x/k9m2vl7",
        "pass: AB3x/K9M2VL7",
        "pass: aBxq/KmQvLp12",
        "pass: \"geometry\""
      })
  void countsAndWordsBehindASignAreNone(String text) {
    passwords.notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Tr0ub4dor",
        "12Kp!x",
        "2024Summer!",
        "a/b2#c",
        "letmein",
        "LH12x4",
        "aB3x/K9mQ2vL7"
      })
  void othersArePasswords(String password) {
    passwords.in("pass: " + password, MEDIUM, password);
    passwords.in("ada, pw=" + password, MEDIUM, password);
    passwords.in("mdp: \"" + password + "\"", MEDIUM, password);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Pass `1024` for binary transformation",
        "You should pass `1000` as the second argument to the `setTimeout` function.",
        "If you pass '0755', all can read it.",
        "pass \"12345\" to the constructor",
        "season pass \"2024\"",
        "Boarding pass \"123456\"",
        "pw '1500'",
        "mdp \u00ab2024\u00bb"
      })
  void aNumberInQuotesRightBehindThemIsNone(String text) {
    passwords.notAtAllIn(text);
  }

  @Test
  void whatIsNoNumberIsOneInQuotes() {
    passwords.in("the pw \"Tr0ub4dor\" is old", MEDIUM, "Tr0ub4dor");
    passwords.in("pass `Wq7zT4mK`", MEDIUM, "Wq7zT4mK");
    passwords.in("pw for the alarm is \"482913\"", MEDIUM, "482913");
    passwords.in("password \"12345\"", MEDIUM, "12345");
    passwords.in("DB_PASS '12345'", MEDIUM, "12345");
  }

  @Test
  void aLongerNameLeavesNoDoubt() {
    passwords.in("DB_PASS=1284", MEDIUM, "1284");
    passwords.in("userPass: \"mellonfriend\"", MEDIUM, "mellonfriend");
    passwords.in("db.pass=12ms", MEDIUM, "12ms");
    passwords.in("the password was 12ab", MEDIUM, "12ab");
    passwords.in("le mdp est Tr0ub4dor", MEDIUM, "Tr0ub4dor");
  }
}
