package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.FoldedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The words for a password in scripts that are not Latin. */
final class PasswordWords {
  /** One that another one begins with stands behind it. */
  private static final String[] WRITTEN = {
    "\u043f\u0430\u0440\u043e\u043b\u044c", // Russian, Ukrainian
    "\u043f\u0430\u0440\u043e\u043b\u0430\u0442\u0430", // Bulgarian, with the article
    "\u043f\u0430\u0440\u043e\u043b\u0430",
    "\u043b\u043e\u0437\u0438\u043d\u043a\u0430\u0442\u0430", // Macedonian, with the article
    "\u043b\u043e\u0437\u0438\u043d\u043a\u0430", // Serbian
    "\u03ba\u03c9\u03b4\u03b9\u03ba\u03cc\u03c2 \u03c0\u03c1\u03cc\u03c3\u03b2\u03b1\u03c3\u03b7\u03c2", // Greek
    "\u03ba\u03c9\u03b4\u03b9\u03ba\u03cc\u03c2",
    "\u03ba\u03c9\u03b4\u03b9\u03ba\u03bf\u03c2",
    "\u5bc6\u7801", // Chinese
    "\u5bc6\u78bc",
    "\u53e3\u4ee4",
    "\u30d1\u30b9\u30ef\u30fc\u30c9", // Japanese
    "\u6697\u8a3c\u756a\u53f7",
    "\ube44\ubc00\ubc88\ud638", // Korean
    "\uc554\ud638",
    "\u0643\u0644\u0645\u0629 \u0627\u0644\u0645\u0631\u0648\u0631", // Arabic
    "\u0643\u0644\u0645\u0629 \u0627\u0644\u0633\u0631",
    "\u0631\u0645\u0632 \u0639\u0628\u0648\u0631", // Persian
    "\u05e1\u05d9\u05e1\u05de\u05d4", // Hebrew
    "\u05e1\u05d9\u05e1\u05de\u05d0",
    "\u092a\u093e\u0938\u0935\u0930\u094d\u0921", // Hindi
    "\u0e23\u0e2b\u0e31\u0e2a\u0e1c\u0e48\u0e32\u0e19" // Thai
  };

  /** All, as a text is read in which they stand. */
  static final List<String> ALL = Stream.of(WRITTEN).map(PasswordWords::read).toList();

  /** What follows such a word, without a blank before it, as "is" does in English. */
  static final AnyOf VERBS = AnyOf.of("\u662f", "\u4e3a", "\u70ba", "\u306f", "\uc740 ", "\ub294 ");

  private PasswordWords() {}

  private static String read(String word) {
    FoldedText text = new FoldedText();
    text.read(word);
    return text.part(0, text.length());
  }

  /** The chars that they begin with, in both cases. */
  static List<String> beginnings() {
    Set<String> beginnings = new TreeSet<>();
    for (String word : ALL) {
      beginnings.add(word.substring(0, 1));
      beginnings.add(String.valueOf(Character.toUpperCase(word.charAt(0))));
    }
    return new ArrayList<>(beginnings);
  }

  /** Where one of them ends that begins here; less than 0 if none does. */
  static int end(FoldedText text, int start) {
    char second = Character.toLowerCase(text.at(start + 1));
    for (String word : ALL) {
      if (word.charAt(1) == second && text.hasAt(start, word)) {
        return start + word.length();
      }
    }
    return -1;
  }
}
