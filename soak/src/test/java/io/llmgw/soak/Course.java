package io.llmgw.soak;

import io.llmgw.test.Door;
import io.llmgw.test.DoorResult.Ending;

/** How a call goes. */
enum Course {
  ANSWERED(Ending.SUCCEEDED),
  REFUSED(Ending.FAILED),
  CANCELLED(Ending.CANCELLED),
  BROKEN(Ending.FAILED);

  private final Ending ending;

  Course(Ending ending) {
    this.ending = ending;
  }

  Ending ending() {
    return ending;
  }

  /** Each by each door in turn; never so many failures in a row that a breaker would open. */
  static Course of(int call) {
    return values()[call % values().length];
  }

  static Door door(int call) {
    return Door.values()[call / values().length % Door.values().length];
  }
}
