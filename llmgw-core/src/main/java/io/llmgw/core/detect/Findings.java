package io.llmgw.core.detect;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the rules have found in one text, in places of the original. Not thread-safe. Holds nothing
 * until something is found.
 */
public final class Findings {
  /** The surest first, of equally sure ones the longest, of those the first. */
  private static final Comparator<Finding> BEST =
      Comparator.comparing(Finding::confidence)
          .thenComparing(Finding::length)
          .reversed()
          .thenComparing(Finding::start);

  /** So few of the last finds are looked at for one that is taken back. */
  private static final int MOST_TAKEN_BACK = 4;

  private final FoldedText text;
  private final Set<EntityType> wanted;
  private @Nullable List<Finding> found;

  /** The index of the last find that a word tells; -1 for none. */
  private int told = -1;

  private final EncodedRuns encoded;

  /** Until where this reading of the text has been looked at for what is encoded. */
  private int decodedEnd;

  /** The run of chars without blanks that was asked for last. */
  private int runStart;

  private int runEnd;

  /** Between these places no tag begins. */
  private int tagStart;

  private int tagEnd;

  /** Between these places none of the signs stands that were asked for. */
  private int signStart;

  private int signEnd;

  /** Until where tables, and statements with rows of values, have been read. */
  private int tableEnd;

  private int statementEnd;

  /** What a value that is masked to the end of its run is, and where it stands. */
  private @Nullable EntityType claimed;

  private int claimStart;
  private int claimEnd;

  Findings(FoldedText text, Set<EntityType> wanted) {
    this.text = text;
    this.wanted = wanted;
    this.encoded = new EncodedRuns(text);
  }

  /** Forgets all. */
  void clear() {
    found = null;
    told = -1;
    encoded.clear();
    beginReading();
  }

  /** Forgets places: another reading of the text begins. */
  void beginReading() {
    decodedEnd = 0;
    runStart = 0;
    runEnd = 0;
    tagStart = 0;
    tagEnd = 0;
    signStart = 0;
    signEnd = 0;
    tableEnd = 0;
    statementEnd = 0;
    claimed = null;
  }

  /** Whether what is encoded at this place has been looked at. */
  boolean isDecoded(int index) {
    return index < decodedEnd;
  }

  /** Says until where what is encoded has been looked at. */
  void isDecodedUntil(int end) {
    decodedEnd = end;
  }

  /** What is encoded in the text. */
  EncodedRuns encoded() {
    return encoded;
  }

  /**
   * Where the chars end that begin here and are no blanks. A rule may ask for each of its places: a
   * run is read once, however many of them it holds.
   */
  public int runEnd(int index) {
    if (index < runStart || index >= runEnd) {
      runStart = index;
      runEnd = index;
      while (text.at(runEnd) > ' ') {
        runEnd++;
      }
    }
    return runEnd;
  }

  /** Where the next tag begins, or a blank stands. As of a run, a rule may ask over and over. */
  public int nextTag(int index) {
    if (index < tagStart || index >= tagEnd) {
      tagStart = index;
      tagEnd = index;
      while (text.at(tagEnd) > ' ' && text.at(tagEnd) != '<') {
        tagEnd++;
      }
    }
    return tagEnd;
  }

  /**
   * Where the next of these signs stands, all of them ASCII, or a blank or a char that is not
   * ASCII. For one rule, which asks for the same signs at each of its places.
   */
  public int nextSign(int index, String signs) {
    if (index < signStart || index >= signEnd) {
      signStart = index;
      signEnd = index;
      while (isOther(text.at(signEnd), signs)) {
        signEnd++;
      }
    }
    return signEnd;
  }

  private static boolean isOther(char c, String signs) {
    return c > ' ' && c < 0x80 && signs.indexOf(c) < 0;
  }

  /** Whether the line of this place has been read, as one of a table or as none. */
  public boolean isTableRead(int index) {
    return index < tableEnd;
  }

  /** Says until where lines have been read as a table, so that none is read over and over. */
  public void tableIsReadUntil(int end) {
    tableEnd = Math.max(tableEnd, end);
  }

  /** Whether this place is part of a statement that has been read. */
  public boolean isStatementRead(int index) {
    return index < statementEnd;
  }

  /** Says until where a statement has been read, so that none is read over and over. */
  public void statementIsReadUntil(int end) {
    statementEnd = Math.max(statementEnd, end);
  }

  /** Says that this is masked, and that what begins within it goes on no further. */
  public void claim(EntityType type, int start, int end) {
    claimed = wanted.contains(type) ? type : null;
    claimStart = start;
    claimEnd = end;
  }

  /** Whether this place is part of what is masked as this type. */
  public boolean isClaimed(EntityType type, int index) {
    return index >= claimStart && index < claimEnd && type.equals(claimed);
  }

  /**
   * Adds a find, unless its type is not wanted.
   *
   * @param start index of its first folded char
   * @param end index after its last
   * @param rule the name of what has found it
   */
  public void add(EntityType type, int start, int end, Confidence confidence, String rule) {
    if (wanted.contains(type)) {
      Finding one = finding(type, start, end, confidence, rule);
      found().add(one);
    }
  }

  /**
   * As {@link #add}, for what a word near it tells: it comes before others that have just been
   * found at the same place by their shape alone, as the first of those that are as sure is kept.
   */
  void addTold(EntityType type, int start, int end, Confidence confidence, String rule) {
    if (wanted.contains(type)) {
      Finding one = finding(type, start, end, confidence, rule);
      List<Finding> all = found();
      int at = all.size();
      boolean isBehindTold = told >= 0 && told < at && isSamePlace(all.get(told), one);
      while (!isBehindTold && at > 0 && isSamePlace(all.get(at - 1), one)) {
        at--;
      }
      told = isBehindTold ? told + 1 : at;
      all.add(told, one);
    }
  }

  private Finding finding(EntityType type, int start, int end, Confidence confidence, String rule) {
    int from = text.originStart(start, end);
    return new Finding(type, from, text.originEnd(start, end), confidence, rule);
  }

  private static boolean isSamePlace(Finding one, Finding other) {
    return one.start() == other.start() && one.end() == other.end();
  }

  private List<Finding> found() {
    if (found == null) {
      found = new ArrayList<>();
    }
    return found;
  }

  /**
   * Takes back what has just been found of another type between these places, unless this one is
   * not wanted itself. For a rule that looks at the same literal behind that which has found it.
   */
  public void takeBack(EntityType other, EntityType type, int start, int end) {
    if (found == null || !wanted.contains(type)) {
      return;
    }
    int from = text.originStart(start, end);
    int to = text.originEnd(start, end);
    int last = Math.max(0, found.size() - MOST_TAKEN_BACK);
    for (int i = found.size() - 1; i >= last; i--) {
      Finding each = found.get(i);
      if (each.type().equals(other) && each.start() >= from && each.end() <= to) {
        found.remove(i);
      }
    }
  }

  /** Adds what others have found, in places of the original. */
  void addAll(List<Finding> others) {
    if (!others.isEmpty()) {
      found().addAll(others);
    }
  }

  /** All finds, also those that overlap, as they were found. */
  List<Finding> all() {
    return found == null ? List.of() : found;
  }

  /** Finds that do not overlap, in the order of the text: of two that do, the better one. */
  public static List<Finding> best(List<Finding> all) {
    if (all.size() < 2) {
      return List.copyOf(all);
    }
    List<Finding> byWorth = new ArrayList<>(all);
    byWorth.sort(BEST);
    NavigableMap<Integer, Finding> kept = new TreeMap<>();
    for (Finding each : byWorth) {
      if (isFree(kept, each)) {
        kept.put(each.start(), each);
      }
    }
    return List.copyOf(kept.values());
  }

  private static boolean isFree(NavigableMap<Integer, Finding> kept, Finding wanted) {
    Map.Entry<Integer, Finding> before = kept.lowerEntry(wanted.end());
    return before == null || before.getValue().end() <= wanted.start();
  }
}
