package io.llmgw.test.simulated;

import io.llmgw.test.Gate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How an answer is served.
 *
 * @param delay before the head
 * @param pace before each event with content
 * @param sliceBytes the longest piece, 0 for no slicing
 * @param done whether the end marker of a stream is sent
 * @param lingering whether the body stays open after everything was sent
 * @param incidents what goes wrong, in the order in which it was written
 */
record Course(
    Duration delay,
    Duration pace,
    int sliceBytes,
    boolean done,
    boolean lingering,
    List<Incident> incidents) {
  /** At once, in order, to the end. */
  static final Course PLAIN = new Course(Duration.ZERO, Duration.ZERO, 0, true, false, List.of());

  Course delay(Duration delay) {
    return new Course(delay, pace, sliceBytes, done, lingering, incidents);
  }

  Course pace(Duration pace) {
    return new Course(delay, pace, sliceBytes, done, lingering, incidents);
  }

  Course sliced(int sliceBytes) {
    if (sliceBytes < 1) {
      throw new IllegalArgumentException("slices of " + sliceBytes + " bytes: must be 1 or more");
    }
    return new Course(delay, pace, sliceBytes, done, lingering, incidents);
  }

  Course withoutDone() {
    return new Course(delay, pace, sliceBytes, false, lingering, incidents);
  }

  Course openAfterDone() {
    return new Course(delay, pace, sliceBytes, done, true, incidents);
  }

  Course with(Incident incident) {
    List<Incident> more = new ArrayList<>(incidents);
    more.add(incident);
    return new Course(delay, pace, sliceBytes, done, lingering, List.copyOf(more));
  }

  /** What happens at this place, in order. */
  List<Incident.Action> at(Incident.Unit unit, int place) {
    List<Incident.Action> due = new ArrayList<>();
    for (Incident incident : incidents) {
      if (incident.unit() == unit && incident.place() == place) {
        due.add(incident.action());
      }
    }
    return due;
  }

  /**
   * Something that happens at a place of an answer.
   *
   * @param unit what the place is counted in
   * @param place 0 is before the first one
   */
  record Incident(Unit unit, int place, Action action) {
    Incident {
      if (place < 0) {
        throw new IllegalArgumentException("place " + place + ": must be 0 or more");
      }
    }

    /** What a place is counted in. */
    enum Unit {
      /** Events with content; in an answer without events, any place is the middle of the body. */
      EVENTS,
      /** Bytes of the body. */
      BYTES,
      /** Before the head; the place is 0. */
      HEAD
    }

    /** What happens. */
    sealed interface Action {
      /** Nothing is sent until the gate is open. */
      record Hold(Gate gate) implements Action {}

      /** The connection is cut. */
      record Break(Cut cut) implements Action {}

      /** The answer ends cleanly, without what is still to come. */
      record End() implements Action {}

      /** A frame is sent that does not belong to the answer: whatever this text is. */
      record Frame(String payload) implements Action {}

      /** A comment is sent as a sign of life. */
      record Ping() implements Action {}

      /** An error with this code is sent, and the answer ends. */
      record Fail(String code) implements Action {}
    }
  }
}
