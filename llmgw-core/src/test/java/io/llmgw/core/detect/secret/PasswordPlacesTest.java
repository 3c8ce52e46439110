package io.llmgw.core.detect.secret;

import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where else than behind its name and a sign a password stands. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // building the rules takes longer than a test
class PasswordPlacesTest {
  private final Finds passwords = new Finds(SecretRules.all(), Entities.PASSWORD);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE USER ada IDENTIFIED BY 'Tr0ub4dor'",
        "create user ada identified with caching_sha2_password by 'Tr0ub4dor'",
        "ALTER USER ada IDENTIFIED BY Tr0ub4dor;",
        "ALTER USER ada IDENTIFIED BY \"Tr0ub4dor\"",
        "GRANT ALL ON x TO ada IDENTIFIED BY 'Tr0ub4dor'",
        "create database link l connect to ada identified by \"Tr0ub4dor\" using 'x'",
        "CREATE USER ada WITH PASSWORD 'Tr0ub4dor';",
        "ALTER ROLE ada PASSWORD 'Tr0ub4dor';",
        "ALTER ROLE ada\n  WITH ENCRYPTED PASSWORD 'Tr0ub4dor';",
        "SET PASSWORD FOR 'ada'@'%' = 'Tr0ub4dor';",
        "SET PASSWORD FOR 'ada' = PASSWORD('Tr0ub4dor')",
        "GRANT USAGE ON x TO ada IDENTIFIED BY PASSWORD 'Tr0ub4dor'",
        "(CREATE USER ada IDENTIFIED BY Tr0ub4dor);"
      })
  void statementsOfSqlHaveOne(String text) {
    passwords.in(text, MEDIUM, "Tr0ub4dor");
    passwords.in(text.replace("Tr0ub4dor", "mellon"), MEDIUM, "mellon");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "IDENTIFIED BY PASSWORD '*'",
        "ALTER USER ada IDENTIFIED BY ''",
        "ALTER USER ada IDENTIFIED BY ;",
        "IDENTIFIED BY '${DB_PW}'",
        "a person identified by Name2",
        "identified as 'Tr0ub4dor'",
        "ALTER ROLE app PASSWORD NULL;",
        "the word password 'means' nothing",
        "password for ada = 'x1y2z3'",
        "Customers are identified by \"customer_id\" and the date.",
        "Each row is identified by 'row_id1' and 'version'.",
        "Each grant is identified by \"grant_no1\" and the year.",
        "CREATE USER ada IDENTIFIED BY RANDOM PASSWORD;",
        "ALTER USER ada IDENTIFIED BY \"&password\";",
        "ALTER USER ada IDENTIFIED BY &pw1;",
        "password: *default_password",
        "db:\n  password: *pw1\n  user: ada"
      })
  void otherStatementsHaveNone(String text) {
    passwords.notAtAllIn(text);
  }

  @Test
  void statementsOfSqlReachSoFar() {
    String user = "u".repeat(80);
    passwords.in("set password for " + user + " = 'Tr0ub4dor'", MEDIUM, "Tr0ub4dor");
    passwords.notAtAllIn("set password for u" + user + " = 'Tr0ub4dor'");
    String alter = "alter user ada identified by ";
    passwords.in(alter + " ".repeat(8) + "Tr0ub4dor", MEDIUM, "Tr0ub4dor");
    passwords.notAtAllIn(alter + " ".repeat(9) + "Tr0ub4dor");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- name: DB_PASSWORD\n  value: Tr0ub4dor\n",
        "- name: DB_PASSWORD\n  value: \"Tr0ub4dor\"\n",
        "{\"name\": \"DB_PASSWORD\", \"value\": \"Tr0ub4dor\"}",
        "{\\\"name\\\":\\\"DB_PASSWORD\\\",\\\"value\\\":\\\"Tr0ub4dor\\\"}",
        "{\n  \"key\": \"password\",\n  \"value\": \"Tr0ub4dor\"\n}",
        "<add key=\"DbPassword\" value=\"Tr0ub4dor\"/>",
        "<property name=\"password\" value=\"Tr0ub4dor\"/>",
        "<property name=\"db.password\">Tr0ub4dor</property>",
        "<entry key=\"password\">Tr0ub4dor</entry>"
      })
  void aFieldBesideItsNameHoldsOne(String text) {
    passwords.in(text, MEDIUM, "Tr0ub4dor");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- name: DB_PASSWORD\n  valueFrom: Tr0ub4dor",
        "- name: DB_PASSWORD\n  value: $(PW_1)",
        "<property name=\"password\" value=\"${pw1}\"/>",
        "<property name=\"password\" ref=\"pwBean1\"/>",
        "<input type=\"password\" value=\"Tr0ub4dor\">",
        "<data name=\"Password\">Passwort</data>"
      })
  void otherFieldsHoldNone(String text) {
    passwords.notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user.setPassword(\"Tr0ub4dor\");",
        "config.withPassword('Tr0ub4dor')",
        "set_password(\"Tr0ub4dor\")",
        "builder.password(\"Tr0ub4dor\").build()",
        "env.put(\"PASSWORD\", \"Tr0ub4dor\")",
        "System.setProperty(\"db.password\", \"Tr0ub4dor\");",
        "os.environ.setdefault('DB_PASSWORD', 'Tr0ub4dor')",
        "define( 'DB_PASSWORD', 'Tr0ub4dor' );"
      })
  void argumentsAreOne(String text) {
    passwords.in(text, MEDIUM, "Tr0ub4dor");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "getPassword(\"Tr0ub4dor\")",
        "request.input('password', 'Tr0ub4dor')",
        "builder.password(\"your password 1\")",
        "messages.put(\"password\", \"Passwort\")",
        "user.setPassword(\"${pw1}\")",
        "user.setPassword(passwordField1)"
      })
  void argumentsOfOtherMethodsAreNone(String text) {
    passwords.notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql -u root -pTr0ub4dor db",
        "mysqldump -h db -P3306 -p'Tr0ub4dor' app > x.sql",
        "sshpass -p Tr0ub4dor ssh ada@h1",
        "sshpass -pTr0ub4dor ssh ada@h1",
        "docker login -u ada -p Tr0ub4dor registry.example",
        "redis-cli -h x -a Tr0ub4dor ping",
        "ldapsearch -D cn=admin -w Tr0ub4dor",
        "unzip -P Tr0ub4dor a.zip",
        "{\"cmd\":\"mysql -pTr0ub4dor\",\"n\":1}",
        "curl -u ada:Tr0ub4dor https://h.example",
        "curl -uada:Tr0ub4dor https://h.example",
        "curl --user=ada:Tr0ub4dor https://h.example"
      })
  void shortOptionsOfClientsTakeOne(String text) {
    passwords.in(text, MEDIUM, "Tr0ub4dor");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mkdir -p src/main1",
        "mysql -p app_db1",
        "mysql -P3306x -u root",
        "docker run -p 8080:8080 image1",
        "mysql -V; mkdir -pv1x2y3",
        "mysql -p$DB_PASSWORD",
        "sshpass -p password ssh h1",
        "sshpass -p \"${PW1}\" ssh h1",
        "grep -w Tr0ub4dor file",
        "ls -a Tr0ub4dor"
      })
  void otherOptionsDoNot(String text) {
    passwords.notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password: !!str Tr0ub4dor\nport: 1",
        "password: &pw Tr0ub4dor\n",
        "password: &pw !!str \"Tr0ub4dor\"\n",
        "password: |\n  Tr0ub4dor\nport: 1",
        "password: >-\n    Tr0ub4dor\n",
        "password: !!str Tr0ub4dor",
        "password: !!str Tr0ub4dor # old",
        "password: !!str Tr0ub4dor\r\nport: 1",
        "password: &pw Tr0ub4dor\r\nport: 1",
        "password: |\r\n  Tr0ub4dor\r\nport: 1",
        "password: |+\n  Tr0ub4dor\n"
      })
  void aTagAnAnchorOrABlockOfYamlMayStandBefore(String text) {
    passwords.in(text, MEDIUM, "Tr0ub4dor");
  }

  @Test
  void whatOnlyLooksLikeAnAnchorIsPartOfIt() {
    passwords.in("password: &Kp29!q\n", MEDIUM, "&Kp29!q");
    passwords.in("password: &Kp29q (old)\n", MEDIUM, "&Kp29q");
    passwords.in("password: !!Kp29q\n", MEDIUM, "!!Kp29q");
    passwords.in("password: &kp29!xq", MEDIUM, "&kp29!xq");
    passwords.in("password: &kp29qx", MEDIUM, "&kp29qx");
    passwords.in("password:&Kp29q Tr0ub\n", MEDIUM, "&Kp29q");
    passwords.in("password:*Kp29!q", MEDIUM, "*Kp29!q");
    passwords.in("**Password:**%Kp29!q", MEDIUM, "%Kp29!q");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u201c%s\u201d",
        "\u201e%s\u201c",
        "\u2018%s\u2019",
        "\u00ab%s\u00bb",
        "\u00bb%s\u00ab",
        "\u300c%s\u300d"
      })
  void quotesOfPrintersHoldOne(String quotes) {
    passwords.in("my password is " + quotes.formatted("Tr0ub4dor") + " ok", MEDIUM, "Tr0ub4dor");
    passwords.in("password: " + quotes.formatted("Tr0ub 4dor x"), MEDIUM, "Tr0ub 4dor x");
    passwords.notAtAllIn("the password is " + quotes.formatted("geometry"));
    passwords.notAtAllIn("the password is " + quotes.formatted("not set"));
  }

  @Test
  void aShellReadsQuotesAndBackslashes() {
    passwords.in("PASSWORD=Tr0ub\\ 4dor cmd", MEDIUM, "Tr0ub\\ 4dor");
    passwords.in("PASSWORD=$'a\\tb9c!' cmd", MEDIUM, "a\\tb9c!");
    passwords.in("PASSWORD=Tr0ub\"4 dor\"x9 cmd", MEDIUM, "Tr0ub\"4 dor\"x9");
    passwords.in("PASSWORD='it'\\''s 9 ok' cmd", MEDIUM, "'it'\\''s 9 ok'");
    passwords.in("export PASSWORD=\"line1\nline2x9\"\nX=1", MEDIUM, "line1\nline2x9");
    passwords.in("PASSWORD=Tr0ub\"4dor\nX=\"1\"", MEDIUM, "Tr0ub\"4dor");
    passwords.in("PASSWORD=\"Tr0ub4dor\nX=1", MEDIUM, "\"Tr0ub4dor");
    passwords.in("PASSWORD=\"line1\nline2x9\"; X=1", MEDIUM, "line1\nline2x9");
    passwords.in("PASSWORD=\"a\\\"b\nline2x9\"\nX=1", MEDIUM, "a\\\"b\nline2x9");
    passwords.in("PASSWORD=Kp\\\"29q x \"y", MEDIUM, "Kp\\\"29q");
    passwords.in("PASSWORD=Kp\\'29q x 'y", MEDIUM, "Kp\\'29q");
    passwords.in("PASSWORD=x\"a\\\"b c\"9d z", MEDIUM, "x\"a\\\"b c\"9d");
    passwords.in("PASSWORD=x'a\\'9d z", MEDIUM, "x'a\\'9d");
    String lines = "a1" + "\nb".repeat(8);
    passwords.in("PASSWORD=\"" + lines + "\"\nX=1", MEDIUM, lines);
    passwords.notAtAllIn("PASSWORD=\"a" + "\nb".repeat(9) + "\"\nX=1");
  }

  @Test
  void aMarkBehindOneThatHasSignsIsMaskedAsWell() {
    passwords.in("my password is Kp29!q&w. Thanks", MEDIUM, "Kp29!q&w.");
    passwords.in("password: Kp29!q&w;\nport: 1", MEDIUM, "Kp29!q&w;");
    passwords.in("password: \"Kp29!q&w\nport: 1", MEDIUM, "\"Kp29!q&w");
    passwords.in("my password is Tr0ub4dor. Thanks", MEDIUM, "Tr0ub4dor");
    passwords.in("(my password is Kp29!q&w).", MEDIUM, "Kp29!q&w");
    passwords.notAtAllIn("$password = $_POST['password1'];");
  }

  @ParameterizedTest
  @ValueSource(strings = {"is now", "will be", "should be", "is:"})
  void moreVerbsSayThatOneFollows(String verb) {
    passwords.in("the new password " + verb + " Summer2024! please", MEDIUM, "Summer2024!");
    passwords.notAtAllIn("the new password " + verb + " alphanumeric!");
  }
}
