package io.llmgw.core.client;

import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.core.thread.Countdown;
import io.llmgw.core.thread.Tasks;

/**
 * Tells of the calls that end before they begin: those who observe for the host always, those of
 * features until these are closed. Thread-safe.
 */
final class UnmadeCalls {
  private final CallIds ids;
  private final SlowCalls slowCalls;
  private final Tasks telling = new Tasks();
  private volatile boolean closed;

  UnmadeCalls(CallIds ids, SlowCalls slowCalls) {
    this.ids = ids;
    this.slowCalls = slowCalls;
  }

  /** One more of them; returns what whoever asks for it is told. */
  LlmException notMade(LlmRequest<?> request, Delivery delivery, Asked asked, LlmException why) {
    String id = ids.nextCall();
    LlmException told = why.toBuilder().callId(id).build();
    Unmade call = new Unmade(id, request, delivery, asked);
    telling.here(() -> call.tell(told, closed, slowCalls));
    return told;
  }

  /** Whether a close on another thread waits for what this one tells. */
  boolean areAwaitedHere() {
    return telling.areRunHere();
  }

  /**
   * Features are about to be closed. Waits for what they are being told, unless by this thread.
   *
   * @return whether they have been told all in time
   */
  boolean close(Countdown patience) throws InterruptedException {
    closed = true;
    return telling.awaitOthers(patience);
  }
}
