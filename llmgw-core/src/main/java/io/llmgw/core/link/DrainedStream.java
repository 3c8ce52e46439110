package io.llmgw.core.link;

import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.core.chain.RealAttempt;
import io.llmgw.core.chain.RealCancellation;
import io.llmgw.core.chain.Scope;
import io.llmgw.core.shape.ContentLength;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The exchange of an attempt that is read on for its usage when its caller leaves: by whoever is
 * inside, or closes it. Nothing of what comes then is handed out, so that for every link the answer
 * breaks off where its caller left.
 */
final class DrainedStream implements EventStream {
  private static final String LINK = "usage-drain";

  private final EventStream exchange;
  private final Scope scope;
  private final RealCancellation token;
  private long charactersLeft;
  private boolean complete;
  private boolean ended;

  DrainedStream(EventStream exchange, Scope scope) {
    this.exchange = exchange;
    this.scope = scope;
    this.token = scope.cancellation();
    this.charactersLeft = scope.call().drain().characters();
  }

  @Override
  public @Nullable LlmEvent next() {
    LlmEvent event = null;
    try {
      event = token.isPutOff() ? null : pull();
    } catch (LlmException broken) {
      if (!token.isPutOff()) {
        throw broken;
      }
    }
    if (!token.isPutOff()) {
      return event;
    }
    readOn(event);
    throw token.ended();
  }

  private @Nullable LlmEvent pull() {
    boolean goesOn = false;
    try {
      LlmEvent event = exchange.next();
      complete = event instanceof Completed;
      goesOn = event != null && !complete;
      return event;
    } finally {
      ended |= !goesOn;
    }
  }

  private void readOn(@Nullable LlmEvent first) {
    LlmEvent event = first;
    try {
      while (!ended) {
        charactersLeft -= event == null ? 0 : ContentLength.held(event);
        if (charactersLeft <= 0) {
          break;
        }
        event = pull();
      }
    } catch (LlmException broken) {
      // A cut, a clock or a shutdown: the call has ended, and what has come is what counts.
    } finally {
      finish();
    }
  }

  private void finish() {
    ended = true;
    scope.trail().note(LINK, complete ? "read on to the end" : "cut before the end, and estimated");
    scope.call().drained(attempt().meter().reported());
    try {
      if (complete) {
        exchange.close(); // before the token cuts what may serve other calls
      }
    } finally {
      token.cancel(Reason.CALLER);
    }
  }

  private RealAttempt attempt() {
    return Objects.requireNonNull(scope.attempt(), "attempt");
  }

  @Override
  public void close() {
    try {
      if (!ended && token.isPutOff()) {
        readOn(null);
      }
    } finally {
      exchange.close();
    }
  }
}
