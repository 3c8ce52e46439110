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
}
