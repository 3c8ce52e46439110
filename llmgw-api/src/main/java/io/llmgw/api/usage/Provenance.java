package io.llmgw.api.usage;

/** Where a number comes from. */
public enum Provenance {
  /** The provider said so. */
  REPORTED,
  /** Counted or computed on this side. */
  ESTIMATED,
  /** Nobody knows; what is shown is at best a lower bound. */
  UNKNOWN;

  /** The weaker of the two: what a sum of numbers of both kinds deserves. */
  public Provenance weaker(Provenance other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
