package io.llmgw.core.observe;

import io.llmgw.api.observe.GatewayEvent;
import io.llmgw.api.observe.GatewayEvent.BreakerOpened;
import io.llmgw.api.observe.GatewayEvent.EventsDropped;
import io.llmgw.api.observe.GatewayEvent.KeyQuarantined;
import io.llmgw.api.observe.GatewayEvent.ModelMissing;
import io.llmgw.api.observe.GatewayEvent.PriceUnknown;
import io.llmgw.api.observe.GatewayEvent.RunFailed;
import io.llmgw.api.observe.GatewayEvent.StreamLeaked;
import io.llmgw.api.observe.GatewayEvent.TargetRested;
import io.llmgw.api.observe.GatewayListener;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** Writes each event into the log: a few words, and what it says as fields of SLF4J. */
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
    EventFacts facts = EventFacts.of(event);
    String kind = event.getClass().getSimpleName();
    LoggingEventBuilder line = log.atLevel(isWarning(event) ? Level.WARN : Level.INFO);
    line = line.addKeyValue("event", kind);
    for (Map.Entry<String, Object> field : facts.fields().entrySet()) {
      line = line.addKeyValue(field.getKey(), field.getValue());
    }
    line.log("{}[{}]", kind, facts.words());
  }

  private static boolean isWarning(GatewayEvent event) {
    return event instanceof BreakerOpened
        || event instanceof KeyQuarantined
        || event instanceof ModelMissing
        || event instanceof PriceUnknown
        || event instanceof RunFailed
        || event instanceof EventsDropped
        || (event instanceof TargetRested rested && rested.restsFor() == null);
  }
}
