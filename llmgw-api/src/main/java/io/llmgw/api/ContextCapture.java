package io.llmgw.api;

/**
 * Carries what a host keeps in thread-locals (a security context, a trace, a request scope) onto
 * the threads on which a call goes on: for {@link LlmClient#sendAsync}, {@link LlmClient#publish},
 * tools, shared flights and clean-up, so that links find there what their caller had. The logging
 * context (MDC) and the context class loader are carried without being asked for; nothing is
 * inherited from whoever made the gateway start a thread.
 *
 * <p>Thread-safe and quick. One that throws is reported and left out; the call goes on.
 */
@FunctionalInterface
public interface ContextCapture {
  /** Takes what the calling thread carries. */
  Captured capture();

  /** What a thread carried. May be restored many times, on several threads at once. */
  @FunctionalInterface
  interface Captured {
    /** Puts it onto the calling thread. */
    Restored restore();
  }

  /** What was put onto a thread. */
  @FunctionalInterface
  interface Restored extends AutoCloseable {
    /** Puts back what was there before; called on the same thread. */
    @Override
    void close();
  }
}
