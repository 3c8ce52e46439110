package io.llmgw.soak;

/** One stream of a {@link Fleet}: compares what arrives with what was sent, piece by piece. */
final class Voyage {
  private final Fleet fleet;
  private final int number;
  private final long started = System.nanoTime();
  private volatile long firstPieceNanos;
  private int pieces;

  Voyage(Fleet fleet, int number) {
    this.fleet = fleet;
    this.number = number;
  }

  String prompt() {
    return PacedAnswer.prompt(number);
  }

  String text() {
    return PacedAnswer.text(number);
  }

  /** From the call to the first piece. */
  long firstPieceNanos() {
    return firstPieceNanos;
  }

  /** A piece of text has come. */
  void piece(String text) {
    String expected = pieces < PacedAnswer.PIECES ? PacedAnswer.piece(number, pieces) : "nothing";
    if (!text.equals(expected)) {
      throw new IllegalStateException("not '" + expected + "' but '" + text + "'");
    }
    if (pieces++ == 0) {
      firstPieceNanos = System.nanoTime() - started;
      fleet.begun();
    }
  }

  /** The stream has ended as one that is complete. */
  void ended() {
    if (pieces == PacedAnswer.PIECES) {
      fleet.ended();
    } else {
      lost(new IllegalStateException("ended after " + pieces + " pieces"));
    }
  }

  /** The stream has failed. */
  void lost(Throwable failure) {
    fleet.lost("stream " + number + " after " + pieces + " pieces: " + failure);
  }
}
