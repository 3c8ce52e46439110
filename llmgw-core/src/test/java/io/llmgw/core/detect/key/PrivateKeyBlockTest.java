package io.llmgw.core.detect.key;

import static io.llmgw.api.redact.Confidence.HIGH;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Rules;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateKeyBlockTest {
  private final Finds finds =
      new Finds(
          new Rules(List.of(), List.of(new PrivateKeyBlock()), List.of()), Entities.PRIVATE_KEY);

  private static List<String> lines() {
    byte[] bytes = new byte[300];
    new Random(5).nextBytes(bytes);
    String all = Base64.getEncoder().encodeToString(bytes).substring(0, 394) + "==";
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < all.length(); i += 64) {
      lines.add(all.substring(i, Math.min(all.length(), i + 64)));
    }
    return lines;
  }

  private static String block(String title, String lineEnd) {
    return "-----BEGIN "
        + title
        + "-----"
        + lineEnd
        + String.join(lineEnd, lines())
        + lineEnd
        + "-----END "
        + title
        + "-----";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PRIVATE KEY",
        "RSA PRIVATE KEY",
        "EC PRIVATE KEY",
        "DSA PRIVATE KEY",
        "OPENSSH PRIVATE KEY",
        "ENCRYPTED PRIVATE KEY",
        "PGP PRIVATE KEY BLOCK"
      })
  void aWholeBlockIsFound(String title) {
    for (String lineEnd :
        List.of("\n", "\r\n", "\\n", "\\\\n", "\n    ", " ", "\" +\n  \"", "\\n\\\n")) {
      String block = block(title, lineEnd);
      finds.in("key: \"" + block + "\" # end", HIGH, block);
    }
  }

  @Test
  void headersBelongToIt() {
    String block =
        block("RSA PRIVATE KEY", "\n")
            .replaceFirst(
                "KEY-----\n",
                "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0123456789ABCDEF\n\n");
    finds.in("x\n" + block + "\nHello", HIGH, block);
  }

  @Test
  void itsEndMayBeMissing() {
    String block = block("RSA PRIVATE KEY", "\n");
    for (int length = 50; length < block.length() - 29; length += 7) {
      String cut = block.substring(0, length).stripTrailing();
      finds.whole(cut, HIGH);
      if (length > 100) {
        String whole = cut.substring(0, cut.lastIndexOf('\n'));
        finds.in(whole + "\nand so on it goes", HIGH, whole);
      }
    }
  }

  @Test
  void otherProgramsWriteThemOtherwise() {
    String lines = String.join("\n", lines());
    finds.in(
        "Private-Lines: 6\n" + lines + "\nPrivate-MAC: 00", HIGH, "Private-Lines: 6\n" + lines);
    finds.whole("Private-Lines:1234\n" + lines, HIGH);
    finds.notAtAllIn("Private-Lines: 12345\n" + lines);
    finds.whole(
        "---- BEGIN SSH2 PRIVATE KEY ----\n" + lines + "\n---- END SSH2 PRIVATE KEY ----", HIGH);
    String age = "AGE-SECRET-KEY-1" + "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L".repeat(2).substring(0, 58);
    finds.in("is " + age + ".", HIGH, age);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY----- and -----END PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
        "it starts with -----BEGIN RSA PRIVATE KEY----- you know",
        "AGE-SECRET-KEY-1",
        "Private-Lines: 3"
      })
  void aMentionIsNoKey(String text) {
    finds.notAtAllIn(text);
  }

  @Test
  void whatIsPublicMayBeRead() {
    finds.notAtAllIn(block("PUBLIC KEY", "\n"));
    finds.notAtAllIn(block("CERTIFICATE", "\n"));
  }

  @Test
  void sixHeadersOf200CharsMayStandBeforeItsLines() {
    String lines = String.join("\n", lines());
    String begin = "-----BEGIN RSA PRIVATE KEY-----\n";
    String header = "H: " + "h".repeat(197) + "\n";

    finds.whole(begin + "H: x\n".repeat(6) + lines, HIGH);
    finds.notAtAllIn(begin + "H: x\n".repeat(7) + lines);
    finds.whole(begin + "H: " + "h".repeat(196) + "\n" + lines, HIGH);
    finds.notAtAllIn(begin + header + lines);
    finds.whole(begin + "n".repeat(24) + ": x\n" + lines, HIGH);
  }

  @Test
  void aTitleHasFortyCharsAndFourHyphensAtLeast() {
    String lines = "\n" + String.join("\n", lines());
    String longest = "X".repeat(28) + " PRIVATE KEY";

    finds.whole("-----BEGIN " + longest + "-----" + lines, HIGH);
    finds.notAtAllIn("-----BEGIN X" + longest + "-----" + lines);
    finds.whole("---- BEGIN PRIVATE KEY----" + lines, HIGH);
    finds.notAtAllIn("-----BEGIN PRIVATE KEY---" + lines);
    finds.notAtAllIn("-----BEGIN PRIVATE_KEY-----" + lines);
  }

  @Test
  void ofItsLinesTheFirstHasSixteenCharsOrIsMixedOrPadded() {
    String begin = "-----BEGIN PRIVATE KEY-----\n";

    finds.whole(begin + "abcdefghijklmnop", HIGH);
    finds.notAtAllIn(begin + "abcdefghijklmno.");
    finds.whole(begin + "Ab1Cd2Ef3", HIGH);
    finds.whole(begin + "abcd=", HIGH);
    finds.in(begin + "abcdefghijklmnop\nabc\nand", HIGH, begin + "abcdefghijklmnop");
    finds.whole(begin + "abcdefghijklmnop\nabc", HIGH);
    finds.whole(begin + "abcdefghijklmnop\nabc\n-----END PRIVATE KEY-----", HIGH);
    finds.in(begin + "abcdefghijklmnop\n-----EN", HIGH, begin + "abcdefghijklmnop");
    finds.in(begin + "abcdefghijklmnop\nabc\n- x", HIGH, begin + "abcdefghijklmnop");
    finds.in(begin + "abcdefghijklmnop\nabc\n.-x", HIGH, begin + "abcdefghijklmnop");
  }

  @Test
  void agesKeyHas58CharsOfUpperCase() {
    String key = "AGE-SECRET-KEY-1" + "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L".repeat(2).substring(0, 58);

    finds.notAtAllIn(key + "Q");
    finds.notAtAllIn(key.substring(0, key.length() - 1));
    finds.notAtAllIn("X" + key);
    finds.notAtAllIn(key.toLowerCase(Locale.ROOT));
  }

  @Test
  void whatStandsBesideItIsNoPartOfIt() {
    String lines = String.join("\n", lines());
    String begin = "-----BEGIN PRIVATE KEY-----\n" + lines;

    finds.in(begin + "\n", HIGH, begin);
    finds.in(begin + "\n\n--x", HIGH, begin);
    finds.in(begin + "\n------END PRIVATE KEY-----", HIGH, begin);
    finds.notAtAllIn("-----BEGIN PRIVATE KEY------\n" + lines);
    finds.notAtAllIn(lines + "\n-----BEGIN PRIVATE KEY-----\nComment: " + "x".repeat(300));
  }
}
