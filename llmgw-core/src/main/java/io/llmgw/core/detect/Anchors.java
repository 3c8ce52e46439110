package io.llmgw.core.detect;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An automaton that finds many literals in one pass, in upper and lower case alike (Aho and
 * Corasick, 1975), as one flat table: a step is two array reads. Literals are ASCII, or a single
 * char of another script; any other char leads back to the beginning. Immutable and thread-safe.
 *
 * @param <T> what a literal stands for
 */
final class Anchors<T> {
  /** The state before the first char. */
  static final int START = 0;

  /** A literal that ends at a state, and what it stands for. */
  record Hit<T>(int length, T meaning) {}

  private static final int ASCII = 128;

  /** For each ASCII char its column in the table; 0 for those in no literal. */
  private final byte[] columns;

  /** How many bits the number of a column takes. */
  private final int bits;

  /** The next state for each state and column: half as large as ints, as caches are small. */
  private final char[] next;

  /** The first state at which something ends; it does at all that follow. */
  private final int firstHit;

  /** What ends at each state from that on. */
  private final Hit<T>[][] hits;

  /** Literals that are not ASCII, in order, and the state at which each ends. */
  private final char[] others;

  private final char[] otherStates;

  /** A bit for each char, as most of a text in another script is none of them. */
  private final long[] isOther = new long[(Character.MAX_VALUE + 1) / Long.SIZE];

  private Anchors(
      byte[] columns,
      int bits,
      char[] next,
      int firstHit,
      Hit<T>[][] hits,
      SortedMap<Character, Integer> others) {
    this.others = new char[others.size()];
    this.otherStates = new char[others.size()];
    int at = 0;
    for (Map.Entry<Character, Integer> each : others.entrySet()) {
      char c = each.getKey();
      this.isOther[c >> 6] |= 1L << c;
      this.others[at] = c;
      this.otherStates[at++] = (char) each.getValue().intValue();
    }
    this.columns = columns;
    this.bits = bits;
    this.next = next;
    this.firstHit = firstHit;
    this.hits = hits;
  }

  /**
   * An automaton for these literals.
   *
   * @param literals each with what it stands for; one may stand for several things
   * @throws IllegalArgumentException if one is empty or neither ASCII nor a single char, or if they
   *     are too many
   */
  static <T> Anchors<T> of(List<Map.Entry<String, T>> literals) {
    return new Trie<>(literals).compile();
  }

  /** The state after one char more. */
  int step(int state, char c) {
    if (c < ASCII) {
      return next[state << bits | columns[c]];
    }
    return (isOther[c >> 6] >>> c & 1) == 0 ? START : otherStates[Arrays.binarySearch(others, c)];
  }

  /** Whether something ends at this state. */
  boolean isHit(int state) {
    return state >= firstHit;
  }

  /** What ends at this state, the longest first. */
  Hit<T>[] at(int state) {
    return hits[state - firstHit];
  }

  /** Literals as a tree, before its missing branches are filled in. */
  private static final class Trie<T> {
    private final byte[] columns = new byte[ASCII];
    private final int width;
    private final List<int[]> rows = new ArrayList<>();
    private final List<List<Hit<T>>> hits = new ArrayList<>();
    private final SortedMap<Character, Integer> others = new TreeMap<>();

    Trie(List<Map.Entry<String, T>> literals) {
      int used = 1;
      for (Map.Entry<String, T> literal : literals) {
        String chars = checked(literal.getKey());
        for (int i = 0; i < chars.length(); i++) {
          char c = chars.charAt(i);
          if (c < ASCII && columns[c] == 0) {
            columns[Character.toLowerCase(c)] = (byte) used;
            columns[Character.toUpperCase(c)] = (byte) used;
            used++;
          }
        }
      }
      width = used;
      addState();
      literals.forEach(each -> add(each.getKey(), each.getValue()));
    }

    private static String checked(String literal) {
      boolean isOther = literal.chars().anyMatch(c -> c >= ASCII);
      if (literal.isEmpty() || (isOther && literal.length() > 1)) {
        throw new IllegalArgumentException("literal '" + literal + "': must be ASCII, not empty");
      }
      return literal;
    }

    private void add(String literal, T meaning) {
      if (literal.charAt(0) >= ASCII) {
        int state = others.computeIfAbsent(literal.charAt(0), c -> addState());
        hits.get(state).add(new Hit<>(literal.length(), meaning));
        return;
      }
      int state = 0;
      for (int i = 0; i < literal.length(); i++) {
        char c = literal.charAt(i);
        int[] row = rows.get(state);
        if (row[columns[c]] == 0) {
          row[columns[c]] = addState();
        }
        state = row[columns[c]];
      }
      hits.get(state).add(new Hit<>(literal.length(), meaning));
    }

    private int addState() {
      if (rows.size() > Character.MAX_VALUE) {
        throw new IllegalArgumentException("literals of more than 65,536 states");
      }
      rows.add(new int[width]);
      hits.add(new ArrayList<>());
      return rows.size() - 1;
    }

    /** Fills in where each state goes when the tree has no branch: to its longest suffix. */
    Anchors<T> compile() {
      int[] suffixes = new int[rows.size()];
      Queue<Integer> toDo = new ArrayDeque<>();
      Arrays.stream(rows.get(0)).filter(child -> child != 0).forEach(toDo::add);
      while (!toDo.isEmpty()) {
        int state = toDo.remove();
        int[] row = rows.get(state);
        int[] ofSuffix = rows.get(suffixes[state]);
        hits.get(state).addAll(hits.get(suffixes[state]));
        for (int column = 0; column < width; column++) {
          if (row[column] == 0) {
            row[column] = ofSuffix[column];
          } else {
            suffixes[row[column]] = ofSuffix[column];
            toDo.add(row[column]);
          }
        }
      }
      // Behind a char of another script, a literal begins as at the first char of all.
      others.values().forEach(state -> rows.set(state, rows.get(0)));
      return numbered();
    }

    /** Numbers the states anew, those at which something ends after all others. */
    private Anchors<T> numbered() {
      int firstHit = (int) hits.stream().filter(List::isEmpty).count();
      int[] numbers = new int[rows.size()];
      List<Hit<T>[]> ends = new ArrayList<>();
      int others = 0;
      for (int state = 0; state < numbers.length; state++) {
        if (hits.get(state).isEmpty()) {
          numbers[state] = others++;
        } else {
          numbers[state] = firstHit + ends.size();
          ends.add(array(hits.get(state)));
        }
      }
      int bits = Integer.SIZE - Integer.numberOfLeadingZeros(width - 1);
      char[] next = new char[rows.size() << bits];
      for (int state = 0; state < numbers.length; state++) {
        for (int column = 0; column < width; column++) {
          next[numbers[state] << bits | column] = (char) numbers[rows.get(state)[column]];
        }
      }
      this.others.replaceAll((c, state) -> numbers[state]);
      return new Anchors<>(columns, bits, next, firstHit, arrays(ends), this.others);
    }

    @SuppressWarnings("unchecked") // no other array is put into a field of its type
    private static <T> Hit<T>[] array(List<Hit<T>> hits) {
      return hits.toArray(new Hit[0]);
    }

    @SuppressWarnings("unchecked")
    private static <T> Hit<T>[][] arrays(List<Hit<T>[]> hits) {
      return hits.toArray(new Hit[0][]);
    }
  }
}
