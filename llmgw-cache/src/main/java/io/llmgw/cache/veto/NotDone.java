package io.llmgw.cache.veto;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether one of two questions has somebody do what is not done in the other one, or not quite: to
 * stop taking it and to take it, to forget to pay and to pay, almost full and full.
 */
final class NotDone {
  private static final Set<String> BEFORE_DOING = new HashSet<>();
  private static final Set<String> BEFORE_TO = WordFile.wordsBehindBars("not-done.txt");

  /** What any of them begins with: most questions have no such word, and are not looked at. */
  private static final Set<String> FIRST = new HashSet<>(Set.of("used", "use"));

  private static final Set<String> NOT_QUITE = Set.of("almost", "nearly");

  /** Before a "used to" that speaks of the past: a word that is used to describe it does not. */
  private static final Set<String> WHO =
      Set.of("i", "you", "he", "she", "it", "we", "they", "who", "people", "there");

  private static final Set<String> IS =
      Set.of("is", "are", "was", "were", "be", "been", "being", "get", "gets", "getting", "got");

  private static final String TO = "to";
  private static final String ING = "ing";

  /** What is shorter is a thing: a king, a ring. */
  private static final int SHORTEST_DOING = 5;

  /** Less alike besides, they are not about the same. */
  private static final double NEAR = 0.5;

  static {
    for (String name : WordFile.wordsBeforeBars("not-done.txt")) {
      BEFORE_DOING.add(WordFile.phrase(name));
      FIRST.add(name.split("-", 2)[0]);
    }
    FIRST.addAll(BEFORE_TO);
  }

  private NotDone() {}

  static boolean differ(Marks kept, Marks asked) {
    boolean isSaid = isSaid(kept, FIRST) || isSaid(asked, FIRST);
    return isSaid && (isDoneIn(asked, kept) || isDoneIn(kept, asked))
        || (isSaid(kept, NOT_QUITE) || isSaid(asked, NOT_QUITE)) && isNotQuiteInOne(kept, asked);
  }

  private static boolean isSaid(Marks marks, Set<String> words) {
    for (Word word : marks.words()) {
      if (words.contains(word.text())) {
        return true;
      }
    }
    return false;
  }

  /** Whether a text says of something that it is done which the other one says is not. */
  private static boolean isDoneIn(Marks one, Marks other) {
    if (one.negations() > other.negations()) {
      return false; // it denies that by a word, which is compared as such
    }
    Doings doings = doings(other.words());
    if (doings.isEmpty()) {
      return false;
    }
    Set<Integer> undone = undone(one.words());
    Besides besides = new Besides(one, other);
    Set<String> looked = new HashSet<>(); // one word may be most of a text
    for (int i = 0; i < one.words().size(); i++) {
      Word word = one.words().get(i);
      if (!undone.contains(i) && looked.add(word.text()) && isAnyDone(word, doings, besides)) {
        return true;
      }
    }
    return false;
  }

  private static Doings doings(List<Word> words) {
    Doings doings = new Doings();
    for (int i = 0; i < words.size(); i++) {
      int doing = doing(words, i);
      if (doing >= 0 && !doings.add(words.get(i), words.get(doing))) {
        break;
      }
    }
    return doings;
  }

  private static boolean isAnyDone(Word word, Doings doings, Besides besides) {
    for (Doings.Doing doing : doings.like(word)) {
      double alike = besides.alike(word, doing);
      // as a noun it is what both are about: to stop snoring, to deal with snoring
      if (word.text().endsWith(ING) ? alike == 1 : alike >= NEAR) {
        return true;
      }
    }
    return false;
  }

  private static Set<Integer> undone(List<Word> words) {
    Set<Integer> undone = new HashSet<>();
    for (int i = 0; i < words.size(); i++) {
      undone.add(doing(words, i));
    }
    return undone;
  }

  /** The place of what is not done by what begins here; -1 where nothing begins. */
  private static int doing(List<Word> words, int i) {
    String word = words.get(i).text();
    if (!FIRST.contains(word) || i + 1 == words.size()) {
      return -1;
    }
    String next = words.get(i + 1).text();
    if (BEFORE_DOING.contains(word) && isDoing(words, i + 1)) {
      return i + 1;
    }
    if (isDoing(words, i + 2) && BEFORE_DOING.contains(word + ' ' + next)) {
      return i + 2;
    }
    boolean isTo = next.equals(TO) && i + 2 < words.size();
    return isTo && (BEFORE_TO.contains(word) || isPast(words, i)) ? i + 2 : -1;
  }

  private static boolean isDoing(List<Word> words, int i) {
    return i < words.size()
        && words.get(i).text().length() >= SHORTEST_DOING
        && words.get(i).text().endsWith(ING);
  }

  /** They used to smoke; did they use to smoke? */
  private static boolean isPast(List<Word> words, int i) {
    String word = words.get(i).text();
    if (i == 0 || !word.equals("used") && !word.equals("use")) {
      return false;
    }
    Word before = words.get(i - 1);
    List<Word> all = words.subList(0, i);
    boolean isForm =
        word.equals("used")
            ? all.stream().noneMatch(each -> IS.contains(each.text()))
            : all.stream().anyMatch(each -> each.text().equals("did"));
    return isForm && (WHO.contains(before.text()) || before.isNameLike());
  }

  /** Where all else is the same; before a number they bound it, which is compared as such. */
  private static boolean isNotQuiteInOne(Marks kept, Marks asked) {
    return notQuite(kept) != notQuite(asked)
        && withoutNotQuite(kept).equals(withoutNotQuite(asked));
  }

  private static int notQuite(Marks marks) {
    List<Word> words = marks.words();
    int count = 0;
    for (int i = 0; i + 1 < words.size(); i++) {
      boolean isOfNumber = NumberWords.isSure(words.get(i + 1));
      count += NOT_QUITE.contains(words.get(i).text()) && !isOfNumber ? 1 : 0;
    }
    return count;
  }

  private static Set<String> withoutNotQuite(Marks marks) {
    Set<String> rest = new HashSet<>();
    for (Word word : marks.words()) {
      if (word.isContent() && !NOT_QUITE.contains(word.text())) {
        rest.add(word.stem());
      }
    }
    return rest;
  }
}
