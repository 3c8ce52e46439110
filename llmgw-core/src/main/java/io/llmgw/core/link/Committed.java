package io.llmgw.core.link;

import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ContractBreachException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Ping;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.event.RefusalDelta;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.UsageReported;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A stream whose first content is there. Until then a failure is one that can be repeated
 * elsewhere, an exception out of {@link #of}; from then on it is final, a {@code
 * StreamInterruptedException}.
 *
 * <p>What came before the first content is kept in order; of usage reports the latest, of pings and
 * empty pieces none.
 */
final class Committed implements EventStream {
  /** Far more events than any provider sends ahead of its content. */
  private static final int MOST_AHEAD = 1 << 16;

  private final EventStream inner;
  private @Nullable LlmEvent[] head = new LlmEvent[2]; // most answers begin and go on with content
  private int held;
  private int handedOut;

  private Committed(EventStream inner) {
    this.inner = inner;
  }

  /** Pulls until the first content-bearing or final event; closes the stream when that fails. */
  static EventStream of(EventStream inner) {
    Committed committed = new Committed(inner);
    try {
      committed.pull();
    } catch (Throwable thrown) {
      closeAfter(thrown, inner);
      throw thrown;
    }
    return committed;
  }

  /** What went wrong first is what the call is told, whatever goes wrong in cleaning up. */
  private static void closeAfter(Throwable first, EventStream inner) {
    try {
      inner.close();
    } catch (Throwable second) {
      if (second != first) {
        first.addSuppressed(second);
      }
    }
  }

  private void pull() {
    for (int ahead = 0; ahead < MOST_AHEAD; ahead++) {
      LlmEvent event = inner.next();
      if (event instanceof Ping || isEmptyDelta(event)) {
        continue;
      }
      keep(event);
      if (event == null || event.isCommitting()) {
        return;
      }
    }
    throw LlmException.of(
            ErrorKind.PROTOCOL,
            "the answer begins with "
                + MOST_AHEAD
                + " events without content: choose another target")
        .build();
  }

  private void keep(@Nullable LlmEvent event) {
    if (event instanceof UsageReported && held > 0 && head[held - 1] instanceof UsageReported) {
      held--;
    }
    if (held == head.length) {
      head = Arrays.copyOf(head, 2 * held);
    }
    head[held++] = event;
  }

  private static boolean isEmptyDelta(@Nullable LlmEvent event) {
    return event != null
        && !event.isCommitting()
        && (event instanceof TextDelta
            || event instanceof ReasoningDelta
            || event instanceof RefusalDelta);
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
