package io.llmgw.core.detect.check;

import io.llmgw.core.detect.Run;

/** The check digit that finds all single errors and all swaps of neighbours (Verhoeff, 1969). */
public final class Verhoeff {
  private static final int ROWS = 8;

  /** For each place from the right, modulo 8, what a digit is before it is combined. */
  private static final int[][] PERMUTATION = permutation();

  private Verhoeff() {}

  /** Whether the last digit of all is right. */
  public static boolean isValid(Run run) {
    int check = 0;
    for (int i = run.length() - 1, place = 0; i >= 0; i--, place++) {
      check = product(check, PERMUTATION[place % ROWS][run.digit(i)]);
    }
    return check == 0;
  }

  /** In the group of turns and reflections of a pentagon: 0 to 4 turn, 5 to 9 reflect. */
  private static int product(int left, int right) {
    boolean turnsRight = right < 5;
    if (left < 5) {
      return turnsRight ? (left + right) % 5 : 5 + (left + right) % 5;
    }
    return turnsRight ? 5 + (left - right) % 5 : (left - right + 5) % 5;
  }

  private static int[][] permutation() {
    int[][] rows = new int[ROWS][10];
    int[] first = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
    for (int digit = 0; digit < 10; digit++) {
      rows[0][digit] = digit;
      for (int row = 1; row < ROWS; row++) {
        rows[row][digit] = first[rows[row - 1][digit]];
      }
    }
    return rows;
  }
}
