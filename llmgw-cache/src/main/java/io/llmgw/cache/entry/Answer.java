package io.llmgw.cache.entry;

import io.llmgw.api.event.Completed;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Usage;
import io.llmgw.cache.key.CacheKey;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer as it came, masked as it was.
 *
 * @param asked what it was asked for, where it is kept under a name; null else
 * @param far what a second level may have of it; null where that is nothing
 * @param events all of them, in order
 * @param usage what the call used that got it, all its attempts together
 * @param cost what it cost
 * @param took how long it took
 */
public record Answer(
    Origin origin,
    Asking asking,
    long keptNanos,
    Duration ttl,
    int bytes,
    @Nullable CacheKey asked,
    @Nullable FarCopy far,
    List<LlmEvent> events,
    Usage usage,
    Cost cost,
    Duration took)
    implements Entry {
  /** Copies the events, which are immutable themselves but for what their JSON remembers. */
  public Answer {
    events = UnreadJson.in(List.copyOf(events));
  }

  /** All of them, in order. JSON in them is of the caller alone: it may be read. */
  @Override
  public List<LlmEvent> events() {
    return UnreadJson.in(events);
  }

  /** The same, of which a second level is told. */
  public Answer toldAfar(FarCopy copy) {
    return new Answer(
        origin, asking, keptNanos, ttl, bytes, asked, copy, events, usage, cost, took);
  }

  /** Whether it says the same, as one does that was read twice from a second level. */
  public boolean isSame(Answer other) {
    return events().equals(other.events());
  }

  /** Whether it asks for tools. */
  public boolean isToolTurn() {
    return events.get(events.size() - 1) instanceof Completed last
        && last.finishReason() == FinishReason.TOOL_CALLS;
  }
}
