package io.llmgw.core.detect.secret;

import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A sign ends a password only where the syntax around it says so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // building the rules takes longer than a test
class WholePasswordsTest {
  private final Finds passwords = new Finds(SecretRules.all(), Entities.PASSWORD);
  private final Finds credentials = new Finds(SecretRules.all(), Entities.CREDENTIALS);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Tr0ub4dor&3",
        "a&b?c=d4",
        "abc<def>123",
        "abc)def(123",
        "abc]123",
        "p@ss:w0rd,x",
        "Sum;mer#2024",
        "\"ab\"cd1",
        "ab1\"c'd`e",
        "a1b2|c;",
        "xyzzyplugh",
        "xy}z{zy",
        "=>ab1",
        "**ab1"
      })
  void aVariableGoesOnToTheBlank(String password) {
    passwords.in("DB_PASSWORD=" + password + " next", MEDIUM, password);
    passwords.in("a=1\nexport REDIS_PW=" + password, MEDIUM, password);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Tr0ub4dor&3",
        "abc<def>123",
        "abc)def(123",
        "p@ss:w0rd,x1",
        "a1b2?",
        "a1\"b2",
        "Kp29qw</9x",
        "Kp\\29q\\x"
      })
  void soDoesALineOfYaml(String password) {
    passwords.in("  password: " + password + "\n  port: 1", MEDIUM, password);
    passwords.in("- password: " + password + " # the old one", MEDIUM, password);
    passwords.in("db.password: " + password, MEDIUM, password);
  }

  @ParameterizedTest
  @ValueSource(strings = {"p@ss w0rd;1", "a1)}]>&|b", "correct horse battery staple", "a1 b2"})
  void quotesHoldAllOfIt(String password) {
    passwords.in("password: \"" + password + "\"", MEDIUM, password);
    passwords.in("{\"password\":\"" + password + "\",\"n\":1}", MEDIUM, password);
    passwords.in("{\\\"password\\\":\\\"" + password + "\\\",\\\"n\\\":1}", MEDIUM, password);
    passwords.in("export DB_PASS='" + password + "'", MEDIUM, password);
    passwords.in("my password is \"" + password + "\".", MEDIUM, password);
  }

  @Test
  void aPhraseHasTwelveCharsAndFewWordsOfSentences() {
    passwords.in("password: \"open sesames\"", MEDIUM, "open sesames");
    passwords.notAtAllIn("password: \"open sesame\"");
    passwords.in("password: \"climb to attics gladly\"", MEDIUM, "climb to attics gladly");
    passwords.notAtAllIn("password: \"climb to an attic gladly\"");
    passwords.notAtAllIn("password: \"climb the hills gladly\"");
    String words = "tree ".repeat(11);
    passwords.in("password: \"" + words + "hut\"", MEDIUM, words + "hut");
    passwords.notAtAllIn("password: \"" + words + "hut hut\"");
  }

  @Test
  void whatFollowsIsAnotherNameWithAValue() {
    String longest = "n".repeat(30);
    passwords.in("password=Kp29!q;" + longest + "=12", MEDIUM, "Kp29!q");
    passwords.in("password=Kp29!q;" + longest + "n=12", MEDIUM, "Kp29!q;" + longest + "n=12");
    passwords.in("password=Kp29q;1x=2", MEDIUM, "Kp29q;1x=2");
    passwords.in("password=Kp29q]user=1", MEDIUM, "Kp29q]user=1");
    passwords.in("x password=Kp29q,Token x", MEDIUM, "Kp29q,Token");
    passwords.in("x password: Kp29!q;port:12", MEDIUM, "Kp29!q;port:12");
    passwords.in("x password: Kp29!q,port:12", MEDIUM, "Kp29!q");
    passwords.in("password: Kp29!q;x=12 more", MEDIUM, "Kp29!q");
    passwords.in("password: Kp29!q;x=12\t\nport: 1", MEDIUM, "Kp29!q;x=12");
    passwords.in("password: Kp29!q;x=12\r\nport: 1", MEDIUM, "Kp29!q;x=12");
  }

  @Test
  void quotesMayBePartOfIt() {
    passwords.in("{\"password\":\"a\\\"b\\\\\\\\c1\"}", MEDIUM, "a\\\"b\\\\\\\\c1");
    passwords.in("{\"password\":\"ab1\\\\\\\\\"}", MEDIUM, "ab1\\\\\\\\");
    passwords.in("password: 'd''art 1 mellon'", MEDIUM, "d''art 1 mellon");
    passwords.in("password='ab\"c1'", MEDIUM, "ab\"c1");
    passwords.in("password='Kp29qx\\', x", MEDIUM, "Kp29qx");
    passwords.in("{\"password\":\"Kp29q,\\\"}", MEDIUM, "Kp29q,");
    passwords.in(
        "{\\\"password\\\":\\\"a\\\\\\\"b1\\\"}", MEDIUM, "a\\\\\\\"b1"); // in a string in a string
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://h/?password=Tr0ub4dor&x=1",
        "https://h/?password=Tr0ub4dor#top",
        "https://h/?x=1&password=Tr0ub4dor&y",
        "https://h/?password=Tr0ub4dor&y",
        "password=Tr0ub4dor&user=ada",
        "Server=db;Password=Tr0ub4dor;Database=x",
        "Password=Tr0ub4dor;User Id=x;",
        "Server=db;Password=Tr0ub4dor;",
        "user=ada, password=Tr0ub4dor, port=1",
        "connect(user, password=Tr0ub4dor)",
        "connect(user, password=Tr0ub4dor).then(1)",
        "{user: ada, password: Tr0ub4dor}",
        "{\"cmd\":\"export PASSWORD=Tr0ub4dor\",\"n\":1}",
        "{\\\"cmd\\\":\\\"export PASSWORD=Tr0ub4dor\\\",\\\"n\\\":1}",
        "curl -d 'user=ada&password=Tr0ub4dor' h",
        "| the password: Tr0ub4dor| x |",
        "<b>password: Tr0ub4dor</b>",
        "(my password is Tr0ub4dor)",
        "it's my password: Tr0ub4dor, really",
        "\u5bc6 password: Tr0ub4dor\uff0c\u597d"
      })
  void syntaxEndsIt(String text) {
    passwords.in(text, MEDIUM, "Tr0ub4dor");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"{\\\"cmd\\\":\\\"--password Tr0ub4dor\\\",\\\"n\\\":1}\"",
        "{\"log\":\"{\\\"q\\\":\\\"x password=Tr0ub4dor\\\",\\\"n\\\":1}\"}",
        "{\"log\":\"{\\\"q\\\":\\\"the password is Tr0ub4dor\\\",\\\"n\\\":1}\"}",
        "s = \"{\\\"a\\\":\\\"b\\\",\\\"q\\\":\\\"password: Tr0ub4dor\\\"}\";",
        "{\"l\":\"password: Tr0ub4dor\"}",
        "{\"l\":\"a \\\\\\\"b password: Tr0ub4dor\\\\\\\", c\"}"
      })
  void theQuoteThatIsOpenEndsItAtEachDepth(String text) {
    passwords.in(text, MEDIUM, "Tr0ub4dor");
  }

  @Test
  void aQuoteOfADepthThatIsNotOpenIsPartOfIt() {
    passwords.in("{\"l\":\"x password: Tr0\\\"4dor\",\"n\":1}", MEDIUM, "Tr0\\\"4dor");
    passwords.in("{\"l\":\"x password: Kp'29qx\",\"n\":1}", MEDIUM, "Kp'29qx");
    passwords.in("{\"l\":\"a\\\\\"} password: Kp\"29qx", MEDIUM, "Kp\"29qx");
    passwords.in("it's my password: Kp'29qx", MEDIUM, "Kp'29qx");
    passwords.in("(old) my password: Kp)29q!x", MEDIUM, "Kp)29q!x");
    passwords.in("- (old\n  password: Kp)29qx\n", MEDIUM, "Kp)29qx");
    passwords.in("{\"l\":\"(a\\nb, password: Kp29qx) b\"}", MEDIUM, "Kp29qx");
    passwords.in("see http://h password: Kp29@q9Lx!z", MEDIUM, "Kp29@q9Lx!z");
  }

  @Test
  void stringsInStringsInStringsEndIt() {
    String text = "{\"q\":\"my password: Tr0ub4dor\",\"n\":1}";
    for (int depth = 1; depth <= 3; depth++) {
      text = "{\"l\":\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
      passwords.in(text, MEDIUM, "Tr0ub4dor");
    }
  }

  @Test
  void aVariableStandsFirstOnItsLine() {
    String prefix = "A".repeat(64);
    passwords.in(prefix + "PASSWORD=xyzzyplugh", MEDIUM, "xyzzyplugh");
    passwords.notAtAllIn("A" + prefix + "PASSWORD=xyzzyplugh");
    passwords.in("\t\tPASSWORD=xyzzyplugh", MEDIUM, "xyzzyplugh");
    passwords.in(" ".repeat(32) + "PASSWORD=xyzzyplugh", MEDIUM, "xyzzyplugh");
    passwords.notAtAllIn(" ".repeat(33) + "PASSWORD=xyzzyplugh");
    passwords.in("{\"env\":\"A=1\\nPASSWORD=Tr0ub4dor\",\"n\":1}", MEDIUM, "Tr0ub4dor");
  }

  @Test
  void whatIsOpenStandsSoFarBeforeIt() {
    String between = "words ".repeat(42) + "of";
    passwords.in("(" + between + " password: Kp29q)x", MEDIUM, "Kp29q");
    passwords.in("(" + between + "  password: Kp29q)x", MEDIUM, "Kp29q)x");
    String user = "https://" + "u".repeat(63) + ":";
    passwords.in(user + "password:Kp29q9Lx@h.example/x", MEDIUM, "Kp29q9Lx");
    passwords.in("x".repeat(3) + user + "password:Kp29q9Lx@h.example/x", MEDIUM, "Kp29q9Lx");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Tr0ub%264dor",
        "Tr0ub%234dor",
        "Tr0ub%22x4dor",
        "Tr0ub%27x4dor",
        "Tr0ub%3B4dor%2Cx",
        "Tr0ub%3Bx%3D4dor",
        "Tr0ub%29%5D%7D4dor",
        "Tr0ub%204dor",
        "Tr0ub%3C/b4dor",
        "Tr0ub4dor%2E"
      })
  void anEscapedSignEndsNothing(String password) {
    passwords.in("https://h/?password=" + password + "&next=/home", MEDIUM, password);
    passwords.in("\"user=ada&password=" + password + "&x=1\"", MEDIUM, password);
    passwords.in("curl -d 'user=ada&password=" + password + "' h", MEDIUM, password);
    passwords.in("(https://h/?pw=" + password + "#top)", MEDIUM, password);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"password\": \"New Password\"}",
        "{\"password\": \"must not be blank\"}",
        "{\"password\": \"at least 8 characters\"}",
        "{\"password\": \"Ihr Passwort, 8 Zeichen\"}",
        "{\"password\": \"not set\"}",
        "password: a.b.c",
        "PASSWORD=get_password(user, 1)",
        "PASSWORD=config.password2",
        "PASSWORD=<password1>",
        "PASSWORD=[hidden1]",
        "PASSWORD=<your password1>",
        "password: <a password with 8 chars>",
        "PASSWORD=/run/secrets/pw1",
        "PASSWORD=required",
        "PASSWORD=some/thing",
        "PASSWORD=some:thing,other",
        "https://h/x.png?pw=1024&ph=768",
        "mypw=Tr0ub4dor"
      })
  void whatSpeaksOfOneIsNone(String text) {
    passwords.notAtAllIn(text);
  }

  @ParameterizedTest
  @CsvSource({
    "contrasenya",
    "palavra-passe",
    "heslo",
    "has\u0142o",
    "jelsz\u00f3",
    "l\u00f6senord",
    "adgangskode",
    "kodeord",
    "passord",
    "salasana",
    "parool",
    "slapta\u017eodis",
    "lozinka",
    "geslo",
    "\u015fifre",
    "kata sandi"
  })
  void wordsOfOtherLanguagesTellOne(String word) {
    passwords.in(word + ": Tr0ub4dor", MEDIUM, "Tr0ub4dor");
    passwords.in("{\"" + word + "\":\"mellonfriend\"}", MEDIUM, "mellonfriend");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u043f\u0430\u0440\u043e\u043b\u044c",
        "\u041f\u0430\u0440\u043e\u043b\u044c",
        "\u043f\u0430\u0440\u043e\u043b\u0430",
        "\u043b\u043e\u0437\u0438\u043d\u043a\u0430",
        "\u03ba\u03c9\u03b4\u03b9\u03ba\u03cc\u03c2",
        "\u5bc6\u7801",
        "\u53e3\u4ee4",
        "\u30d1\u30b9\u30ef\u30fc\u30c9",
        "\ube44\ubc00\ubc88\ud638",
        "\uc554\ud638",
        "\u0643\u0644\u0645\u0629 \u0627\u0644\u0645\u0631\u0648\u0631",
        "\u05e1\u05d9\u05e1\u05de\u05d4",
        "\u092a\u093e\u0938\u0935\u0930\u094d\u0921",
        "\u0e23\u0e2b\u0e31\u0e2a\u0e1c\u0e48\u0e32\u0e19"
      })
  void soDoWordsOfOtherScripts(String word) {
    passwords.in(word + ": Tr0ub4dor", MEDIUM, "Tr0ub4dor");
    passwords.in(word + " = 12345678", MEDIUM, "12345678");
    passwords.in("{\"" + word + "\":\"mellonfriend\"}", MEDIUM, "mellonfriend");
    passwords.notAtAllIn(word + "s: Tr0ub4dor");
    passwords.notAtAllIn(word.substring(1) + ": Tr0ub4dor");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u5bc6\u7801\uff1aTr0ub4dor\uff0c\u8bf7\u767b\u5f55",
        "\u6211\u7684\u5bc6\u7801\u662fTr0ub4dor\u3002",
        "\u5bc6\u7801\u4e3a Tr0ub4dor",
        "\u6570\u636e\u5e93\u5bc6\u78bc: Tr0ub4dor",
        "\u30d1\u30b9\u30ef\u30fc\u30c9\u306fTr0ub4dor\u3067\u3059",
        "\ube44\ubc00\ubc88\ud638\ub294 Tr0ub4dor"
      })
  void scriptsWithoutBlanksEndIt(String text) {
    passwords.in(text, MEDIUM, "Tr0ub4dor");
  }

  @Test
  void theBaseOfKeysIsASecret() {
    credentials.in("SECRET_KEY_BASE=q7Zp2mX9vL4kT8wR", MEDIUM, "q7Zp2mX9vL4kT8wR");
  }
}
