package io.llmgw.providers.cancel;

import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.ChatRequest;
import java.util.List;
import java.util.concurrent.Callable;

/** The other side of a call, which never ends by itself. */
final class Upstream implements AutoCloseable {
  private final Provider provider;
  private final List<AutoCloseable> resources;
  private ChatRequest request = ChatRequest.of("Why is the sky blue?");
  private Place reached = thread -> true;
  private Callable<Boolean> gone = () -> true;
  private Callable<Integer> requests = () -> 0;
  private Callable<Integer> others = () -> 0;
  private Callable<Long> bytes = () -> 0L;
  private Callable<Boolean> hungUp = () -> true;

  Upstream(Provider provider, AutoCloseable... resources) {
    this.provider = provider;
    this.resources = List.of(resources);
  }

  Upstream asking(ChatRequest what) {
    request = what;
    return this;
  }

  /** Says whether the call that a thread makes is where it is to be cancelled; default true. */
  Upstream reached(Place place) {
    reached = place;
    return this;
  }

  /** Says whether this side has seen the end of the call; default true: it never saw the call. */
  Upstream gone(Callable<Boolean> condition) {
    gone = condition;
    return this;
  }

  /** Counts the requests that came, the beginning of one included; default none. */
  Upstream requests(Callable<Integer> count) {
    requests = count;
    return this;
  }

  /** Counts the requests of other calls that came, and are not counted as those of this one. */
  Upstream others(Callable<Integer> count) {
    others = count;
    return this;
  }

  /** Counts the bytes that came; default none. */
  Upstream bytes(Callable<Long> count) {
    bytes = count;
    return this;
  }

  /** Says whether no connection is open any more, and closes what rests; default true. */
  Upstream hungUp(Callable<Boolean> condition) {
    hungUp = condition;
    return this;
  }

  Provider provider() {
    return provider;
  }

  ChatRequest request() {
    return request;
  }

  boolean isReached(Thread caller) {
    return asked(() -> reached.holds(caller));
  }

  boolean isGone() {
    return asked(gone);
  }

  int requests() {
    return asked(requests);
  }

  int others() {
    return asked(others);
  }

  long bytes() {
    return asked(bytes);
  }

  boolean isHungUp() {
    return asked(hungUp);
  }

  private static <T> T asked(Callable<T> question) {
    try {
      return question.call();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    for (AutoCloseable resource : resources) {
      asked(
          () -> {
            resource.close();
            return true;
          });
    }
  }

  /** Somewhere a call can be. */
  @FunctionalInterface
  interface Place {
    boolean holds(Thread caller) throws Exception;
  }
}
