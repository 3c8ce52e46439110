package io.llmgw.core.detect.secret;

import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The name of a column says what its values are. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // building the rules takes longer than a test
class SecretColumnTest {
  private final Finds passwords = new Finds(SecretRules.all(), Entities.PASSWORD);
  private final Finds keys = new Finds(SecretRules.all(), Entities.CREDENTIALS);

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", " | ", ", "})
  void cellsUnderTheWordAreFound(String separator) {
    for (String name : new String[] {"password", "Passwort", "db_password", "mot de passe"}) {
      String rows = "user,#,role\nbob,hunter2,admin\nann,Tr0ub4dor,\neve,4711,guest\n";
      String text = rows.replace("#", name).replace(",", separator);

      passwords.in(
          separator.equals(" | ") ? barred(text) : text, MEDIUM, "hunter2", "Tr0ub4dor", "4711");
    }
  }

  private static String barred(String text) {
    String rows = "| " + text.strip().replace("\n", " |\n| ") + " |\n";
    return rows.replaceFirst("\n", "\n|---|:--|---|\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user,password,role\nbob,rosebud,admin\n",
        "user,password,role\r\nbob,rosebud,admin\r\n",
        "Here it is:\n\nuser;password\nbob;rosebud\n\nThank you",
        ",user,password\n0,bob,rosebud\n",
        "\"user\",\"password\"\n\"Lee, Bob\",\"rosebud\"\n",
        "user\tpassword\nbob\trosebud",
        "| user | **password** |\n|---|---|\n| bob | rosebud |\n",
        "| user | password |\n|---|---|\n| bob | `rosebud` |\n",
        "+-----+---------+\n| user | password |\n+-----+---------+\n| bob | rosebud |\n",
        " name     | password\n------+---------\n bob  | rosebud\n",
        "user,password\nann,\ncarl,NULL\ndan,***\n# more\nbob,rosebud\n",
        "user,\u043f\u0430\u0440\u043e\u043b\u044c\nbob,rosebud\n",
        "> user,password\n> bob,rosebud\n>\n> Thanks",
        "id,note\n1,x\nuser,password,n\nbob,rosebud,1\n",
        "user,my main wifi password\nbob,rosebud\n",
        "user      ;      password      ;n\nbob;rosebud;1\n",
        " ,user,password\n0,bob,rosebud\n",
        "| user | password |\n| bob | rosebud |\n",
        "user | password\n=====|=========\nbob | rosebud\n",
        "user,password\n# 1\n# 2\n# 3\nbob,rosebud\n",
        "user,password\n# password\nbob,rosebud\n",
        "user,password\nsome,other,words\nbob,rosebud\n",
        "user,password\n\"Lee \"\"B\"\", Bob\",rosebud\n",
        "n,user,password\n\"Lee, Bob,\",\"x, y\",\"rosebud\"\n",
        "\"user,password\\nbob,\\\"rosebud\\\"\\n\""
      })
  void tablesAreWrittenInManyWays(String text) {
    passwords.in(text, MEDIUM, "rosebud");
  }

  @Test
  void aTableMayBeSoWideAndItsNamesSoLong() {
    String blanks = " ".repeat(1900);
    String longest = "a".repeat(31) + "_password";
    passwords.in("user|password" + blanks + "|x\n-|-\nbob|rosebud|y\n", MEDIUM, "rosebud");
    passwords.in("user," + longest + "\nbob,rosebud\n", MEDIUM, "rosebud");
    passwords.notAtAllIn("user,b" + longest + "\nbob,rosebud\n");

    String names = "password,user" + ",n".repeat(62) + "\n";
    String row = "rosebud,bob" + ",1".repeat(62) + "\n";
    passwords.in(names + row, MEDIUM, "rosebud");
    passwords.in(
        ("|" + names + "|" + row).replace(',', '|').replace("\n", "|\n"), MEDIUM, "rosebud");
    String more = ",x".repeat(9) + "\n";
    passwords.in(names.replace("\n", more) + row.replace("\n", more), MEDIUM, "rosebud");

    String heading = "user,password" + " ".repeat(1985) + ",n";
    String longRow = "bob,rosebud" + " ".repeat(1987) + ",1";
    passwords.in(heading + "\n" + longRow, MEDIUM, "rosebud");
    passwords.notAtAllIn(heading + "n\nbob,rosebud,1");
    passwords.notAtAllIn(heading + "\n" + longRow + "1\nann,rosebuds,2");
  }

  @Test
  void aRowIsNoHeadingNorIsAnotherTable() {
    passwords.in(
        "user,note,password\nbob,password,rosebud\nann,kept12,rosebuds\n",
        MEDIUM,
        "rosebud",
        "rosebuds");
    passwords.in("user,password\nbob,rosebud\nuser,password,note\nsee,page12\n", MEDIUM, "rosebud");
  }

  @Test
  void quotesThatDoNotCloseAsTheyOpenArePartOfIt() {
    passwords.in("user,password\nbob,\\\\\"1\"\n", MEDIUM, "\\\\\"1\"");
    passwords.in("user,password\nbob,\\\"4711\\\"\n", MEDIUM, "4711");
  }

  @Test
  void aKeyIsOneIfItIsRandom() {
    keys.in("app,api_key\nx,Zq8vK2mP4tXw9LrB6\n", MEDIUM, "Zq8vK2mP4tXw9LrB6");
    keys.notAtAllIn("word,token\nx,international\ny,3\n");
  }

  @Test
  void allRowsAreFoundHoweverManyThereAre() {
    String[] all = new String[3000];
    Arrays.fill(all, "hunter2");

    passwords.in("user,password\n" + "bob,hunter2\n".repeat(3000), MEDIUM, all);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user,password_policy\nbob,strict12\n",
        "user,password_hash_type\nbob,bcrypt12\n",
        "Name;Passwort ge\u00e4ndert am\nbob;2026-11-27\n",
        "user,password changed,role\nbob,yesterday1,admin\n",
        "user,password\nann,\nbob,NULL\ncarl,none\ndan,***\neve,********\nfay,<hidden>\n",
        "user,password\nann,required\nbob,expired\ncarl,disabled\n",
        "password\nrosebud1x\n",
        "suite,pass,fail\nlogin,120,3\nlogout,12%,4\n",
        "Please give us your name, your password\nThen press enter, wait 10s\n",
        "You need a user, a password.\nBring pen, paper42\n",
        "login(user, password)\ncheck(host, port1)\n",
        "  user, password,\n  db_host, db_port1,\n",
        "SELECT name, password\nFROM users, accounts;\n",
        "| | Password | Passkey |\n"
            + "|---|---|---|\n"
            + "| Phishing | vulnerable | resistant |\n"
            + "| Setup | 5 min | 2 min |\n",
        "| Setting | Password |\n|---|---|\n| Expiry | 90 days |\n| Reuse | after 12 |\n",
        "Feature,Password,SSO\nStrength,moderate,strong\n",
        "user, password\nand, optionally\n",
        "cat users | grep password\ncat hosts | grep rosebud1\n",
        "cat password | sort\necho abc12 | wc\n",
        "field,label\npassword,Passwort12\n",
        "user,password\n\nbob,hunter2x\n",
        "user,password\n  \nbob,hunter2x\n",
        "user,password\n# 1\n# 2\n# 3\n# 4\nbob,hunter2x\n",
        "user,my old main wifi password\nbob,hunter2x\n",
        "SELECT id\n  ,password\n  ,address2\nFROM t",
        "first; then, the password\nsecond;last,page12\n",
        "Please do tell us your name,password\nand go on,page12\n",
        "1,password\n2,abc12345\n3,qwerty12\n",
        "echo x | password\n| |\nabc | page12\n"
      })
  void otherTablesAndSentencesHaveNone(String text) {
    passwords.notAtAllIn(text);
  }

  @Test
  void statementsThatInsertRowsHaveThem() {
    String insert = "INSERT INTO users (name, password, email) VALUES ";
    passwords.in(
        insert + "('bob', 'hunter2', 'x'), ('ann', 'rosebud1', 'y');",
        MEDIUM,
        "hunter2",
        "rosebud1");
    passwords.in(
        insert + "\n  ('O''Neil, (a)', 'rosebud', NULL),\n  ('b', NULL, 'c')", MEDIUM, "rosebud");
    passwords.in(
        "insert into `app`.`users`\n(`id`, `password`)\nvalues (1, MD5('hunter2')), (2, 4711)",
        MEDIUM,
        "hunter2",
        "4711");
    passwords.in(
        "insert ignore into [users] ([a], [pwd]) values (N'x', N'hunter2')", MEDIUM, "hunter2");
    passwords.in(
        "INSERT INTO \"users\" (\"last, first\", \"password\") VALUES ('Lee, B', 'hunter2')",
        MEDIUM,
        "hunter2");
    passwords.in("insert into u (\"a, b\", pw) values ('Lee, B', 'hunter2')", MEDIUM, "hunter2");
    passwords.in(
        "{\"q\":\"INSERT INTO u (name, pw) VALUES (\\\"bob\\\", \\\"hunter2\\\")\"}",
        MEDIUM,
        "hunter2");
    passwords.in(
        "run(\"INSERT INTO users (name, pw) VALUES ('bob', 'hunter2')\")", MEDIUM, "hunter2");
  }

  @Test
  void statementsThatInsertRowsMayBeSoLong() {
    String statement = "insert into %s (pw%s) %svalues ('hunter2'%s)";
    String name = "t".repeat(199);
    passwords.in(statement.formatted(name, "", "", ""), MEDIUM, "hunter2");
    passwords.notAtAllIn(statement.formatted(name + "t", "", "", ""));

    String blanks = " ".repeat(63);
    passwords.in(statement.formatted("t", "", blanks, ""), MEDIUM, "hunter2");
    passwords.notAtAllIn(statement.formatted("t", "", blanks + " ", ""));

    String columns = " ".repeat(1996) + ",n";
    passwords.in(statement.formatted("t", columns, "", ", 1"), MEDIUM, "hunter2");
    passwords.notAtAllIn(statement.formatted("t", columns + "n", "", ", 1"));

    String more = ",n".repeat(63);
    passwords.in(statement.formatted("t", more, "", ", 1".repeat(64)), MEDIUM, "hunter2");
    passwords.in(
        statement.formatted("t", more, "", ", 1".repeat(63) + ", 'rosebud1'"), MEDIUM, "hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO users (name, password) VALUES (?, ?)",
        "INSERT INTO users (name, password) VALUES (:name, :password)",
        "INSERT INTO users (name, password) VALUES ('bob', NULL), ('ann', ''), ('eve', '***')",
        "INSERT INTO users (name, password) VALUES ('bob', '${PASSWORD}'), ('ann', @pw1)",
        "INSERT INTO rules (name, password_policy) VALUES ('bob', 'strict12')",
        "INSERT INTO users (name, email) VALUES ('password', 'hunter2')",
        "INSERT INTO users (name, password) SELECT 'bob', 'hunter2'",
        "INSERT INTO users (name, password"
      })
  void otherStatementsHaveNone(String text) {
    passwords.notAtAllIn(text);
  }
}
