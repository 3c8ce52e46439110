package io.llmgw.core.detect.secret;

import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only looks like a line of a file of passwords, or like an option of curl, is none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // building the rules takes longer than a test
class PasswordFileTest {
  private final Finds passwords = new Finds(SecretRules.all(), Entities.PASSWORD);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*:*:*:*:compile",
        "<exclude>*:*:*:*:compile</exclude>",
        "<exclude>*:*:*:*:mell0n</exclude>",
        "<include>org.apache.maven:*:*:jar:*:runtime</include>",
        "com.acme:*:*:*:test",
        "*:*:*:*:*:*:*:*",
        "FE80:*:*:*:*:*:*:1",
        "host:5432:replica:sync:lag",
        "10.0.0.5:5432:up:1:ok",
        "db1:5432:5433:tcp:open",
        "ports: \"5432:5432:tcp:x:y\"",
        "h:5432:d:u:mell0n:more",
        "h:5432:d:u:mell0n and more",
        "see h:5432:d:u:mell0n",
        ":5432:d:u:mell0n",
        "h:5432:d:u:${PW1}"
      })
  void aLineOfFiveFieldsStandsAlone(String text) {
    passwords.notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  h:5432:d:u:mell0n  ",
        "a\nh-1.x:*:d:u:mell0n\nb",
        "/var/run:5432:d:u:mell0n",
        "\th:5432:d:u:mell0n\t",
        "h:5432:d\\:x:u:mell0n",
        "\\:\\:1:5432:d:u:mell0n",
        "echo 'h:5432:d:u:mell0n' >> .pgpass",
        "{\"l\":\"h:5432:d:u:mell0n\\nh\"}"
      })
  void suchALineIsRead(String text) {
    passwords.in(text, MEDIUM, "mell0n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "curl -u $USER:$PASS https://x",
        "curl -u \"$USER:$PASS\" https://x",
        "curl -u ${USER}:${PASS} https://x",
        "curl -u \"${NEXUS_USER}:${NEXUS_PASS}\" -T f",
        "curl -u <user>:<password> https://x",
        "curl -u {{user}}:{{pass}} https://x",
        "curl -u username:password https://x",
        "curl --user 'user:pass' https://x",
        "curl -sS https://x | docker run -u app:app y",
        "curl -u user https://x && docker run -u root:root x",
        "curl x; docker run -u root:root x",
        "curl x\ndocker run -u root:root x",
        "curl -u http://a,b1",
        "machine api.example.com login ada password <token>",
        "machine x login y password $TOKEN",
        "enter machine name, login user password below",
        "machines containing login and password for all"
      })
  void whatStandsForAPasswordIsNone(String text) {
    passwords.notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "curl -H \"Cookie: a=1; b=2\" -u ada:mellon x",
        "ls | curl 'https://x?a=1&b=2' -u ada:mellon",
        "curl https://x?a=1&b=2 --user ada:mellon",
        "curl -H \"it's a;b\" -u ada:mellon",
        "curl https://x \\\n  -u ada:mellon",
        "(curl -u ada:mellon)"
      })
  void signsInQuotesBeginNoOtherCommand(String text) {
    passwords.in(text, MEDIUM, "mellon");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "h:5432::u:mell0n",
        "h:5432:d::mell0n",
        "h:5432:d:u:",
        "h:5432:a b:u:mell0n",
        "curl -u ada host:port9",
        "curl -u ada:config.frodo x",
        "curl x; docker run -e \"a=b\" -u root:toor x",
        "find . -exec curl x \\; -u ada:mellon",
        "mysql -pab x",
        "mysql -p",
        "mysql -p  abcde1",
        "requirepass directive",
        "requirepass 2024-05-01",
        "root:@tcp(localhost:3306)/app"
      })
  void aFieldHasNoBlankAndIsNotEmpty(String text) {
    passwords.notAtAllIn(text);
  }

  @Test
  void fieldsAndBlanksAreReadSoFar() {
    String far = "xx\n".repeat(2000);
    String rest = ":5432:d:u:mell0n";
    String long1 = "m1n".repeat(341);

    passwords.in("h".repeat(256) + rest, MEDIUM, "mell0n");
    passwords.notAtAllIn("h".repeat(257) + rest);
    passwords.in(far + " ".repeat(32) + "h" + rest, MEDIUM, "mell0n");
    passwords.notAtAllIn(far + " ".repeat(33) + "h" + rest);
    passwords.in("h" + rest + " ".repeat(32), MEDIUM, "mell0n");
    passwords.notAtAllIn("h" + rest + " ".repeat(33));
    passwords.in("h:5432:" + "d".repeat(1024) + ":u:mell0n", MEDIUM, "mell0n");
    passwords.notAtAllIn("h:5432:" + "d".repeat(1025) + ":u:mell0n");
    passwords.in(far + "curl -u " + "a".repeat(1024) + ":mellon x", MEDIUM, "mellon");
    passwords.notAtAllIn("curl -u " + "a".repeat(1025) + ":mellon x");
    passwords.in("(curl -u ada:" + long1 + ")", MEDIUM, long1);
    passwords.in("(curl -u ada:" + long1 + "x)", MEDIUM, long1 + "x)");
    passwords.in("curl -u \"ada:mellon.frodo\" x", MEDIUM, "mellon.frodo");
    passwords.in("u:" + "m1n".repeat(84) + "xy@tcp(h)", MEDIUM, "m1n".repeat(84) + "xy");
    passwords.notAtAllIn("u:" + "m1n".repeat(85) + "@tcp(h)");
    passwords.in("dsn: app:Wq7zT4mK@tcp(h:3306)/app", MEDIUM, "Wq7zT4mK");
  }
}
