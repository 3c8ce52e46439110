package io.llmgw.core.detect.fold;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What stands in a text for those who read it otherwise than char by char: backwards where it is
 * shown so, what is hidden in it, what is encoded. Each char of it stands for a part of the text.
 * Not to be changed.
 */
public final class Reading {
  private static final char OVERRIDE = '\u202e';

  private final String chars;
  private final int[] starts;
  private final int[] ends;
  private final int nameEnd;

  Reading(String chars, int[] starts, int[] ends) {
    this(chars, starts, ends, 0);
  }

  private Reading(String chars, int[] starts, int[] ends, int nameEnd) {
    this.nameEnd = nameEnd;
    this.chars = chars;
    this.starts = starts;
    this.ends = ends;
  }

  /** What is turned round and what is hidden in this text; mostly nothing. */
  public static List<Reading> of(String text) {
    boolean isTurned = text.indexOf(OVERRIDE) >= 0;
    boolean hides = HiddenText.mayBeIn(text);
    if (!isTurned && !hides) {
      return List.of();
    }
    List<Reading> readings = new ArrayList<>();
    if (isTurned) {
      readings.add(TurnedText.of(text, OVERRIDE));
    }
    if (hides) {
      readings.addAll(HiddenText.in(text));
    }
    return readings;
  }

  /**
   * Chars of which each stands for all that is between these places.
   *
   * @param name what stands before them, to be read with them; may be empty
   */
  static Reading ofAll(String name, String said, int start, int end) {
    String chars = name + said;
    int[] starts = new int[chars.length()];
    int[] ends = new int[chars.length()];
    Arrays.fill(starts, start);
    Arrays.fill(ends, end);
    return new Reading(chars, starts, ends, name.length());
  }

  /** Where the name ends that is read before what is encoded; 0 for none. */
  public int nameEnd() {
    return nameEnd;
  }

  /** The chars, as one text. */
  public String chars() {
    return chars;
  }

  /** Where the first of what these chars stand for begins in the text; at least one char. */
  public int start(int from, int to) {
    int start = starts[from];
    for (int i = from + 1; i < to; i++) {
      start = Math.min(start, starts[i]);
    }
    return start;
  }

  /** Where the last of what these chars stand for ends in the text; at least one char. */
  public int end(int from, int to) {
    int end = ends[from];
    for (int i = from + 1; i < to; i++) {
      end = Math.max(end, ends[i]);
    }
    return end;
  }
}
