package io.llmgw.providers.cancel;

import io.llmgw.test.Door;
import java.util.ArrayList;
import java.util.List;

/**
 * One cell of the matrix.
 *
 * @param protocol what the other side speaks
 * @param threads what the call runs on
 * @param host how it gets there
 */
record CancelCase(Phase phase, Protocol protocol, Threads threads, Host host, Door door, Way way) {
  /** What the other side speaks. */
  enum Protocol {
    HTTP_1,
    HTTP_2
  }

  /** Every combination that exists on this JVM. */
  static List<CancelCase> all() {
    List<CancelCase> all = new ArrayList<>();
    for (Phase phase : Phase.values()) {
      for (Protocol protocol : Protocol.values()) {
        for (Threads threads : Threads.here()) {
          for (Door door : Door.values()) {
            for (Host host : hosts(phase, protocol, threads, door)) {
              for (Way way : ways(phase, host, door)) {
                all.add(new CancelCase(phase, protocol, threads, host, door, way));
              }
            }
          }
        }
      }
    }
    return all;
  }

  /** Whether the answer comes in pieces. */
  boolean isStreamed() {
    return isStreamed(door);
  }

  private static boolean isStreamed(Door door) {
    return door == Door.STREAM || door == Door.PUBLISH;
  }

  /** What an executor does is seen by the doors that use one; whatever the other side speaks. */
  private static List<Host> hosts(Phase phase, Protocol protocol, Threads threads, Door door) {
    if (phase == Phase.DEMAND) {
      return List.of(Host.values());
    }
    boolean hosted = phase != Phase.EXECUTOR && (door == Door.CHAT_ASYNC || door == Door.PUBLISH);
    return hosted && protocol == Protocol.HTTP_1 && threads == Threads.PLATFORM
        ? List.of(Host.OWN_THREAD, Host.INLINE)
        : List.of(Host.OWN_THREAD);
  }

  private static List<Way> ways(Phase phase, Host host, Door door) {
    List<Way> ways = new ArrayList<>(waysOfOneCall(phase, door));
    if (host == Host.INLINE && door == Door.CHAT_ASYNC) {
      ways.remove(Way.CANCEL); // there is no future before the end
    }
    if (!ways.isEmpty()) {
      ways.add(Way.CLIENT_CLOSE);
    }
    return ways;
  }

  private static List<Way> waysOfOneCall(Phase phase, Door door) {
    if (phase.isInCode() && !isStreamed(door)) {
      return List.of(); // the whole answer is there already
    }
    if (phase == Phase.DEMAND) { // no thread to interrupt is there
      return door == Door.PUBLISH ? List.of(Way.HANDLE, Way.CANCEL) : List.of();
    }
    if (phase == Phase.EXECUTOR) { // the other doors are opened by the thread of the caller
      return door == Door.CHAT_ASYNC || door == Door.PUBLISH
          ? List.of(Way.HANDLE, Way.CANCEL)
          : List.of();
    }
    return switch (door) {
      case CHAT -> List.of(Way.HANDLE, Way.INTERRUPT);
      case CHAT_ASYNC, PUBLISH -> List.of(Way.HANDLE, Way.CANCEL, Way.INTERRUPT);
      case STREAM ->
          phase.isDelivering() && phase != Phase.OBSERVER
              ? List.of(Way.HANDLE, Way.CANCEL, Way.CLOSE, Way.INTERRUPT)
              : List.of(Way.HANDLE, Way.INTERRUPT); // there is no stream yet
    };
  }

  @Override
  public String toString() {
    return phase + " " + protocol + " " + threads + " " + host + " " + door + " by " + way;
  }
}
