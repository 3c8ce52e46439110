package io.llmgw.observability.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.MDC;

/** What a real backend of SLF4J is given, in a context of its own. */
public final class Lines {
  private final LoggerContext context = new LoggerContext();
  private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
  private final Logger logger = context.getLogger("calls");

  /** None yet, of all levels. */
  public Lines() {
    this(new Collector());
  }

  private Lines(Collector collector) {
    this((Appender<ILoggingEvent>) collector);
    collector.to = events;
  }

  /** Those that go to this appender. */
  Lines(Appender<ILoggingEvent> appender) {
    context.setMDCAdapter(MDC.getMDCAdapter());
    appender.setContext(context);
    appender.start();
    logger.setLevel(Level.TRACE);
    logger.addAppender(appender);
  }

  /** Where to log. */
  public org.slf4j.Logger logger() {
    return logger;
  }

  List<ILoggingEvent> events() {
    return events;
  }

  ILoggingEvent only() {
    if (events.size() != 1) {
      throw new AssertionError(events.size() + " lines: " + events);
    }
    return events.get(0);
  }

  /** The fields of the only line. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    only().getKeyValuePairs().forEach(pair -> fields.put(pair.key, pair.value));
    return fields;
  }

  /** All lines as a pattern with fields and logging context writes them. */
  public String written() {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%level %msg %kvp %mdc%n");
    encoder.start();
    StringBuilder text = new StringBuilder();
    events.forEach(event -> text.append(new String(encoder.encode(event), StandardCharsets.UTF_8)));
    return text.toString();
  }

  /** Keeps what it is given, with the logging context of that moment. */
  private static final class Collector extends AppenderBase<ILoggingEvent> {
    private List<ILoggingEvent> to = List.of();

    @Override
    protected void append(ILoggingEvent event) {
      event.prepareForDeferredProcessing();
      to.add(event);
    }
  }
}
