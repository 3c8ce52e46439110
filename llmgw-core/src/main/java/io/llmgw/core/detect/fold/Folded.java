package io.llmgw.core.detect.fold;

/** Text made of another one, which knows where each of its chars came from. */
public final class Folded {
  private final String chars;

  /** For each char the index of its original, and after the last the original's length. */
  private final int[] origins;

  /** Whether emphasis has been left out. */
  private final boolean isTied;

  /** For each place where the original ends of the char before it. */
  private final int[] ends;

  Folded(String chars, int[] origins) {
    this(chars, origins, origins, false);
  }

  Folded(String chars, int[] origins, int[] ends, boolean isTied) {
    this.chars = chars;
    this.origins = origins;
    this.ends = ends;
    this.isTied = isTied;
  }

  /** Whether emphasis has been left out, so that the text may be read in other ways as well. */
  public boolean isTied() {
    return isTied;
  }

  /** The chars, as one text. */
  public String chars() {
    return chars;
  }

  /** Where the char at this place began in the original. */
  public int origin(int index) {
    return origins[index];
  }

  /**
   * Where something ends in the original that ends before this place. What could not be seen
   * belongs to the char before it.
   */
  public int end(int index) {
    return ends[index];
  }
}
