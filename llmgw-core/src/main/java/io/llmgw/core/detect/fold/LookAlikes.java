package io.llmgw.core.detect.fold;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;

/**
 * Letters and digits that look like those of ASCII: of other scripts by hand (a part of Unicode's
 * confusables, UTS 39), small capitals, and what Unicode itself calls compatible. Those that are
 * letters of their own are read as Latin ones within a word that has Latin letters or digits, so
 * that Russian and Greek stay what they are.
 */
final class LookAlikes {
  private static final String FROM =
      "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαινορτυχϲϳ"
          + "АВЕЅІЈКМНОРСТУХЬԌԚԜаеѕіјорсухһԁԛԝӏѵѡг"
          + "ՕՍՏօոսցհզ"
          + "ᎪᏴᏟᎠᎬᏀᎻᎥᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᏃ"
          + "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ"
          + "ıɑɡɩȷɯ";
  private static final String TO =
      "ABEZHIKMNOPTYXaivoptuxcj"
          + "ABESIJKMHOPCTYXBGQWaesijopcyxhdqwlvwr"
          + "OUSonughq"
          + "ABCDEGHIJKLMPRSTVWZ"
          + "ABCDEFGHIJKLMNOPQRSTUVWYZ"
          + "iagijw";

  /** Letters that stand for a digit where nothing but digits is around. */
  private static final String LIKE_DIGITS = "ОоΟοօՕӀІіΙιӏıЗзб";

  private static final String DIGITS = "0000001111111336";

  /** Letters of their own, and what they look like. */
  static final Map<Character, Character> LETTERS = pairs(FROM, TO);

  /** Of these and others, what they look like among digits. */
  static final Map<Character, Character> AS_DIGITS = pairs(LIKE_DIGITS, DIGITS);

  /** Raised, lowered and enclosed digits: single ones are notes and items of lists. */
  static final Map<Character, Character> ORNATE = ornate();

  /** How far a word is looked at: without a bound, long words would take the square of them. */
  private static final int LONGEST_WORD = 40;

  private static final int FEWEST_ORNATE = 4;
  private static final int LONGEST_ORNATE = 12;

  /** What stands within values as well as within words. */
  private static final String JOINING = "_-+/=.@";

  /** The first half of letters and digits of mathematics. */
  private static final char MATHEMATICS = 0xD835;

  private LookAlikes() {}

  private static Map<Character, Character> pairs(String from, String to) {
    Map<Character, Character> pairs = new HashMap<>();
    for (int i = 0; i < from.length(); i++) {
      pairs.put(from.charAt(i), to.charAt(i));
    }
    return pairs;
  }

  private static Map<Character, Character> ornate() {
    Map<Character, Character> ornate = pairs("\u00b2\u00b3\u00b9\u2070\u24ea\u24ff", "231000");
    for (int i = 4; i <= 9; i++) {
      ornate.put((char) (0x2070 + i), (char) ('0' + i));
    }
    for (int i = 0; i <= 9; i++) {
      ornate.put((char) (0x2080 + i), (char) ('0' + i));
    }
    for (int first : new int[] {0x2460, 0x2474, 0x2488, 0x24F5, 0x2776, 0x2780, 0x278A}) {
      for (int i = 1; i <= 9; i++) {
        ornate.put((char) (first + i - 1), (char) ('0' + i));
      }
    }
    return ornate;
  }

  /** What a letter of its own looks like; the same char for any other. */
  static char letter(char c) {
    return LETTERS.getOrDefault(c, c);
  }

  /** What the letter or ornate digit at this place is read as, by what is around it. */
  static char inWord(String text, int index) {
    char c = text.charAt(index);
    Character digit = ORNATE.get(c);
    if (digit != null) {
      return isRowOfOrnate(text, index) ? digit : c;
    }
    int seen = seen(text, index, -1) | seen(text, index, 1);
    if ((seen & (LATIN | DIGIT)) == 0) {
      return c;
    }
    boolean isNumber = (seen & (LATIN | OTHER)) == 0;
    return isNumber ? AS_DIGITS.getOrDefault(c, letter(c)) : letter(c);
  }

  private static final int LATIN = 1;
  private static final int DIGIT = 2;
  private static final int OTHER = 4;

  /** What stands in the word on this side of a place. */
  private static int seen(String text, int index, int step) {
    int seen = 0;
    for (int i = 1; i <= LONGEST_WORD; i++) {
      int at = index + i * step;
      char c = at < 0 || at >= text.length() ? ' ' : text.charAt(at);
      char plain = PlainChars.alone(c);
      if (c == MATHEMATICS || (plain < 0x80 && Character.isLetter(plain))) {
        return seen | LATIN;
      }
      if (plain < 0x80 && Character.isDigit(plain)) {
        seen |= DIGIT;
      } else if (Character.isLetter(c)) {
        seen |= AS_DIGITS.containsKey(c) ? 0 : OTHER;
      } else if (JOINING.indexOf(c) < 0 && !isMark(c) && !Character.isSurrogate(c)) {
        return seen;
      }
    }
    return seen;
  }

  private static boolean isMark(char c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT;
  }

  private static boolean isRowOfOrnate(String text, int index) {
    return 1 + ornate(text, index, -1) + ornate(text, index, 1) >= FEWEST_ORNATE;
  }

  private static int ornate(String text, int index, int step) {
    int count = 0;
    for (int i = 1; i <= LONGEST_ORNATE; i++) {
      int at = index + i * step;
      char c = at < 0 || at >= text.length() ? 0 : text.charAt(at);
      if (ORNATE.containsKey(c)) {
        count++;
      } else if (c != ' ' && c != '-' && c != '.') {
        return count;
      }
    }
    return count;
  }

  /** Chars of the basic plane of which Unicode says that they are one of ASCII in other dress. */
  static Map<Character, Character> compatible() {
    Map<Character, Character> all = new HashMap<>();
    int[] ranges = {
      0x17F, 0x17F, 0x2B0, 0x2B8, 0x1D2C, 0x1D6A, 0x2090, 0x209C, 0x2100, 0x217F, 0x24B6, 0x24E9,
      0xFE4D, 0xFE6B
    };
    for (int i = 0; i < ranges.length; i += 2) {
      for (int c = ranges[i]; c <= ranges[i + 1]; c++) {
        char read = compatible(c);
        if (read != 0) {
          all.put((char) c, read);
        }
      }
    }
    for (char c = 'a'; c <= 'z'; c++) {
      all.put((char) (0x249C + c - 'a'), c); // in brackets
    }
    return all;
  }

  /** The one ASCII char that Unicode calls compatible (form NFKC); 0 if there is none. */
  static char compatible(int point) {
    String plain = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKC);
    char c = plain.length() == 1 ? letter(plain.charAt(0)) : 0;
    return c < 0x80 && c != ' ' ? c : 0;
  }
}
