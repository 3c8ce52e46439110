package io.llmgw.core.flight;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Who is on board of a flight, and how far each of them has read. Who waits for its end reads
 * nothing. Guarded by its lock.
 */
final class Seats {
  private final Set<Seat> seats = new LinkedHashSet<>();
  private long togetherSinceNanos;

  void add(Seat seat, long nowNanos) {
    seats.add(seat);
    if (seats.size() == 2) {
      togetherSinceNanos = nowNanos;
    }
  }

  void remove(Seat seat) {
    seats.remove(seat);
  }

  int count() {
    return seats.size();
  }

  boolean isEmpty() {
    return seats.isEmpty();
  }

  /** For how much of this time nobody was alone, of whom there are two or more now; else 0. */
  long togetherNanos(long sinceNanos, long nowNanos) {
    if (seats.size() < 2) {
      return 0;
    }
    return Math.max(0, Math.min(nowNanos - sinceNanos, nowNanos - togetherSinceNanos));
  }

  /** Where those are who have read least; the end where nobody is on board. */
  long slowest(long end) {
    long slowest = end;
    for (Seat seat : seats) {
      slowest = seat.isForEnd ? slowest : Math.min(slowest, seat.position);
    }
    return slowest;
  }

  List<Seat> at(long position) {
    List<Seat> there = new ArrayList<>();
    for (Seat seat : seats) {
      if (!seat.isForEnd && seat.position == position) {
        there.add(seat);
      }
    }
    return there;
  }

  boolean isAnyStarving(long end) {
    for (Seat seat : seats) {
      if (seat.starving && seat.position == end) {
        return true;
      }
    }
    return false;
  }

  /** Removes those for whom nobody has to wait longer. */
  void putOffTheLate(long position, long patienceNanos) {
    for (Seat seat : at(position)) {
      if (patienceNanos <= seat.heldUpNanos) {
        seat.putOff = true;
        seats.remove(seat);
      }
    }
  }

  /** The nanoseconds until the first of those who stand here is late; 0 when nobody does. */
  long untilLate(long position, long patienceNanos) {
    long least = Long.MAX_VALUE;
    for (Seat seat : at(position)) {
      least = Math.min(least, patienceNanos - seat.heldUpNanos);
    }
    return least == Long.MAX_VALUE ? 0 : least;
  }
}
