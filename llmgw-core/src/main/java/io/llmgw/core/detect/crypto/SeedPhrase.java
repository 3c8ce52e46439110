package io.llmgw.core.detect.crypto;

import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.TextRule;
import io.llmgw.core.detect.Words;
import java.util.Set;

/**
 * Words that a wallet is made from (BIP 39). They are ordinary ones, so that nothing tells where to
 * look but that there are twelve of them in a row: one word in each {@value #STRIDE} chars is
 * looked up, and where it is on the list, its neighbours are.
 */
final class SeedPhrase implements TextRule {
  /** The chars of twelve words of three letters with one between two. */
  private static final int STRIDE = 47;

  /** Chars between two words: a cell of a table with its number, at most. */
  private static final int MOST_BETWEEN = 32;

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.CRYPTO_SEED);
  }

  @Override
  public void look(FoldedText text, Findings found) {
    SeedWords words = SeedWords.english();
    int done = 0;
    for (int at = 0; at < text.length(); at = Math.max(at, done) + STRIDE) {
      int start = wordAt(text, Math.max(at, done));
      if (start < done || !isWord(words, text, start)) {
        continue;
      }
      int first = first(words, text, start, done);
      int count = 0;
      int index = words.index(text, first);
      for (int next = first; index >= 0; index = next < 0 ? -1 : words.index(text, next)) {
        count++;
        done = next + words.length(index);
        next = next(text, done);
      }
      if (count >= SeedRun.FEWEST) {
        runs(words, text, first, count, found);
      }
    }
  }

  /** The first of the words on the list that stand in a row before this one. */
  private static int first(SeedWords words, FoldedText text, int start, int done) {
    int first = start;
    int before = previous(text, first);
    while (before >= done && isWord(words, text, before)) {
      first = before;
      before = previous(text, first);
    }
    return first;
  }

  /** Parts what stands in a row where it is written another way. */
  private static void runs(SeedWords words, FoldedText text, int first, int count, Findings found) {
    SeedRun run = new SeedRun(text, count);
    int start = first;
    for (int i = 0; i < count; i++) {
      int index = words.index(text, start);
      int end = start + words.length(index);
      run.add(index, start, end, found);
      start = next(text, end);
    }
    run.judge(found);
  }

  private static boolean isWord(SeedWords words, FoldedText text, int start) {
    return start >= 0 && words.index(text, start) >= 0;
  }

  /** Where the word begins at this place, or else the next one; -1 if none does. */
  private static int wordAt(FoldedText text, int at) {
    if (!Words.isLetter(text.at(at))) {
      return next(text, at);
    }
    int start = at;
    while (at - start <= SeedWords.LONGEST && Words.isLetter(text.at(start - 1))) {
      start--;
    }
    return start;
  }

  /** Where the word begins that follows what is between words here; -1 if there is none. */
  private static int next(FoldedText text, int end) {
    int at = end;
    while (at - end <= MOST_BETWEEN && at < text.length()) {
      if (Words.isLetter(text.at(at))) {
        return at;
      }
      at++;
    }
    return -1;
  }

  /** Where the word begins that stands before this one; -1 if there is none. */
  private static int previous(FoldedText text, int start) {
    int end = start;
    while (start - end < MOST_BETWEEN && end > 0 && !Words.isLetter(text.at(end - 1))) {
      end--;
    }
    int at = end;
    while (end - at <= SeedWords.LONGEST && Words.isLetter(text.at(at - 1))) {
      at--;
    }
    return at < end ? at : -1;
  }
}
