package io.llmgw.core.detect.secret;

import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs give to names of passwords is none: calls, members, casts, parameters, rules. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // building the rules takes longer than a test
class CodeTest {
  private final Finds passwords = new Finds(SecretRules.all(), Entities.PASSWORD);
  private final Finds credentials = new Finds(SecretRules.all(), Entities.CREDENTIALS);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$password = $user->getPassword();",
        "$password = $request->input('password');",
        "$password = $_POST['password'];",
        "$pw = $config['db']['pw1'];",
        "'password' => $this->faker->password2(),",
        "'password' => Hash::make($data['password']),",
        "let password = input?.value2 ?? x;",
        "password = (Secret)cd1;",
        "WHERE u.password = :password1 AND u.id = :id",
        "'password' => 'required|string|min:8|confirmed',",
        "\"password\": \"nullable|min:6\"",
        "password: \"required,min=8\"",
        "\"password\": \"lozinka\"",
        "\"password\": \"adgangskode\"",
        "\"password\": \"salasana\""
      })
  void codeIsNoPassword(String text) {
    passwords.notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$secret = $this->container->getParameter('oauth2.client_secret');",
        "let token: Token<'a> = Token::new(kind2, span);",
        "x509Credentials = (X509Credentials)cd;",
        "signing_key: SigningKeyV2::new()"
      })
  void norIsItAKey(String text) {
    credentials.notAtAllIn(text);
  }

  @Test
  void aPasswordMayHaveTheseSigns() {
    for (String password :
        new String[] {"Tr0->ub!4", "a::b?c9!", "(Kp2)!q9", ":Kp29qLw3x", "$Kp2!q9"}) {
      passwords.in("password: " + password, MEDIUM, password);
    }
  }

  @Test
  void codeIsToldByItsMembersAndItsEnd() {
    String mixed = "q7Zp".repeat(64) + "(\"a.b";

    passwords.in("password=" + mixed, MEDIUM, mixed);
    passwords.notAtAllIn("password = config.get(\"p#ss9!\")");
    passwords.in("password: Kp2.9x(\"!a", MEDIUM, "Kp2.9x(\"!a");
    passwords.notAtAllIn("password = this.#password1;");
    passwords.notAtAllIn("password: *db-pass_1");
    passwords.notAtAllIn("password: *pw12");
    passwords.in("password: &pw2x9q", MEDIUM, "&pw2x9q");
  }

  @Test
  void whatIsHandedOverStandsSoNear() {
    String value = "\"Wq7zT4mK\"";
    String declared = "variable \"db_password\" {\n";

    passwords.in("put(" + " ".repeat(8) + "\"PASSWORD\", " + value, MEDIUM, "Wq7zT4mK");
    passwords.notAtAllIn("put(" + " ".repeat(9) + "\"PASSWORD\", " + value);
    passwords.in("put(\"PASSWORD\"" + " ".repeat(8) + ", " + value, MEDIUM, "Wq7zT4mK");
    passwords.notAtAllIn("put(\"PASSWORD\"" + " ".repeat(9) + ", " + value);
    passwords.in("Map.of(\"" + "a".repeat(157) + "\", \"password\", " + value, MEDIUM, "Wq7zT4mK");
    passwords.notAtAllIn("Map.of(\"" + "a".repeat(158) + "\", \"password\", " + value);
    passwords.notAtAllIn("f(Map.of(), \"password\", " + value);
    passwords.in("env.PASSWORD)))) || " + value, MEDIUM, "Wq7zT4mK");
    passwords.notAtAllIn("env.PASSWORD))))) || " + value);
    passwords.notAtAllIn("process.env.PASSWORD`Wq7zT4mK`");
    passwords.notAtAllIn("a call of get( password or \"Wq7zT4mK\"");
    passwords.in("env." + "(".repeat(19) + "PASSWORD || " + value, MEDIUM, "Wq7zT4mK");
    passwords.notAtAllIn("env." + "(".repeat(20) + "PASSWORD || " + value);
    passwords.in(declared + " ".repeat(395) + "default = " + value, MEDIUM, "Wq7zT4mK");
    passwords.notAtAllIn(declared + " ".repeat(396) + "default = " + value);
    passwords.in(declared + "default" + " ".repeat(16) + "= " + value, MEDIUM, "Wq7zT4mK");
    passwords.notAtAllIn(declared + "default" + " ".repeat(17) + "= " + value);
  }
}
