package io.llmgw.core.detect.secret;

import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How people tell each other a password, and how they talk about passwords without one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // building the rules takes longer than a test
class ProsePasswordTest {
  private final Finds passwords = new Finds(SecretRules.all(), Entities.PASSWORD);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hi Tom, the password for the staging box is Wq7zT4mK, please change it.",
        "The password for admin is Wq7zT4mK",
        "the db password on prod is Wq7zT4mK!",
        "password of the router: Wq7zT4mK",
        "password for bob: Wq7zT4mK",
        "Password for the wiki of Tom's team: Wq7zT4mK.",
        "The password to the wifi upstairs is \"Wq7zT4mK\".",
        "password (prod): Wq7zT4mK",
        "the passphrase (of the backup) is Wq7zT4mK",
        "password for ada@example.org was Wq7zT4mK"
      })
  void wordsMayTellWhatItIsFor(String text) {
    String sign = text.contains("Wq7zT4mK!") ? "!" : "";
    passwords.in(text, MEDIUM, "Wq7zT4mK" + sign);
    passwords.in(text.replace("Wq7zT4mK", "Sommer2024"), MEDIUM, "Sommer2024" + sign);
    passwords.in(text.replace("Wq7zT4mK!", "4711").replace("Wq7zT4mK", "4711"), MEDIUM, "4711");
    passwords.in(text.replace("Wq7zT4mK", "Kp29xq"), MEDIUM, "Kp29xq" + sign);
    passwords.notAtAllIn(text.replace("Wq7zT4mK!", "Kp29x").replace("Wq7zT4mK", "Kp29x"));
    passwords.notAtAllIn(text.replace("Wq7zT4mK", "required"));
    passwords.notAtAllIn(text.replace("Wq7zT4mK", "kept elsewhere"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wifi password \"Wq7zT4mK\"",
        "wifi password \u201cWq7zT4mK\u201d, upstairs",
        "password 'Wq7zT4mK' does not work",
        "Access denied for user 'root' using password 'Wq7zT4mK'",
        "my passwort \u201eWq7zT4mK\u201c"
      })
  void quotesMayHoldItRightBehindItsName(String text) {
    passwords.in(text, MEDIUM, "Wq7zT4mK");
    passwords.in(text.replace("Wq7zT4mK", "LogPw53"), MEDIUM, "LogPw53");
    passwords.notAtAllIn(text.replace("Wq7zT4mK", "required"));
    passwords.in(text.replace("Wq7zT4mK", "newpass22"), MEDIUM, "newpass22");
    passwords.in(text.replace("Wq7zT4mK", "kp_29qlw"), MEDIUM, "kp_29qlw");
    passwords.in(text.replace("Wq7zT4mK", "20471103"), MEDIUM, "20471103");
    passwords.notAtAllIn(text.replace("Wq7zT4mK", "new_pass_2"));
    passwords.notAtAllIn(text.replace("Wq7zT4mK", "new_pass_22"));
    passwords.notAtAllIn(text.replace("Wq7zT4mK", "geometry"));
    passwords.notAtAllIn(text.replace("Wq7zT4mK", "42"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with password Wq7zT4mK I get 401",
        "using password Wq7zT4mK on host a",
        "password Wq7zT4mK",
        "Pwd - Wq7zT4mK",
        "Password \u2013 Wq7zT4mK, until Monday"
      })
  void itMayFollowItsNameAtOnceIfLittleElseReadsSo(String text) {
    passwords.in(text, MEDIUM, "Wq7zT4mK");
    passwords.in(text.replace("Wq7zT4mK", "a8Kd02Lmz7Qp41Xs"), MEDIUM, "a8Kd02Lmz7Qp41Xs");
    passwords.in(text.replace("Wq7zT4mK", "Ab1Cd2Ef"), MEDIUM, "Ab1Cd2Ef");
    passwords.in(text.replace("Wq7zT4mK", "aBc1XY29"), MEDIUM, "aBc1XY29");
    for (String name :
        new String[] {"OAuth22Client", "OAuth22Zap", "OAuth22Azure", "Auth/Lo2gin3"}) {
      passwords.notAtAllIn(text.replace("Wq7zT4mK", name));
    }
    passwords.notAtAllIn(text.replace("Wq7zT4mK", "section1b2c3"));
    passwords.notAtAllIn(text.replace("Wq7zT4mK", "SECTION1B2C3"));
    passwords.notAtAllIn(text.replace("Wq7zT4mK", "Windows11"));
    passwords.notAtAllIn(text.replace("Wq7zT4mK", "OAuth2Client"));
    passwords.notAtAllIn(text.replace("Wq7zT4mK", "2FA"));
  }

  @Test
  void wordsThatTellWhatItIsForAreFew() {
    String reach = "a".repeat(73);
    passwords.in("password for " + reach + " x is Sommer2024", MEDIUM, "Sommer2024");
    passwords.notAtAllIn("password for a" + reach + " x is Sommer2024");
    passwords.in("password (" + reach + "aaaaa): Sommer2024", MEDIUM, "Sommer2024");
    passwords.notAtAllIn("password (" + reach + "aaaaaa): Sommer2024");
    passwords.notAtAllIn("the password (optional)Page12");
    passwords.in("password for the old box upstairs left is Sommer2024", MEDIUM, "Sommer2024");
    passwords.notAtAllIn("password for the old box upstairs left too is Sommer2024");
    passwords.in("password guest wifi: Wq7zT4mK", MEDIUM, "Wq7zT4mK");
    passwords.notAtAllIn("password guest wifi upstairs: Wq7zT4mK");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Credentials are admin / Wq7zT4mK",
        "credentials: admin:Wq7zT4mK",
        "use the credentials admin/Wq7zT4mK to log in",
        "The creds are ada@example.org / Wq7zT4mK."
      })
  void itMayFollowTheNameOfItsUser(String text) {
    passwords.in(text, MEDIUM, "Wq7zT4mK");
    passwords.notAtAllIn(text.replace("Wq7zT4mK", "password"));
    passwords.notAtAllIn(text.replace("Wq7zT4mK", "main"));
    passwords.notAtAllIn(text.replace("Wq7zT4mK", "v2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the password for the account is required",
        "password for admin is stored in the vault",
        "The password for this service is rotated every 90 days.",
        "The password of a user is never logged.",
        "The password for admin is 12 characters long.",
        "The password for the old API is SHA256 hashed.",
        "The password for guests is 2FA-protected.",
        "password for bob: see the vault",
        "password for the form: required",
        "password (optional): leave empty",
        "password (again): ",
        "password (8-64 chars): required",
        "Password for user postgres: ",
        "[sudo] password for ada: ",
        "Enter password for 'ada@h1': ",
        "ada@10.1.2.3's password: ",
        "The password on the label is wrong.",
        "the password to the safe was changed in 2023",
        "Passwords for all accounts are reset on 2024-05-01.",
        "I forgot the password for my account, is there a way to reset it?",
        "the password for the account, which is Wq7zT4mK9 by name, is safe",
        "Reset the password. For admin: see page A12b34",
        "password field \"login1\"",
        "the password \"field\" is empty",
        "the words 'password' 'pass1234' and others",
        "Which password hash, bcrypt or Argon2id?",
        "password PBKDF2 or password SHA512?",
        "password policy P2024 applies",
        "password reset in 3 steps",
        "password 1 of 3",
        "password v2 is out",
        "password 12345678 chars long",
        "the password Windows11 asks for",
        "a password OAuth2 has no need of",
        "password-less login with WebAuthn2",
        "Password1, Password2 and Password3 are fields",
        "a compass X1y2Z3w4 and a pass X1y2Z3w4",
        "the credentials are stored/kept elsewhere",
        "credentials: realm1/client22",
        "credentials: include",
        "credentials: https://h.example/Aa1b2",
        "credentials are valid for 24h/7d",
        "credentials are in conf/app2.yml",
        "credentials: ${USER}:${PASS2a}",
        "Bad credentials 401/403",
        "The credential is checked by step 3/4.",
        "aws credentials us-east-1/eu-west-1",
        "with password null I get 401",
        "using password: YES",
        "password - see above",
        "Password - at least 8 chars",
        "the password 'x' is too short"
      })
  void talkAboutPasswordsHasNone(String text) {
    passwords.notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The password of user2 is MD5hashed",
        "The password of user2 is 8characters long",
        "The password for the wiki is SHA256-hashed.",
        "the password of the router is AES256encrypted, as before",
        "The password for bob is 12chars",
        "Das Passwort ist 16stellig",
        "le mot de passe est 12caractères",
        "the password for ada is 90days old",
        "The password of user2 is 12-characters",
        "The password of user2 is MD5hashed!",
        "The password of user2 is MD5hashed.!",
        "my password is letters!!"
      })
  void howItIsKeptOrHowLongItIsIsNone(String text) {
    passwords.notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Kp9hashed", "MD5hashed7", "8charactersX", "9daysOff", "Sha256cat"})
  void whatGoesOnOtherwiseIsOne(String password) {
    passwords.in("The password of user2 is " + password, MEDIUM, password);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The credentials are admin / hunter2",
        "credentials: root / hunter2",
        "credentials: admin:hunter2",
        "creds for prod: postgres / hunter2",
        "The creds are ada@example.org / hunter2."
      })
  void behindAUserThatIsKnownItMayBeAWordWithANumber(String text) {
    passwords.in(text, MEDIUM, "hunter2");
    passwords.notAtAllIn(text.replace("hunter2", "password"));
    passwords.notAtAllIn(text.replace("hunter2", "user"));
    passwords.notAtAllIn(text.replace("hunter2", "v2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "credentials: admin/prod2024",
        "the credentials admin / section12",
        "credentials are valid / since2024",
        "credentials: realm1 / client22",
        "credentials are stored / backup2024",
        "credentials: user / password1field",
        "credentials are admin / 2FA",
        "credentials are admin / 20241127"
      })
  void otherwiseItIsMixed(String text) {
    passwords.notAtAllIn(text);
  }
}
