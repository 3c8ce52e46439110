package io.llmgw.core.choice;

/**
 * By the key of the call: each member has a number for each key, and the least one wins. So a key
 * whose member gives out goes to its second one, and no other key moves. Weights as in weighted
 * reservoir sampling: an exponentially distributed number, divided by the weight (Efraimidis and
 * Spirakis, 2006).
 */
final class Rendezvous implements Choice {
  @Override
  public int choose(Members members) {
    int first = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < members.size(); i++) {
      double fraction = Hash.fraction(Hash.mix(members.stickyHash() ^ members.identity(i)));
      double number = -Math.log1p(-fraction) / members.weight(i);
      if (number < least) {
        least = number;
        first = i;
      }
    }
    return first;
  }
}
