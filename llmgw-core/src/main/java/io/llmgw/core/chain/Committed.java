package io.llmgw.core.chain;

import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ContractBreachException;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Ping;
import io.llmgw.api.event.UsageReported;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A stream whose first content is there. Until then a failure is one that can be repeated
 * elsewhere, an exception out of {@link #of}; from then on it is final, a {@code
 * StreamInterruptedException}.
 *
 * <p>What came before the first content is kept in order; of usage reports the latest, of pings
 * none.
 */
public final class Committed implements EventStream {
  /** So much ahead of any content is content enough: nobody may make this grow. */
  private static final int MOST_AHEAD = 64;

  private final EventStream inner;
  private @Nullable LlmEvent[] head = new LlmEvent[3];
  private int held;
  private int handedOut;

  private Committed(EventStream inner) {
    this.inner = inner;
  }

  /** Pulls until the first content-bearing or final event; closes the stream when that fails. */
  public static EventStream of(EventStream inner) {
    if (inner instanceof Committed) {
      return inner;
    }
    Committed committed = new Committed(inner);
    boolean done = false;
    try {
      committed.pull();
      done = true;
    } finally {
      if (!done) {
        inner.close();
      }
    }
    return committed;
  }

  private void pull() {
    LlmEvent event;
    do {
      event = inner.next();
      if (event instanceof Ping) {
        continue;
      }
      if (event instanceof UsageReported && held > 0 && head[held - 1] instanceof UsageReported) {
        held--;
      }
      if (held == head.length) {
        head = Arrays.copyOf(head, 2 * held);
      }
      head[held++] = event;
    } while (event != null && !event.isCommitting() && held < MOST_AHEAD);
  }

  @Override
  public @Nullable LlmEvent next() {
    if (handedOut < held) {
      return head[handedOut++];
    }
    try {
      return inner.next();
    } catch (CallCancelledException | ContractBreachException e) {
      throw e;
    } catch (LlmException e) {
      throw e.toBuilder().interrupted().build();
    }
  }

  @Override
  public void close() {
    inner.close();
  }
}
