package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.FoldedText;
import java.util.Locale;
import java.util.Set;

/** Several words in quotes: what somebody uses as a password, or what is said of one. */
final class Phrase {
  /** A shorter one of words alone says something, as "not set" does. */
  private static final int SHORTEST = 12;

  /** One shorter word alone makes no sentence. */
  private static final int SHORTEST_WORD = 3;

  /** A longer one is text. */
  private static final int MOST_WORDS = 12;

  /** Words that sentences have, and labels and messages about passwords. */
  private static final Set<String> OF_SENTENCES =
      Set.of(
          ("a an the is are was be been it its this that these of for to in on at by as or"
                  + " and not no with from if must should can cannot may will please your you my our"
                  + " their any enter type choose set reset change forgot confirm repeat new old"
                  + " current wrong invalid incorrect required optional missing empty blank least"
                  + " most minimum maximum characters chars letters digits password passwords"
                  + " passphrase passcode secret token key user username login account email field"
                  + " value string text number example none see ask same has have via using stored"
                  + " hidden default der die das den dem des ein eine ist sind und oder nicht bitte"
                  + " ihr ihre dein passwort kennwort le la les un une est et ou ne pas votre mot"
                  + " passe el los las es su tu y o clave contrase\u00f1a il lo gli una \u00e8 e"
                  + " della di tua senha sua uma do da de het een je uw wachtwoord")
              .split(" ", -1));

  private Phrase() {}

  /** Whether it has more than one word. */
  static boolean is(FoldedText text, Assigned value) {
    for (int i = value.start(); i < value.judgedEnd(); i++) {
      if (text.at(i) == ' ') {
        return true;
      }
    }
    return false;
  }

  /** Whether it may be a password: it has digits or symbols, or is longer, and is no sentence. */
  static boolean isPassword(FoldedText text, Assigned value, boolean hasOthers) {
    String words = text.part(value.start(), value.judgedEnd());
    if (!hasOthers && (words.length() < SHORTEST || Character.isUpperCase(words.charAt(0)))) {
      return false;
    }
    String[] each = words.toLowerCase(Locale.ROOT).split(" ", MOST_WORDS + 2);
    int worth = 0;
    for (String word : each) {
      String letters = letters(word);
      if (OF_SENTENCES.contains(letters)) {
        worth += letters.length() < SHORTEST_WORD ? 1 : 2; // short ones are in much else
      }
    }
    return worth < 2 && each.length <= MOST_WORDS;
  }

  private static String letters(String word) {
    StringBuilder letters = new StringBuilder(word.length());
    word.codePoints().filter(Character::isLetter).forEach(letters::appendCodePoint);
    return letters.toString();
  }
}
