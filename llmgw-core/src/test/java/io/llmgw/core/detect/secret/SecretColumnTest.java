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
        "id,note\n1,x\nuser,password,n\nbob,rosebud,1\n"
      })
  void tablesAreWrittenInManyWays(String text) {
    passwords.in(text, MEDIUM, "rosebud");
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
        "| | Password | Passkey |\n|---|---|---|\n| Phishing | vulnerable | resistant |\n| Setup | 5 min | 2 min |\n",
        "| Setting | Password |\n|---|---|\n| Expiry | 90 days |\n| Reuse | after 12 |\n",
        "Feature,Password,SSO\nStrength,moderate,strong\n",
        "user, password\nand, optionally\n",
        "cat users | grep password\ncat hosts | grep rosebud1\n",
        "cat password | sort\necho abc12 | wc\n",
        "field,label\npassword,Passwort12\n",
        "user,password\n\nbob,hunter2x\n"
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
        "run(\"INSERT INTO users (name, pw) VALUES ('bob', 'hunter2')\")", MEDIUM, "hunter2");
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
