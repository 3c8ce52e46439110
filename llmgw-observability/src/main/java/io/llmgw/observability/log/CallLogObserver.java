package io.llmgw.observability.log;

import io.llmgw.api.ContextCapture.Restored;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.observability.CapturedContent;
import io.llmgw.observability.aside.Backlog;
import io.llmgw.observability.aside.Losses;
import io.llmgw.observability.content.ContentCapture;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.MDC;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Has a line written for each call that ends, by a thread of its own: an appender that fails or
 * blocks is no call's concern. Thread-safe.
 */
final class CallLogObserver implements CallObserver {
  private static final int MOST_WAITING = 4_096;
  private static final int MOST_WAITING_WITH_CONTENT = 256; // each may be of three megabytes
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final String name;
  private final Logger logger;
  private final Sample sample;
  private final @Nullable Duration slow;
  private final @Nullable ContentCapture capture;
  private final Losses losses;
  private final Backlog<Line> backlog;

  CallLogObserver(
      String name,
      Logger logger,
      Sample sample,
      @Nullable Duration slow,
      @Nullable ContentCapture capture,
      Losses losses,
      Consumer<Throwable> failures) {
    this.name = name;
    this.logger = logger;
    this.sample = sample;
    this.slow = slow;
    this.capture = capture;
    this.losses = losses;
    int most = capture == null ? MOST_WAITING : MOST_WAITING_WITH_CONTENT;
    this.backlog =
        new Backlog<>("llmgw-call-log", most, Duration.ZERO, GRACE, this::perform, failures);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Observation begin(ObservedCall call) {
    if (capture != null) {
      capture.begin(call.callId());
    }
    return new Watch(call);
  }

  boolean flush(Duration atMost) {
    return backlog.flush(atMost);
  }

  long dropped() {
    return backlog.dropped();
  }

  void close() {
    backlog.close(() -> losses.sayLast(backlog.dropped()));
  }

  /** What was lost while the appender was busy is said once it is not, by the same thread. */
  private void perform(Line line) {
    write(line);
    losses.say(backlog.dropped());
  }

  private void write(Line line) {
    ObservedCall call = line.call();
    ObservedOutcome outcome = line.outcome();
    boolean isSlow = isSlow(outcome);
    Level level = Levels.of(call, outcome, isSlow);
    if (!logger.isEnabledForLevel(level)) {
      return;
    }
    if (line.context() != null) {
      MDC.setContextMap(line.context());
    }
    try {
      MDC.put(CallLog.CALL_ID, call.callId());
      CallLine words = new CallLine(call, outcome, isSlow, line.content());
      LoggingEventBuilder event = logger.atLevel(level);
      for (Map.Entry<String, Object> field : words.fields().entrySet()) {
        event = event.addKeyValue(field.getKey(), field.getValue());
      }
      event.log(words.sentence());
    } finally {
      MDC.clear();
    }
  }

  private boolean isSlow(ObservedOutcome outcome) {
    return slow != null && outcome.served().latency().compareTo(slow) > 0;
  }

  /** Whether a call has a line: those that went well may be sampled. */
  private boolean takes(ObservedCall call, ObservedOutcome outcome) {
    boolean isOrdinary = outcome.error() == null && outcome.cancelled() == null && !isSlow(outcome);
    return !isOrdinary || sample.takes(call.runId());
  }

  /**
   * A line to be written.
   *
   * @param content what was said; null for nothing
   * @param context what the logging context of the call's thread held; null for nothing
   */
  private record Line(
      ObservedCall call,
      ObservedOutcome outcome,
      @Nullable CapturedContent content,
      @Nullable Map<String, String> context) {}

  /** Watches one call. */
  private final class Watch implements Observation {
    private final ObservedCall call;

    Watch(ObservedCall call) {
      this.call = call;
    }

    @Override
    public Restored enter() {
      String before = MDC.get(CallLog.CALL_ID);
      MDC.put(CallLog.CALL_ID, call.callId());
      return () -> restore(before);
    }

    private static void restore(@Nullable String before) {
      if (before == null) {
        MDC.remove(CallLog.CALL_ID);
      } else {
        MDC.put(CallLog.CALL_ID, before);
      }
    }

    @Override
    public void onOutcome(ObservedOutcome outcome) {
      CapturedContent content = null;
      try {
        content = capture == null ? null : capture.end(call.callId());
      } finally {
        if (takes(call, outcome)) {
          backlog.offer(new Line(call, outcome, content, MDC.getCopyOfContextMap()));
        }
      }
    }
  }
}
