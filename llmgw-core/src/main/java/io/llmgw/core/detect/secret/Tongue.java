package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.AsciiSet;
import io.llmgw.core.detect.FoldedText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How people who speak a language say what a secret is for, and then what it is: "for the wifi is",
 * "f&uuml;r das WLAN lautet". Immutable.
 *
 * @param purposes with what the words begin that say what it is for
 * @param beginnings the letters behind their blanks, but for those that are not ASCII
 * @param verbs behind which it stands
 */
record Tongue(List<String> purposes, AsciiSet beginnings, List<String> verbs) {
  private static final List<String> SIGNS = List.of(": ", " : ", " - ");

  /** Letters without a mark stand for those with one as well. */
  static final List<Tongue> ALL =
      List.of(
          of("for|of|on|to|at|in", "is:|is now|is|was|are:|are"),
          of(
              "fur|fuer|vom|von|zum|zur|zu|des|der|im|in|am|an|auf|bei|beim",
              "ist:|ist jetzt|ist nun|ist|lautet:|lautet jetzt|lautet|war|hei\u00dft"),
          of("du|de|des|d'*|pour|au|aux|sur|dans", "est :|est:|est maintenant|est|\u00e9tait"),
          of("del|de|para|en|al", "es:|es ahora|ahora es|es|era"),
          of(
              "del|della|dello|dell'*|dei|delle|degli|di|per|al|alla|all'*|sul|nel",
              "\u00e8:|\u00e8 ora|ora \u00e8|\u00e8|e'|era"),
          of("do|da|dos|das|de|para|pra|pro|no|na", "\u00e9:|\u00e9 agora|agora \u00e9|\u00e9|era"),
          of("do|dla|na|w|od|z", "to:|to|jest:|jest|brzmi:|brzmi"),
          of("van|voor|op|bij|naar|in", "is:|is nu|is|was|luidt:|luidt"),
          of("for|till|til|pa|av|af|i", "\u00e4r:|\u00e4r|er:|er|var"),
          of("k|ke|pro|pre|do|na|od|za", "je:|je|bylo"),
          of("de la|pentru|la", "este:|este"),
          of("untuk", "adalah"),
          of(
              "\u043e\u0442|\u0434\u043b\u044f|\u043a|\u043d\u0430|\u0434\u043e|\u0432\u0456\u0434"
                  + "|\u0437\u0430",
              "\u044d\u0442\u043e|\u0446\u0435|\u0435|\u0458\u0435"),
          of(
              "\u03b3\u03b9\u03b1|\u03c4\u03bf\u03c5|\u03c4\u03b7\u03c2",
              "\u03b5\u03af\u03bd\u03b1\u03b9"));

  /** Whatever may stand behind words that say what it is for, where these are in brackets. */
  static final List<String> ALL_VERBS =
      ALL.stream().flatMap(each -> each.verbs.stream()).distinct().toList();

  /** Words with a blank around each; none follows one with an asterisk. */
  private static Tongue of(String purposes, String verbs) {
    List<String> behind = new ArrayList<>();
    for (String word : verbs.split("\\|", -1)) {
      behind.add(" " + asRead(word) + " ");
    }
    behind.addAll(SIGNS);
    List<String> before = Stream.of(purposes.split("\\|", -1)).map(Tongue::purpose).toList();
    return new Tongue(before, beginnings(before), List.copyOf(behind));
  }

  private static AsciiSet beginnings(List<String> purposes) {
    StringBuilder letters = new StringBuilder();
    for (String each : purposes) {
      letters.append(each.charAt(1) < 0x80 ? each.substring(1, 2) : "");
    }
    return AsciiSet.of(letters.toString());
  }

  /** Past the longest word that stands here and says what it is for; the place if none does. */
  int pastPurpose(FoldedText text, int index) {
    char first = Character.toLowerCase(text.bare(index + 1));
    boolean mayBe = text.at(index) == ' ' && (first >= 0x80 || beginnings.has(first));
    return mayBe ? past(text, index, purposes) : index;
  }

  private static String purpose(String word) {
    boolean isJoined = word.endsWith("*");
    return " " + (isJoined ? word.substring(0, word.length() - 1) : asRead(word) + " ");
  }

  /** A word as a text is read in which it stands. */
  private static String asRead(String word) {
    FoldedText text = new FoldedText();
    text.read(word);
    return text.part(0, text.length());
  }

  /** Past the longest of these words that stands here; the place itself if none does. */
  static int past(FoldedText text, int index, List<String> words) {
    int longest = index;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (index + word.length() > longest && isAt(text, index, word)) {
        longest = index + word.length();
      }
    }
    return longest;
  }

  /** Whether a word stands here in any case; a mark that it has is asked for, no other one. */
  static boolean isAt(FoldedText text, int index, String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      char read = c < 0x80 ? text.bare(index + i) : text.at(index + i);
      if (c != read && c != Character.toLowerCase(read)) {
        return false;
      }
    }
    return true;
  }
}
