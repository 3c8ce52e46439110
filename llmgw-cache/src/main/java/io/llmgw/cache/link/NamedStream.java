package io.llmgw.cache.link;

import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import org.jspecify.annotations.Nullable;

/** The answer to a call with a name, with the place of one caller in that call until its end. */
final class NamedStream implements EventStream {
  private final EventStream answer;
  private final NamedRounds.Place place;
  private final Turn answered;

  /**
   * An answer that was not kept already: that has no part in what is under way.
   *
   * @param answered in which it came
   */
  NamedStream(EventStream answer, NamedRounds.Place place, Turn answered) {
    this.answer = answer;
    this.place = place;
    this.answered = answered;
  }

  @Override
  public @Nullable LlmEvent next() {
    LlmEvent event = answer.next();
    if (event instanceof Completed) {
      place.over(answered);
    }
    return event;
  }

  @Override
  public void close() {
    try {
      answer.close();
    } finally {
      place.leave();
    }
  }
}
