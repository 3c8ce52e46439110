package io.llmgw.core.choice;

/** Each in turn: a call begins where its turn is, and goes on from there. */
final class Turns implements Choice {
  @Override
  public int choose(Members members) {
    int places = members.places();
    int begin = (int) Long.remainderUnsigned(members.turn(), places);
    int nearest = 0;
    int least = places;
    for (int i = 0; i < members.size(); i++) {
      int distance = Math.floorMod(members.place(i) - begin, places);
      if (distance < least) {
        least = distance;
        nearest = i;
      }
    }
    return nearest;
  }
}
