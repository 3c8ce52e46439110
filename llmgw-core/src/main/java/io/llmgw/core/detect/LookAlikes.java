package io.llmgw.core.detect;

import java.text.Normalizer;
import java.util.BitSet;

/**
 * Letters that look like Latin ones: Greek and Cyrillic by hand (a part of Unicode's confusables,
 * UTS 39), small capitals, and what Unicode itself calls compatible.
 */
final class LookAlikes {
  private static final String FROM =
      "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορτυχϲϳ"
          + "АВЕЅІЈКМНОРСТУХЬԛԜаеѕіјорсухһԁԝӏ"
          + "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ"
          + "ıɑɡℓ";
  private static final String TO =
      "ABEZHIKMNOPTYXavoptuxcj"
          + "ABESIJKMHOPCTYXbqWaesijopcyxhdwl"
          + "ABCDEFGHIJKLMNOPRSTUVWYZ"
          + "iagl";

  private static final BitSet LETTERS = new BitSet();

  static {
    FROM.chars().forEach(LETTERS::set);
  }

  private LookAlikes() {}

  /** Adds what these letters, and letters in circles, are read as. */
  static void addTo(char[] plain) {
    for (int i = 0; i < FROM.length(); i++) {
      plain[FROM.charAt(i)] = TO.charAt(i);
    }
    for (char c = 0x24B6; c <= 0x24E9; c++) {
      plain[c] = compatible(c);
    }
  }

  /** Whether it is a letter of its own, which only its neighbours tell from a Latin one. */
  static boolean isOne(char c) {
    return LETTERS.get(c);
  }

  /** The one ASCII char that Unicode calls compatible (form NFKC); 0 if there is none. */
  static char compatible(int point) {
    String plain = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKC);
    return plain.length() == 1 && plain.charAt(0) < 0x80 ? plain.charAt(0) : 0;
  }
}
