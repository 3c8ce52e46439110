package io.llmgw.observability;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** What any logger of this process writes while a test runs, of all levels. */
final class ProcessLog implements BeforeEachCallback, AfterEachCallback {
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level before = root.getLevel();
  private final Collector collector = new Collector();

  @Override
  public void beforeEach(ExtensionContext context) {
    collector.setContext(root.getLoggerContext());
    collector.start();
    root.setLevel(Level.TRACE);
    root.addAppender(collector);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    root.detachAppender(collector);
    root.setLevel(before);
    collector.stop();
  }

  /** Logger, words, fields, logging context and stack trace of each line. */
  String written() {
    return String.join("\n", collector.lines);
  }

  private static final class Collector extends AppenderBase<ILoggingEvent> {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent event) {
      String thrown =
          event.getThrowableProxy() == null
              ? ""
              : ThrowableProxyUtil.asString(event.getThrowableProxy());
      lines.add(
          String.join(
              " ",
              event.getLoggerName(),
              event.getFormattedMessage(),
              String.valueOf(event.getKeyValuePairs()),
              event.getMDCPropertyMap().toString(),
              thrown));
    }
  }
}
