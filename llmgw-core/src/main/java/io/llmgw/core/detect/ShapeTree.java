package io.llmgw.core.detect;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An automaton that tells char by char which of many shapes letters and digits have, and when they
 * have none any more. Immutable and thread-safe.
 */
final class ShapeTree {
  /** The state in which no shape is left. */
  static final int NONE = 0;

  /** The state before the first char. */
  static final int START = 1;

  /** For each state the next one for a letter, and for a digit. */
  private final int[] next;

  private final int[][] whole;
  private final int[][] begun;

  private ShapeTree(int[] next, int[][] whole, int[][] begun) {
    this.next = next;
    this.whole = whole;
    this.begun = begun;
  }

  /** An automaton for these shapes, which may be equal. */
  static ShapeTree of(List<Shape> shapes) {
    return new Builder(shapes).build();
  }

  /** The state after one char more. */
  int step(int state, boolean isDigit) {
    return next[2 * state + (isDigit ? 1 : 0)];
  }

  /** The indexes of those shapes that the chars so far have wholly. */
  int[] at(int state) {
    return whole[state];
  }

  /** The indexes of those shapes that begin with the chars so far, or have them wholly. */
  int[] begunAt(int state) {
    return begun[state];
  }

  /** How many states there are. */
  int states() {
    return whole.length;
  }

  /** A state is a number of chars and the shapes that begin like them. */
  private static final class Builder {
    private record Place(int length, BitSet shapes) {}

    private final List<Shape> shapes;
    private final List<Place> places = new ArrayList<>();
    private final Map<Place, Integer> numbers = new HashMap<>();

    Builder(List<Shape> shapes) {
      this.shapes = shapes;
    }

    ShapeTree build() {
      places.add(new Place(0, new BitSet()));
      BitSet all = new BitSet();
      all.set(0, shapes.size());
      places.add(new Place(0, all));
      List<Integer> next = new ArrayList<>();
      List<int[]> whole = new ArrayList<>();
      for (int state = 0; state < places.size(); state++) {
        next.add(after(places.get(state), false));
        next.add(after(places.get(state), true));
        whole.add(whole(places.get(state)));
      }
      return new ShapeTree(
          next.stream().mapToInt(each -> each).toArray(),
          whole.toArray(int[][]::new),
          places.stream().map(place -> place.shapes.stream().toArray()).toArray(int[][]::new));
    }

    private int after(Place place, boolean isDigit) {
      BitSet left = new BitSet();
      place.shapes.stream()
          .filter(i -> shapes.get(i).allows(place.length, isDigit))
          .forEach(left::set);
      return left.isEmpty()
          ? NONE
          : numbers.computeIfAbsent(new Place(place.length + 1, left), this::add);
    }

    private int add(Place place) {
      places.add(place);
      return places.size() - 1;
    }

    private int[] whole(Place place) {
      return place.shapes.stream().filter(i -> shapes.get(i).length() == place.length).toArray();
    }
  }
}
