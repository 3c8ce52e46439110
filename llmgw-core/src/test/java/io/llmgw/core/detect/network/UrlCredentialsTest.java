package io.llmgw.core.detect.network;

import static io.llmgw.api.redact.Confidence.HIGH;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlCredentialsTest {
  private final Finds finds = new Finds(NetworkRules.all(), Entities.URL_CREDENTIALS);

  @ParameterizedTest
  @CsvSource({
    "https://ann:s3cret@example.org/a, ann:s3cret",
    "postgres://app:p%40ss!w@db:5432/main, app:p%40ss!w",
    "redis://:topsecret@cache:6379/0, :topsecret",
    "mongodb+srv://root:a$b@h1.example.org/x, root:a$b",
    "see <amqp://u:p@[2001:db8::1]:5672>, u:p",
    "ftp://ann:p@ss@example.org, ann:p@ss",
    "mysql://ann:p/ss@example.org/x, ann:p/ss",
    "mysql://ann:p#s?s@example.org/x, ann:p#s?s",
    "jdbc:mysql://root:pw@host/x, root:pw",
    "HTTPS://Ann:Secret@EXAMPLE.ORG, Ann:Secret",
    "https://0123456789abcdef0123@host.example.org/1, 0123456789abcdef0123"
  })
  void nameAndPasswordAreFound(String text, String credentials) {
    finds.in(text, HIGH, credentials);
  }

  @Test
  void eachUrlOfSeveralIsLookedAt() {
    finds.in("http://a:b@c http://d:e@f,http://g:h@i", HIGH, "a:b", "d:e", "g:h");
    finds.in("http://x.org/?to=http://a:b@c", HIGH, "a:b");
    finds.in("http://x.org:80/http://a:b@c", HIGH, "a:b");
    finds.in("http://x.org:p/http://a:b@c", HIGH, "a:b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org/a:b@c",
        "https://example.org:8080/@ann",
        "https://example.org:8080/x?mail=ann@example.org",
        "ssh://git@example.org/x.git",
        "https://ann:@example.org",
        "https://ann:pw@",
        "https://ann:pw and mail@example.org",
        "https://medium.example/@ann/title",
        "ann:pw@example.org",
        "file:///etc/a:b@c",
        "://"
      })
  void otherUrlsHaveNone(String text) {
    finds.notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://${USER}:${PASSWORD}@host/x",
        "postgres://{user}:{password}@host/x",
        "postgres://%s:%s@host/x",
        "postgres://app:*****@host/x",
        "postgres://app:[password]@host/x"
      })
  void whatIsToBeFilledInIsNotMasked(String text) {
    finds.nothingIn(text);
  }

  @Test
  void aPasswordMayBeLong() {
    finds.in("x://a:" + "p".repeat(253) + "@b", HIGH, "a:" + "p".repeat(253));
    finds.in("x://a:" + "p".repeat(5000) + "@b", HIGH, "a:" + "p".repeat(5000));
  }

  @Test
  void aPasswordMayHaveAnAtSignBeforeASlash() {
    finds.in("redis://:p@ss/w0rd@h", HIGH, ":p@ss/w0rd");
    finds.in("redis://:p@ss/w0rd@h:6379/0", HIGH, ":p@ss/w0rd");
    finds.in("redis://:p@ss?w0rd@h", HIGH, ":p@ss?w0rd");
    finds.in("redis://:p.@ss/w0rd@h", HIGH, ":p.@ss/w0rd");
    finds.in("redis://ada:p@localhost/a@b", HIGH, "ada:p");
    finds.in("redis://ada:p@h.example/a@b", HIGH, "ada:p");
    finds.in("redis://ada:p@host:6379/a@b", HIGH, "ada:p");
    finds.in("redis://ada:p@[::1]/a@b", HIGH, "ada:p");
    finds.in("redis://ada:p@host/@ada", HIGH, "ada:p");
    finds.in("redis://ada:p@host/x@ y", HIGH, "ada:p");
    finds.in("redis://a:p@h/x,redis://b:q@i/y", HIGH, "a:p", "b:q");
    finds.in("https://ada:p@host/a@b", HIGH, "ada:p");
    finds.in("redis://:p@cache/0", HIGH, ":p");
    finds.in("redis://:p@cache/0?mail=a@b.example", HIGH, ":p");
    finds.in("https://ada:p@host/@ada", HIGH, "ada:p");
    finds.in("https://ada:p@h.example/a@b", HIGH, "ada:p");
    finds.in("https://ada:p@localhost/a@b", HIGH, "ada:p");
    finds.in("https://a:p@h/x,https://b:q@i/y", HIGH, "a:p", "b:q");
  }

  @Test
  void aTokenAloneHasTwentyCharsWithLettersAndDigits() {
    finds.in("x://abcdefghijklmnopqrs1@b", HIGH, "abcdefghijklmnopqrs1");
    finds.notAtAllIn("x://abcdefghijklmnopqr1@b");
    finds.notAtAllIn("x://abcdefghijklmnopqrst@b");
    finds.notAtAllIn("x://12345678901234567890@b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a:{x", "a:x}", "a:$x}", "a:[x", "a:x]", "a:%sx", "a:%d", "a:**x", "a:x**", "a:%"})
  void whatIsNoSlotIsAPassword(String credentials) {
    finds.in("db://" + credentials + "@host", HIGH, credentials);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "9", "[", "{", "$", "_", "\u00e9"})
  void aHostBeginsBehindTheSign(String host) {
    finds.in("db://a:b@" + host, HIGH, "a:b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "/", "-", "\"", "\u007f"})
  void otherwiseThereIsNone(String other) {
    finds.notAtAllIn("db://a:b@" + other);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", "<", ">", "`", " ", "\t"})
  void aUrlEndsAtWhatItCannotHave(String sign) {
    finds.notAtAllIn("db://a:b" + sign + "c@d");
  }

  @Test
  void aPortIsNoPassword() {
    finds.notAtAllIn("http://x.org:80/a@b");
    finds.notAtAllIn("http://x.org:/a@b");
    finds.in("http://x.org:8o/a@b", HIGH, "x.org:8o/a");
    finds.notAtAllIn("http://x.org/a:b@c");
    finds.in("http://a:b@c/d@e", HIGH, "a:b");
    finds.in("http://a:b?c@d?e@f", HIGH, "a:b?c");
  }
}
