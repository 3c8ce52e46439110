package io.llmgw.api.observe;

import io.llmgw.api.ClientEngine;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Is told what happens in a client apart from single calls: {@code builder.listen(event -> ...)}.
 *
 * <p>It is told aside: on a thread of its own while there is something to tell, one event after the
 * other, in the order in which they came. No call waits for it, nor any other listener. One that is
 * slower than its events misses some beyond {@value #MOST_QUEUED}, and is told how many ({@link
 * GatewayEvent.EventsDropped}); the latest word on each breaker and key, and that the client was
 * configured anew, it is told all the same. What it throws is reported and changes nothing. The
 * close of the client waits for what is left to tell, up to its grace, and then interrupts. Where
 * the JVM has no thread left, an event waits for the next one, or for the close. It does not close
 * the client: that would wait for itself.
 */
@FunctionalInterface
public interface GatewayListener {
  /** How many events may wait for one listener. */
  int MOST_QUEUED = 1_024;

  /** What reports call it; default the simple class name. */
  default String name() {
    String simple = getClass().getSimpleName();
    return simple.isEmpty() ? getClass().getName() : simple;
  }

  /** Calls that take longer are told to it; default null, none are. Asked once; constant. */
  default @Nullable Duration slowCallAfter() {
    return null;
  }

  /** Something has happened. */
  void onEvent(GatewayEvent event);

  /**
   * One that writes each event into the log of SLF4J, under the name {@code io.llmgw.events}: WARN
   * where somebody has to act (a breaker that opens, a key that is refused, a model that is
   * missing, a target that rests for good, a run that fails, a model without a price, a lost
   * event), INFO for all else. Leaks are not among them, as the client logs each by itself. What an
   * event says is in fields (key-value pairs of SLF4J), and once more in the words of the line.
   * Names of models, which may come from callers, are cut at 256 characters; what could end a line
   * or a field in them is written as {@code \\u000a}.
   *
   * @param slowCallAfter calls that take longer are written as well; null for none
   * @throws IllegalStateException when there is no engine
   */
  static GatewayListener log(@Nullable Duration slowCallAfter) {
    return ClientEngine.find().logListener(slowCallAfter);
  }
}
