package io.llmgw.core.observe;

import io.llmgw.api.observe.GatewayEvent;
import io.llmgw.api.observe.GatewayEvent.BreakerOpened;
import io.llmgw.api.observe.GatewayEvent.EventsDropped;
import io.llmgw.api.observe.GatewayEvent.KeyQuarantined;
import io.llmgw.api.observe.GatewayEvent.PriceUnknown;
import io.llmgw.api.observe.GatewayEvent.RunFailed;
import io.llmgw.api.observe.GatewayEvent.StreamLeaked;
import io.llmgw.api.observe.GatewayListener;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Writes each event into the log. */
public final class EventLog implements GatewayListener {
  private static final Logger log = LoggerFactory.getLogger("io.llmgw.events");

  private final @Nullable Duration slowCallAfter;

  /** With calls that take longer; null for none. */
  public EventLog(@Nullable Duration slowCallAfter) {
    this.slowCallAfter = slowCallAfter;
  }

  @Override
  public @Nullable Duration slowCallAfter() {
    return slowCallAfter;
  }

  @Override
  public void onEvent(GatewayEvent event) {
    if (event instanceof StreamLeaked) {
      return; // the client itself logs each
    }
    log.atLevel(isWarning(event) ? Level.WARN : Level.INFO)
        .addKeyValue("event", event.getClass().getSimpleName())
        .log(() -> inOneLine(event.toString()));
  }

  private static boolean isWarning(GatewayEvent event) {
    return event instanceof BreakerOpened
        || event instanceof KeyQuarantined
        || event instanceof PriceUnknown
        || event instanceof RunFailed
        || event instanceof EventsDropped;
  }

  /** Names of models may come from callers, who must not write lines of their own. */
  private static String inOneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints().forEach(c -> line.appendCodePoint(isPlain(c) ? c : '?'));
    return line.toString();
  }

  private static boolean isPlain(int c) {
    int type = Character.getType(c);
    return !Character.isISOControl(c)
        && type != Character.FORMAT
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }
}
