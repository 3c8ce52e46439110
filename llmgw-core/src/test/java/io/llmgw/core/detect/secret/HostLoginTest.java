package io.llmgw.core.detect.secret;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS) // building the rules takes longer than a test
class HostLoginTest {
  private final Finds finds = new Finds(SecretRules.all(), Entities.URL_CREDENTIALS);

  @ParameterizedTest
  @CsvSource({
    "ssh root:toor@203.0.113.9, root:toor",
    "root:pw@203.0.113.9:22, root:pw",
    "connect with ada:p@ss@10.0.0.1., ada:p@ss",
    "DB=app:secretword@192.168.1.5/main, app:secretword",
    "'(root:toor@203.0.113.9, x)', root:toor",
    "ada:Wq7zT4mK@host.example:22, ada:Wq7zT4mK",
    "ftp ada:Wq7zT4mK@ftp.host.example/pub, ada:Wq7zT4mK",
    "dsn: 'app:Wq7zT4mK@db1:5432', app:Wq7zT4mK",
    "ada.b-c_1:Wq7zT4!mK@host.example, ada.b-c_1:Wq7zT4!mK",
    "'app:Wq7zT4mK@db:5432, ', app:Wq7zT4mK",
    "scp x app:Wq7zT4mK@backups:/srv/x, app:Wq7zT4mK",
    "app:Wq7zT4mK@backups:22, app:Wq7zT4mK",
    "app:Wq7zT4mK@h.io, app:Wq7zT4mK",
    "root:pw@203.0.113.255, root:pw",
    "root:aaa@203.0.113.9, root:aaa",
    "root:p!@203.0.113.9, root:p!",
    "broker :Wq7zT4mK@203.0.113.9:6379, :Wq7zT4mK",
    "broker=:Wq7zT4mK@redis:6379/0, :Wq7zT4mK"
  })
  void aUserAndAPasswordStandBeforeAHost(String text, String login) {
    finds.in(text, MEDIUM, login);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ann:pw@example.org",
        "email:ada1999@mail.example",
        "E-Mail:Ada99Love@mail.example",
        "mailto:Wq7zT4mK@mail.example",
        "name:ada.lovelace2@mail.example",
        "sip:ada@203.0.113.9",
        "call sip:1001@192.168.1.5",
        "ext:1001@192.168.1.5",
        "ssh://git@203.0.113.9",
        "image:tag2@sha256:9f8e7d6c5b4a",
        "registry.example/app:1.2.3@sha256:9f8e7d",
        "root:@203.0.113.9",
        "root:${PASS}@203.0.113.9",
        "root:<password>@203.0.113.9",
        "root:****@203.0.113.9",
        "root@203.0.113.9:/srv",
        "12:30 ada@203.0.113.9",
        "git clone git@github.com:ada/x.git",
        "a:b@203.0.113.999",
        "user:pw@1.2.3",
        "@10.0.0.1",
        "a:b @10.0.0.1",
        "root:aaaa@203.0.113.9",
        "a:pw@1.2.3.4b",
        "app:Wq7zT4mK@latest",
        "app:Wq7zT4mK@latest.",
        "app:Wq7zT4mK@latest: see below",
        "ftp://ada+x@203.0.113.9/pub",
        "12:30@203.0.113.9",
        "level:WARN@10.0.0.12",
        "log.level:Error@10.0.0.12",
        "job:backup@203.0.113.9",
        "service:Nginx@203.0.113.9:80",
        "FROM node:20Alpine3B7@sha256:4f8e7d6c5b4a39281706f5e4d3c2b1a0",
        "image: app:Rel2x7Kq9@sha512:4f8e7d6c5b4a39281706f5e4d3c2b1a0",
        "Return-Path:root@10.0.0.4",
        "sender:noreply@203.0.113.9",
        "turn:bob@198.51.100.7",
        "turn:bob@198.51.100.7:3478",
        "skype:bob@203.0.113.9"
      })
  void otherTextHasNone(String text) {
    finds.notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# \u76ee\u6807\u670d\u52a1\u5668\uff1aroot@118.25.27.49\uff08\u817e\u8baf\u4e91 Debian 12\uff09",
        "\u0421\u0435\u0440\u0432\u0435\u0440:ubuntu@203.0.113.9",
        "\u30db\u30b9\u30c8\uff1aadmin@10.0.0.5:22",
        "M\u00e1quina:deploy@10.0.0.5",
        "Acc\u00e8s:root@10.0.0.5:22",
        "Serveur :root@192.168.1.10",
        "Serveur :root@192.168.1.10:22",
        "{'target':deploy@10.0.0.5}",
        "{'target':deploy@10.0.0.5:22}",
        "{'target' :deploy1@10.0.0.5}",
        "`host`:deploy@10.0.0.5",
        "<b>Host</b>:deploy@10.0.0.5",
        "[host]:deploy@10.0.0.5",
        ":nick!~user@198.51.100.7 PRIVMSG #linux :hi",
        ":nick!user1@198.51.100.7 JOIN :#linux",
        "\u90ae\u7bb1\uff1aZhangW2ei88X@qq.com",
        "E-mail :Ana2b4Silva@empresa.com.br",
        "Email:Ana2b4Silva@empresa.com.br",
        "\u00e9lectronique:J3anDup0nt75@gmail.com",
        "\"Email\":J3anDup0nt75@gmail.com",
        "\"Email\":\"J3anDup0nt75@gmail.com\"",
        "broker=:${PW}@redis:6379/0",
        "broker=:$PW@redis:6379/0",
        "broker=:%s@redis:6379",
        "root:$PW@203.0.113.9",
        "broker=:geheim@10.0.0.5",
        "broker=:pw@redis",
        "broker=:1234@redis:6379"
      })
  void aLabelIsNoUserAndAUserBehindItNoPassword(String text) {
    finds.notAtAllIn(text);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "broker=:pw@redis:6379/0, :pw",
        "REDIS=:s3cret@redis:6379, :s3cret",
        "REDIS=\":s3cret@redis:6379\", :s3cret",
        "broker=:geheim@10.0.0.5:6379, :geheim",
        "redis: ':s3cret@10.0.0.5:6379', :s3cret",
        "redis :s3cret@10.0.0.5:6379, :s3cret",
        ":s3cret@10.0.0.5:6379/0, :s3cret",
        "redis: \":Wq7zT4mK@redis:6379\", :Wq7zT4mK",
        ":Wq7zT4mK@redis:6379, :Wq7zT4mK",
        "\u7528\u6237:Wq7zT4mK@203.0.113.9, :Wq7zT4mK",
        "\u767b\u5f55root:toor@203.0.113.9, root:toor"
      })
  void withoutAUserAPasswordLooksLikeOne(String text, String login) {
    finds.in(text, MEDIUM, login);
  }

  @Test
  void aPortOrAPathLeavesNoDoubt() {
    finds.in("root:pw@203.0.113.9:22", HIGH, "root:pw");
    finds.in("app:Wq7zT4mK@host.example:/srv", HIGH, "app:Wq7zT4mK");
    finds.in("root:pw@203.0.113.9", HIGH);
    finds.in("root:pw@203.0.113.9: it is slow", HIGH);
  }

  @Test
  void aUserHas64CharsAndBothHave192() {
    String user = "u".repeat(64);
    String password = "q1z".repeat(63) + "q";

    finds.in(user + ":toor@203.0.113.9", MEDIUM, user + ":toor");
    finds.notAtAllIn("u" + user + ":toor@203.0.113.9");
    finds.in("u:" + password + "@203.0.113.9", MEDIUM, "u:" + password);
    finds.in("u:" + password + "q@203.0.113.9", MEDIUM, ":" + password + "q");
  }

  @ParameterizedTest
  @CsvSource({
    "job:Wq7zT4mK@203.0.113.9, job:Wq7zT4mK",
    "backup:pw-2@203.0.113.9, backup:pw-2",
    "nightjob:toor@203.0.113.9, nightjob:toor"
  })
  void aFieldWhoseValueIsNoWordIsAUser(String text, String login) {
    finds.in(text, MEDIUM, login);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spring.datasource.url=jdbc:oracle:thin:@10.0.0.1:1521:orcl",
        "spring.datasource.url=jdbc:oracle:thin:@192.168.1.10:1521/ORCLPDB1",
        "jdbc:oracle:oci:@10.0.0.1:1521/x",
        "jdbc:oracle:oci8:@10.0.0.1",
        "url: 'jdbc:oracle:thin:@db.example.com:1521:orcl'",
        "root:pw:@10.0.0.1:22"
      })
  void whatEndsInAColonIsNoPassword(String text) {
    finds.notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:oracle:thin:scott@10.0.0.1:1521:orcl",
        "url=jdbc:oracle:thin:scott@10.0.0.1:1521:orcl",
        "jdbc:oracle:thin:scott/@10.0.0.1",
        "jdbc:oracle:thin:/@10.0.0.1:1521/x"
      })
  void theUrlOfADatabaseMayNameNoPassword(String text) {
    finds.notAtAllIn(text);
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:oracle:thin:scott/tiger@10.0.0.1:1521:orcl, jdbc:oracle:thin:scott/tiger",
    "url=jdbc:oracle:thin:scott/tiger@10.0.0.1:1521:orcl, jdbc:oracle:thin:scott/tiger",
    "jdbc:oracle:oci:scott/t@10.0.0.1, jdbc:oracle:oci:scott/t",
    "myjdbc:toor@10.0.0.1, myjdbc:toor"
  })
  void orOneBehindASlash(String text, String login) {
    finds.in(text, MEDIUM, login);
  }

  @ParameterizedTest
  @CsvSource({
    "sender:Wq7zT4mK@203.0.113.9, sender:Wq7zT4mK",
    "turn:pw-2@198.51.100.7, turn:pw-2",
    "saturn:toor@198.51.100.7, saturn:toor",
    "root:p:w@10.0.0.1, root:p:w"
  })
  void aHeaderOrASchemeIsNoneBeforeAWordOnly(String text, String login) {
    finds.in(text, MEDIUM, login);
  }
}
