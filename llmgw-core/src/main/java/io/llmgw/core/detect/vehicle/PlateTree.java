package io.llmgw.core.detect.vehicle;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * An automaton that tells char by char how a registration may go on, and whose it may be. {@code A}
 * stands for a capital, {@code 9} for a digit, a blank and a hyphen for themselves. Immutable and
 * thread-safe.
 */
final class PlateTree {
  /** Before the first char. */
  static final int START = 0;

  private static final int KINDS = 4;

  /** For each place and kind of char the next place; less than 0 where none goes on so. */
  private final int[] next;

  /** For each place a bit for each of the lists that have what is read so far. */
  private final int[] whole;

  /** An automaton for these lists, 32 at most. */
  PlateTree(List<Set<String>> lists) {
    int most = 1 + lists.stream().flatMap(Set::stream).mapToInt(String::length).sum();
    int[] next = new int[most * KINDS];
    int[] whole = new int[most];
    Arrays.fill(next, -1);
    int places = 1;
    for (int list = 0; list < lists.size(); list++) {
      for (String written : lists.get(list)) {
        int place = START;
        for (int i = 0; i < written.length(); i++) {
          int branch = place * KINDS + kind(written.charAt(i));
          next[branch] = next[branch] < 0 ? places++ : next[branch];
          place = next[branch];
        }
        whole[place] |= 1 << list;
      }
    }
    this.next = Arrays.copyOf(next, places * KINDS);
    this.whole = Arrays.copyOf(whole, places);
  }

  /** The place behind one char more; less than 0 if no registration goes on so. */
  int step(int place, char c) {
    int kind = kind(isCapital(c) ? 'A' : isDigit(c) ? '9' : c);
    return kind < 0 ? -1 : next[place * KINDS + kind];
  }

  /** A bit for each list that has all that is read at this place; 0 for none. */
  int whole(int place) {
    return whole[place];
  }

  private static int kind(char written) {
    return switch (written) {
      case 'A' -> 0;
      case '9' -> 1;
      case ' ' -> 2;
      case '-' -> 3;
      default -> -1;
    };
  }

  static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
