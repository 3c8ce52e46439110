package io.llmgw.core.client;

import io.llmgw.core.chain.RealCancellation;
import io.llmgw.core.run.OpenAnswer;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which calls a thread is inside of: those cannot end before it goes on, so what it does cannot
 * wait for them. Threads of callers are known to the calls that they read; those of the engine say
 * here for whom they work. Thread-safe.
 */
final class CarriedCalls {
  private static final ThreadLocal<@Nullable RealCancellation> WORKED_FOR = new ThreadLocal<>();

  private CarriedCalls() {}

  /** The task of the engine, which is a part of this token's call. */
  static Runnable with(RealCancellation token, Runnable task) {
    return () -> {
      RealCancellation before = WORKED_FOR.get();
      WORKED_FOR.set(token.root());
      try {
        task.run();
      } finally {
        if (before == null) {
          WORKED_FOR.remove();
        } else {
          WORKED_FOR.set(before);
        }
      }
    };
  }

  /** The tokens of the calls that this thread is inside of, of all that are open. */
  static Set<RealCancellation> here(Map<Object, OpenCalls.Entry> open) {
    Set<RealCancellation> roots = new HashSet<>();
    RealCancellation workedFor = WORKED_FOR.get(); // perhaps a call of another client
    Thread thread = Thread.currentThread();
    open.forEach(
        (work, entry) -> {
          RealCancellation root = entry.token().root();
          if (root == workedFor
              || (work instanceof OpenAnswer<?> answer && answer.isCarriedBy(thread))) {
            roots.add(root);
          }
        });
    return roots;
  }
}
