package io.llmgw.core.detect;

import io.llmgw.core.detect.fold.DecodedText;
import io.llmgw.core.detect.fold.Reading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a text in base 64, to be read as well. All of it shares one bound: short runs are
 * decoded to their ends, and long ones as far as what is left goes round, so that none keeps others
 * from being read. What is no text, such as a picture, comes last. Holds nothing until there is
 * something. Not thread-safe.
 */
final class EncodedRuns {
  /** How much is decoded of one text, in chars of base 64; also the longest run. */
  static final int MOST = 16 * 1024;

  /** So many chars tell whether a run is text. */
  private static final int GLIMPSE = 64;

  /** Chars of base 64 that stand for whole octets. */
  private static final int GROUP = 4;

  /** A run in the text that is read now, and the name that says what it is. */
  private record Run(String name, int start, int end) {
    int length() {
      return end - start;
    }
  }

  private final FoldedText text;
  private @Nullable List<Run> runs;
  private @Nullable List<Reading> decoded;
  private int left = MOST;

  /** Runs in what this holds. */
  EncodedRuns(FoldedText text) {
    this.text = text;
  }

  /** Forgets all. */
  void clear() {
    runs = null;
    decoded = null;
    left = MOST;
  }

  /** Takes in what stands between two places, behind a name, which may be empty. */
  void add(int name, int nameEnd, int start, int end) {
    if (start < end) {
      runs = runs == null ? new ArrayList<>() : runs;
      String behind = nameEnd > name ? text.part(name, nameEnd) + ": " : "";
      runs.add(new Run(behind, start, end));
    }
  }

  /** Forgets what was taken in, as it has been decoded already in another reading. */
  void skip() {
    runs = null;
  }

  /** Decodes what was taken in, while the text is still held that it stands in. */
  void decode() {
    if (runs == null) {
      return;
    }
    List<Run> texts = new ArrayList<>();
    List<Run> others = new ArrayList<>();
    for (Run run : runs) {
      boolean isText = left > 0 && reading(run, Math.min(run.length(), GLIMPSE)) != null;
      (isText ? texts : others).add(run);
    }
    runs = null;
    share(texts);
    share(others);
  }

  private void share(List<Run> some) {
    some.sort(Comparator.comparingInt(Run::length));
    int waiting = some.size();
    for (Run run : some) {
      int share = left / waiting--;
      int length = run.length() <= share ? run.length() : share - share % GROUP;
      left -= length;
      Reading reading = length == 0 ? null : reading(run, length);
      if (reading != null) {
        decoded = decoded == null ? new ArrayList<>() : decoded;
        decoded.add(reading);
      }
    }
  }

  /** What the first chars of a run say; null if it is no text. Each stands for the whole run. */
  private @Nullable Reading reading(Run run, int length) {
    return DecodedText.of(
        run.name,
        text.part(run.start, run.start + length),
        text.originStart(run.start, run.end),
        text.originEnd(run.start, run.end));
  }

  /** What has been decoded and not been read; null for nothing. */
  @Nullable Reading next() {
    return decoded == null || decoded.isEmpty() ? null : decoded.remove(decoded.size() - 1);
  }
}
