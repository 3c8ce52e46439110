package io.llmgw.core.detect.secret;

import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands for a password or key is told from one that only begins as it does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // building the rules takes longer than a test
class OtherValueTest {
  private final Finds passwords = new Finds(SecretRules.all(), Entities.PASSWORD);
  private final Finds credentials = new Finds(SecretRules.all(), Entities.CREDENTIALS);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Enterprise2024!",
        "Yourself9!x",
        "your9Kp2!q",
        "Aesop2024!",
        "aes9Kp2!q",
        "sha1Kp2!q",
        "Replacement9!",
        "Replace9!Kp",
        "Todoist2024!",
        "XXXtreme99!",
        "xxx9Kp2!q",
        "Oauth2024!x",
        "Base64ball!9",
        "Utfort2024!",
        "Insertion9!",
        "my-Kp29!q",
        "my-9Kp2qLw3",
        "env.9Kp2!x",
        "self.Kp2!x",
        "/Kp29qLw3",
        "/Kp2!q/Lw3",
        "C:\\Kp29!q",
        "my$cats29",
        "Kp2(a!q9",
        "(Kpq)Xz9",
        "([Kp29qx"
      })
  void aPasswordMayBeginAsOtherValuesDo(String password) {
    passwords.in("password: " + password, MEDIUM, password);
    passwords.in("{\"password\":\"" + password + "\"}", MEDIUM, password);
    passwords.in("DB_PASSWORD=" + password, MEDIUM, password);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "your-password-1",
        "YOUR_PASSWORD_HERE1",
        "your_password_123",
        "your password, 8 chars!",
        "my_password2",
        "sha256",
        "hs256",
        "SHA-512",
        "utf-8",
        "utf8mb4",
        "aes256-gcm",
        "bcrypt12",
        "oauth2.token",
        "enter-1-here",
        "xxxxx@host:5432",
        "config.password2",
        "this.form.get('password1')!.value",
        "/run/secrets/pw1",
        "/home/Ada/2024/Db1",
        "(unchanged2)",
        "(unchanged2!)",
        "(@unchanged2)",
        "{unchanged2}",
        "./run/pw1",
        "../conf/pw2",
        "/var/run-1/db_pw.txt2",
        "/opt/v2beta/pw1",
        "my-password2",
        "this.get('a@b1')",
        "settings.%name1",
        "this.#password1",
        "this.password1!.value",
        "C:\\apps\\db1."
      })
  void whatStandsForOneIsNone(String other) {
    passwords.notAtAllIn("password: " + other);
  }

  @Test
  void theTypeOfAColumnIsNone() {
    for (String type :
        new String[] {
          "varchar2",
          "nvarchar(255)",
          "decimal(10, 2)",
          "varchar2(max)",
          "varchar2(30 char)",
          "minLength[8]"
        }) {
      passwords.notAtAllIn("password: \"" + type + "\"");
    }
    for (String other :
        new String[] {
          "varchar2(",
          "varchar2()",
          "maxlength[8",
          "decimal(10,)",
          "decimal(,10)",
          "int(1234567890)",
          "int11",
          "varchar(8)!",
          "char(8x)"
        }) {
      passwords.in("password: \"" + other + "\"", MEDIUM, other);
    }
  }

  @Test
  void bracketsMayBePartOfIt() {
    passwords.in("password: \"(Kp29q!Lw)\"", MEDIUM, "(Kp29q!Lw)");
    passwords.in("password: [Kp29q&Lw]", MEDIUM, "[Kp29q&Lw]");
    passwords.notAtAllIn("password: \"(see note#1 there)\"");
    passwords.in("password: \"(Kp29qx\"", MEDIUM, "(Kp29qx");
    passwords.in("password: Kp2(\"a!q9", MEDIUM, "Kp2(\"a!q9");
    passwords.in("password: Kp.2(\"a!q9", MEDIUM, "Kp.2(\"a!q9");
    passwords.notAtAllIn("password: <user1@host>");
    passwords.notAtAllIn("password: \"[{user1@host}]\"");
    passwords.notAtAllIn("password: \"(see1!2(b))\"");
    passwords.notAtAllIn("some words\n".repeat(500) + "password: <your1 own>");
  }

  @Test
  void aKeyMayBeginAsAPathOrATechniqueDoes() {
    String key = "/Kp29qLw3ZbT7mNxY4sVcR8dFgHjK1L2aQwErTyU";

    credentials.in("aws_secret_access_key = " + key, MEDIUM, key);
    credentials.in("secret: \"" + key + "\"", MEDIUM, key);
    credentials.in("api_key: aesKp29qLw3ZbT7mNxY4sVcR8", MEDIUM, "aesKp29qLw3ZbT7mNxY4sVcR8");
    String parted = "/Kp29qLw3ZbT7/mNxY4sVcR8dFgHjK1L2aQwErTyU";
    credentials.in("secret: \"" + parted + "\"", MEDIUM, parted);
    credentials.in("secret: \"" + parted + "==\"", MEDIUM, parted + "==");
    credentials.notAtAllIn("secret: /kpzqlwtbtmnxrs2945");
    credentials.notAtAllIn("secret: /KPZQLWTBTMNXRS2945");
    credentials.notAtAllIn("secret: /KpZqLwTbTmNxRs29");
    credentials.notAtAllIn("secret: /var/lib/App2/Config2024/run1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u65e5\u672c\u8a9e\u30d1\u30b999",
        "\u718a\u732b2024",
        "\u043a\u043e\u0442 \u0441\u043e\u0431\u0430\u043a\u0430 99",
        "\u041f\u0440\u0438\u0432\u0435\u04422024"
      })
  void lettersOfOtherScriptsCountAsLetters(String password) {
    passwords.in("{\"password\":\"" + password + "\"}", MEDIUM, password);
    passwords.in("\u041f\u0430\u0440\u043e\u043b\u044c: \"" + password + "\"", MEDIUM, password);
  }

  @Test
  void lettersThatHaveCasesCountWithoutQuotesToo() {
    String password = "\u041f\u0440\u0438\u0432\u0435\u04422024";

    passwords.in("\u041f\u0430\u0440\u043e\u043b\u044c: " + password, MEDIUM, password);
    passwords.notAtAllIn("\ube44\ubc00\ubc88\ud638: 8~20\uc790");
    passwords.notAtAllIn("\"password\": \"\u043f\u0430\u0440\u043e\u043b\u044c\"");
    passwords.notAtAllIn("La parola \u00e8 \"serendipit\u00e0\".");
    passwords.notAtAllIn("\"password\": \"\ube44\ubc00\ubc88\ud638\"");
    passwords.notAtAllIn("\"password\": \"\u2022\u2022\u2022\u2022\u2022\u2022\"");
  }

  @Test
  void whatEndsAValueIsNoneOfIt() {
    Finds both = new Finds(SecretRules.all(), Entities.PASSWORD, Entities.CREDENTIALS);

    both.notAtAllIn("https://password:config.getDb2Key4Prod@h.example/x");
    passwords.notAtAllIn("password: this.#secondary1x;");
    passwords.notAtAllIn("password: /run/secrets/pw1.");
    passwords.notAtAllIn("password: C:\\temp\\pw1.");
    passwords.notAtAllIn("password: /aB1cD2eF/x");
    passwords.notAtAllIn("password: {Kp29qx " + "b".repeat(59) + "}");
    passwords.in("password: {Kp29qx " + "b".repeat(60) + "}", MEDIUM, "{Kp29qx");
    both.notAtAllIn("https://password:your_password1@h.example/x");
    passwords.in("password: abcdefghijklmnopqrstu://x1", MEDIUM, "abcdefghijklmnopqrstu://x1");
    passwords.notAtAllIn("password: abcdefghijklmnopqrst://x1");
    passwords.in("password: x://Kp29!", MEDIUM, "x://Kp29!");
  }
}
