package io.llmgw.core.detect.crypto;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Examples are of the standard (BIP 39, test vectors); all else is made by its rule. */
class SeedPhraseTest {
  private static final List<String> LIST = list();

  private static final String TWELVE =
      "legal winner thank year wave sausage worth useful legal winner thank yellow";
  private static final String OTHER_TWELVE =
      "letter advice cage absurd amount doctor acoustic avoid letter advice cage above";

  private final Finds finds = new Finds(CryptoRules.all(), Entities.CRYPTO_SEED);
  private final Random random = new Random(39);

  private static List<String> list() {
    try (var in = SeedPhraseTest.class.getResourceAsStream("bip39-english.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon"
            + " about",
        "legal winner thank year wave sausage worth useful legal winner thank yellow",
        "letter advice cage absurd amount doctor acoustic avoid letter advice cage above",
        "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong",
        "gravity machine north sort system female filter attitude volume fold club stay feature"
            + " office ecology stable narrow fog",
        "void come effort suffer camp survey warrior heavy shoot primary clutch crush open amazing"
            + " screen patrol group space point ten exist slush involve unfold"
      })
  void thoseOfTheStandardAreFound(String phrase) {
    finds.in("Here: " + phrase + ".", HIGH, phrase);
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 15, 18, 21, 24})
  void theyAreFoundInEveryLengthAndForm(int length) {
    for (int i = 0; i < 40; i++) {
      List<String> words = phrase(length);
      for (String form : forms(words)) {
        String first = words.get(0);
        String last = words.get(length - 1);
        List<String> parts = finds.parts("It is:\n\n" + form + "\n\nKept at home.", HIGH);

        assertThat(parts).as(form).hasSize(1);
        assertThat(parts.get(0).toLowerCase(Locale.ROOT)).startsWith(first).endsWith(last);
        assertThat(form).contains(parts.get(0));
      }
    }
  }

  private static List<String> forms(List<String> words) {
    return List.of(
        String.join(" ", words),
        String.join(" ", words).toUpperCase(Locale.ROOT),
        "\"" + String.join("\", \"", words) + "\"",
        String.join(", ", words),
        String.join(",", words),
        String.join("\n", words),
        String.join("\r\n", words),
        String.join("  ", words.subList(0, 6))
            + "\n"
            + String.join("  ", words.subList(6, 12))
            + (words.size() == 12 ? "" : "\n" + String.join("  ", words.subList(12, words.size()))),
        "- " + String.join("\n- ", words),
        String.join("\n\n", words),
        String.join(" ".repeat(32), words),
        "`" + String.join("` `", words) + "`",
        numbered(words, "%d. %s", " "),
        numbered(words, "%d. %s", "\n"),
        numbered(words, "%d) %s", ", "),
        numbered(words, "#%d: %s", "\n"),
        numbered(words, "| %2d | %s |", "\n"));
  }

  private static String numbered(List<String> words, String form, String between) {
    return IntStream.range(0, words.size())
        .mapToObj(i -> String.format(form, i + 1, words.get(i)))
        .collect(Collectors.joining(between));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seed phrase: %s",
        "Seed phrase\n%s",
        "my seed phrase is %s",
        "The recovery phrase of my wallet, which nobody else may see, reads %s",
        "MNEMONIC=\"%s\"",
        "{\"mnemonic\":\"%s\"}",
        "wallet words %s",
        "Frase semilla: %s"
      })
  void behindACueTheCheckMayBeWrong(String text) {
    for (int length = 12; length <= 24; length++) {
      String wrong = String.join(" ", wrong(length));

      finds.in(text.formatted(wrong), MEDIUM, wrong);
    }
  }

  @Test
  void withoutOneItMayNot() {
    for (int i = 0; i < 200; i++) {
      finds.notAtAllIn("See: " + String.join(" ", wrong(12 + 3 * (i % 5))) + ".");
    }
  }

  @Test
  void aFewWordsOfTheListMayStandBeside() {
    for (int i = 0; i < 50; i++) {
      String phrase = String.join(" ", phrase(24));

      finds.in("Please save " + phrase + " later", MEDIUM, phrase);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"save %s", "save then %s", "save then only %s", "%s later", "save %s\n"})
  void soMayTheyBesideOneOfTwelve(String text) {
    finds.in(text.formatted(TWELVE), MEDIUM, TWELVE);
    finds.in("seed phrase: " + text.formatted(TWELVE), MEDIUM, TWELVE);
  }

  @Test
  void onBothSidesTheyMayOfEighteen() {
    String phrase =
        "gravity machine north sort system female filter attitude volume fold club stay feature"
            + " office ecology stable narrow fog";

    finds.in("Please save " + phrase + " later", MEDIUM, phrase);
  }

  @Test
  void behindACueItHasTwelveWordsToTwentySevenWithThoseOfTheCueLeftOut() {
    String most = String.join(" ", wrong(27));

    finds.in("seed phrase: " + most, MEDIUM, most);
    finds.notAtAllIn("seed phrase: " + String.join(" ", wrong(28)));
    finds.notAtAllIn("seed phrase " + String.join(" ", wrong(11)));
  }

  @ParameterizedTest
  @ValueSource(strings = {". ", ": ", " / ", " 2024 ", "\n\n\n", " xylophone "})
  void twoAreParted(String by) {
    finds.in(TWELVE + by + OTHER_TWELVE, HIGH, TWELVE, OTHER_TWELVE);
    finds.notAtAllIn(TWELVE.replace(" ", by));
  }

  @Test
  void twoAreWrittenInTwoWays() {
    String commas = OTHER_TWELVE.replace(" ", ", ");

    finds.in(commas + " " + TWELVE, MEDIUM, commas, TWELVE);
    finds.in(TWELVE + ", " + commas, MEDIUM, TWELVE, commas);
    finds.in("save then " + commas, HIGH, commas);
    finds.in(
        "Kept:\nsave only " + commas + ",\n" + TWELVE.replace(" ", ", "),
        HIGH,
        commas,
        TWELVE.replace(" ", ", "));
  }

  @Test
  void behindACueThoseOnLinesAreStillTwo() {
    finds.in("seed phrase:\n" + TWELVE + "\n" + OTHER_TWELVE, MEDIUM, TWELVE, OTHER_TWELVE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"", "xelephant ", "\u52a9\u8bb0\u8bcd\u662f", "\u05d0"})
  void otherTextMayStandRightBeforeOrBehindIt(String other) {
    finds.in(other + TWELVE, HIGH, TWELVE);
    finds.in(TWELVE + other.replace("xe", " e") + ".", MEDIUM, TWELVE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\u00e9", "\u0436", "\u1ebf"})
  void lettersAreOfTheWordTheyStandAt(String letter) {
    finds.notAtAllIn(letter + TWELVE);
    finds.notAtAllIn(TWELVE + letter);
  }

  @Test
  void theShortestIsFoundBehindAnyOtherWord() {
    String phrase = String.join(" ", ofThreeLetters());
    for (int before = 0; before < 48; before++) {
      for (int between = 30; between < 36; between++) {
        String text = "x".repeat(before) + " zoo" + " ".repeat(between) + phrase;

        finds.in(text, MEDIUM, phrase);
      }
    }
    finds.whole(phrase, HIGH);
  }

  private List<String> ofThreeLetters() {
    List<String> list = LIST.stream().filter(each -> each.length() == 3).toList();
    while (true) {
      List<String> words = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        words.add(list.get(random.nextInt(list.size())));
      }
      if (isRight(words)) {
        return words;
      }
    }
  }

  @Test
  void manyMayStandOneOnEachLine() {
    String[] phrases = new String[100];
    for (int i = 0; i < phrases.length; i++) {
      phrases[i] = String.join(" ", phrase(12 + 3 * (i % 5)));
    }

    finds.in(String.join("\n", phrases), HIGH, phrases);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "They can always give people another chance before any final answer must follow.",
        "Open space, clean water, fresh fruit, green table, warm light: what could anyone want?",
        "Teach the seed phrase chapter again. You must never type it, they can only guess it.",
        "What is a seed phrase? It is a list of twelve words: abandon, ability and so on.",
        "one two three four five six seven eight nine ten eleven twelve",
      })
  void proseOfTheirWordsIsNone(String text) {
    finds.notAtAllIn(text);
  }

  @Test
  void theListAndItsExtractsAreNone() {
    finds.notAtAllIn(String.join("\n", LIST));
    finds.notAtAllIn(String.join(" ", LIST));
    for (int i = 0; i + 24 < LIST.size(); i += 7) {
      finds.notAtAllIn("glossary: " + String.join(", ", LIST.subList(i, i + 12 + 3 * (i % 5))));
    }
  }

  @Test
  void wordsThatAreNotOnTheListEndIt() {
    List<String> words = new ArrayList<>(phrase(12));
    words.set(6, "xylophone");

    finds.notAtAllIn("seed phrase: " + String.join(" ", words));
    finds.notAtAllIn("seed phrase: " + String.join(". ", phrase(12)));
  }

  @Test
  void itIsFoundWhereverItStands() {
    String phrase = "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong";
    for (int before = 0; before < 200; before++) {
      String text = "x".repeat(before) + ": " + phrase + " - " + "y ".repeat(before % 7);

      assertThat(finds.parts(text, HIGH)).as("behind %d", before).containsExactly(phrase);
    }
  }

  private List<String> phrase(int length) {
    byte[] entropy = new byte[length * 4 / 3];
    random.nextBytes(entropy);
    return words(entropy, check(entropy));
  }

  private List<String> wrong(int length) {
    while (true) {
      List<String> words = new ArrayList<>();
      for (int i = 0; i < length; i++) {
        words.add(LIST.get(random.nextInt(LIST.size())));
      }
      if (isWrongEverywhere(words)) {
        return words;
      }
    }
  }

  private static boolean isWrongEverywhere(List<String> words) {
    for (int length = 12; length <= Math.min(24, words.size()); length += 3) {
      for (int from = 0; from + length <= words.size(); from++) {
        if (isRight(words.subList(from, from + length))) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isRight(List<String> words) {
    StringBuilder bits = new StringBuilder();
    for (String word : words) {
      bits.append(bits(Collections.binarySearch(LIST, word), 11));
    }
    byte[] entropy = new byte[words.size() * 4 / 3];
    for (int i = 0; i < entropy.length; i++) {
      entropy[i] = (byte) Integer.parseInt(bits.substring(i * 8, i * 8 + 8), 2);
    }
    return bits.substring(entropy.length * 8).equals(check(entropy));
  }

  private static List<String> words(byte[] entropy, String check) {
    StringBuilder bits = new StringBuilder();
    for (byte each : entropy) {
      bits.append(bits(each & 255, 8));
    }
    bits.append(check);
    List<String> words = new ArrayList<>();
    for (int at = 0; at < bits.length(); at += 11) {
      words.add(LIST.get(Integer.parseInt(bits.substring(at, at + 11), 2)));
    }
    return words;
  }

  private static String check(byte[] entropy) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(entropy);
      return bits(hash[0] & 255, 8).substring(0, entropy.length / 4);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static String bits(int value, int count) {
    String bits = Integer.toBinaryString(value);
    return "0".repeat(count - bits.length()) + bits;
  }
}
