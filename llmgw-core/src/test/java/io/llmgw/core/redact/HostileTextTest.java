package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Finding;
import io.llmgw.core.detect.CuedNumbers;
import io.llmgw.core.detect.Scanner;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Families 19 and 20: texts made to take long or to go deep. A rule that looked at all of a text
 * for each of its places would take hours for any of these.
 */
class HostileTextTest {
  private static final int LENGTH = 1 << 20;
  private static final int SMALL_STACK = 128 << 10;

  private static final Scanner SCANNER =
      Scanner.of(BuiltInRules.all(), EntitySets.ALL.and(EntitySets.PERSONS).types());

  static List<String> units() {
    return Stream.of(signs(), cued(), new CuedNumbers().of(BuiltInRules.all()))
        .flatMap(List::stream)
        .toList();
  }

  /** In one line without commas or tabs, in which numbers look for the beginning of their row. */
  private static List<String> cued() {
    return List.of(
        "SSN 536-22-1234 ",
        "NHS 943 476 5919 ",
        "Tel 089 1234567 ",
        "SIN 130 692 544 ",
        "ABN 51 824 753 556 ",
        "SSN 536-22-1234/536-22-1235 ",
        "Tel 030/1234567/",
        "IBAN DE89370400440532013000EUR ",
        "card 4111 1111 1111 1111 12/27 123 PIN 4821 ",
        "PIN 4821 4111 1111 1111 1111 valid 12/27 ",
        "valid 12 27 ");
  }

  private static List<String> signs() {
    return List.of(
        "a",
        "1",
        "1-",
        "1 ",
        ":",
        "@",
        "a@",
        "a@a.",
        "((((",
        "Zm9v",
        "\u0130\u0131",
        "\uD835",
        "\uDC00",
        "4111 1111 1111 1112 ",
        "1.",
        "://",
        "eyJ-",
        "eyJhbGciOiJIUzI1NiJ9.",
        "-----BEGIN ",
        "-----BEGIN PRIVATE KEY-----\n",
        "api_key=",
        "name=\"token\">",
        "u,password\n",
        "u,password\na,b,c\n",
        "password|\"",
        "insert into t(pw) values ('",
        "insert into t(pw) values ('a'),(",
        "Kennzeichen AB-1",
        "AKIA",
        "password: \"",
        "password='\\\"",
        "password=\\\\\\\"\\\"",
        "PASSWORD=a&",
        "pw=\n",
        ":5432:a:b",
        " -u \"a:",
        "bearer ",
        "machine login a password b ",
        "ghp_ab\n",
        "data:\n a: ",
        ";base64,",
        "\u202e1",
        "\u0430",
        "\u04301",
        "&#",
        "%4",
        "\\",
        "\\u",
        "a ",
        "- ",
        "**1",
        "<b",
        "<b>1",
        "<b>password</b>: ",
        "<b a=",
        "**a** ",
        "__",
        "\u0301",
        "\u2460 ",
        "\uDB40\uDC41",
        "Ada ",
        "Mr. ",
        "12 Oak ",
        "1a",
        "::",
        "00:",
        "zoo ",
        "zoo\n",
        "1. zoo, ",
        "seed phrase ");
  }

  @ParameterizedTest
  @MethodSource("units")
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void longTextIsReadOnASmallStack(String unit) throws Exception {
    String text = unit.repeat(LENGTH / unit.length());

    for (Finding each : found(text)) {
      assertThat(each.end()).isBetween(each.start() + 1, text.length());
    }
  }

  /** What is found on a stack that recursion would overflow. */
  static List<Finding> found(String text) throws InterruptedException, ExecutionException {
    return onSmallStack(() -> SCANNER.scan().findAll(text));
  }

  static <T> T onSmallStack(Callable<T> read) throws InterruptedException, ExecutionException {
    FutureTask<T> task = new FutureTask<>(read);
    new Thread(null, task, "small", SMALL_STACK).start();
    return task.get();
  }
}
