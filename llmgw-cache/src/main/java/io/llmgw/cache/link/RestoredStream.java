package io.llmgw.cache.link;

import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Ping;
import io.llmgw.api.request.LlmRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer with what was masked in its place again, to a call that wants a value. It may be none
 * only now: that is told before the caller has the end of it, so that his next call asks anew.
 */
final class RestoredStream implements EventStream {
  private final EventStream answer;
  private final LlmRequest<?> request;
  private final Runnable misfit;
  private final List<LlmEvent> events = new ArrayList<>();

  /**
   * Looks at this answer.
   *
   * @param misfit called where it is not the value that the call wants
   */
  RestoredStream(EventStream answer, LlmRequest<?> request, Runnable misfit) {
    this.answer = answer;
    this.request = request;
    this.misfit = misfit;
  }

  @Override
  public @Nullable LlmEvent next() {
    LlmEvent event = answer.next();
    if (event != null && !(event instanceof Ping)) {
      events.add(event);
    }
    if (event instanceof Completed && !ValueFit.of(request, events)) {
      misfit.run();
    }
    return event;
  }

  @Override
  public void close() {
    answer.close();
  }
}
