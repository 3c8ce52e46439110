package io.llmgw.core.run;

import io.llmgw.api.tool.Tool;
import io.llmgw.test.Gate;
import java.util.concurrent.atomic.AtomicInteger;

/** A weather report that takes as long as a test wants it to, and counts its interrupts. */
final class SlowTool {
  private final Gate gate = Gate.closed();
  private final AtomicInteger interrupted = new AtomicInteger();
  private final Tool tool =
      Weather.tool(
          city -> {
            try {
              gate.pass();
            } catch (InterruptedException e) {
              interrupted.incrementAndGet();
              throw e;
            }
            return "x";
          });

  Tool tool() {
    return tool;
  }

  void awaitArrivals(int count) {
    gate.awaitArrivals(count);
  }

  /** Lets all calls go on, those to come too. */
  void open() {
    gate.open();
  }

  int interrupted() {
    return interrupted.get();
  }
}
