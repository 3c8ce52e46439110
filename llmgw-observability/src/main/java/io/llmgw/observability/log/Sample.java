package io.llmgw.observability.log;

/**
 * A share of calls, chosen by the run that they belong to: its rounds are all in it, or none is.
 *
 * @param share 0 to 1
 */
record Sample(double share) {
  static final Sample ALL = new Sample(1);

  /** Spreads hash codes of ids that differ in little (the finaliser of MurmurHash3). */
  private static int spread(int hash) {
    int h = hash ^ (hash >>> 16);
    h *= 0x85ebca6b;
    h ^= h >>> 13;
    h *= 0xc2b2ae35;
    return h ^ (h >>> 16);
  }

  boolean takes(String runId) {
    double place = (spread(runId.hashCode()) & 0xffff_ffffL) / 4_294_967_296.0;
    return place < share;
  }
}
