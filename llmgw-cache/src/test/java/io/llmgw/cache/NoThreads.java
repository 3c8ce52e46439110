package io.llmgw.cache;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Does something on a thread that can begin no other one, as in a JVM at the limit of them. */
final class NoThreads {
  private NoThreads() {}

  /** What it returns; it has to have tried to begin one. */
  static <T> T during(Supplier<T> action) {
    AtomicInteger tries = new AtomicInteger();
    InheritableThreadLocal<Boolean> limit =
        new InheritableThreadLocal<>() {
          @Override
          protected Boolean childValue(Boolean ofParent) {
            tries.incrementAndGet();
            throw new OutOfMemoryError("unable to create native thread");
          }
        };
    limit.set(true);
    try {
      T result = action.get();
      if (tries.get() == 0) {
        throw new AssertionError("no thread was wanted");
      }
      return result;
    } catch (OutOfMemoryError thrown) { // which would end the tests of the whole module
      throw new AssertionError("it fails for want of a thread", thrown);
    } finally {
      limit.remove();
    }
  }
}
