package io.llmgw.core.choice;

/** By chance, in proportion to the weights. */
final class Draw implements Choice {
  @Override
  public int choose(Members members) {
    long sum = 0;
    for (int i = 0; i < members.size(); i++) {
      sum += members.weight(i);
    }
    double drawn = members.chance().fraction() * sum;
    for (int i = 0; i < members.size() - 1; i++) {
      drawn -= members.weight(i);
      if (drawn < 0) {
        return i;
      }
    }
    return members.size() - 1;
  }
}
