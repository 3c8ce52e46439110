package io.llmgw.observability.log;

import io.llmgw.api.chain.Feature;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.time.TimeSource;
import io.llmgw.observability.aside.Complaints;
import io.llmgw.observability.aside.Losses;
import io.llmgw.observability.content.ContentCapture;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line of the log for each call of a client, with fields: {@code
 * builder.use(CallLog.create())}. Fields are key-value pairs of SLF4J 2, which structured layouts
 * write as they are ({@code %kvp} shows them in a pattern of Logback).
 *
 * <p>The level follows from the outcome: INFO for a success and for a call that its caller
 * cancelled, DEBUG for the success of an internal call, WARN for a slow call and for failures that
 * pass by, ERROR for those that last until somebody mends something: keys, quotas, configuration,
 * policies with a bug.
 *
 * <p>A line holds names, numbers and outcomes, no user, and text of a call only if {@linkplain
 * #capturingContent asked for}. What comes from outside cannot end the line. Lines are written by a
 * daemon thread of this feature, in the order in which calls end and with the logging context of
 * their thread: an appender that throws or blocks changes no call. What it keeps waiting too long
 * is dropped and counted, and the log says how much, at WARN, at most once a minute. While a call
 * works towards its first content, {@value #CALL_ID} is in the logging context of its thread.
 *
 * <p>Immutable: each method returns a feature that differs in one thing. One feature is for one
 * client at a time, until it is closed.
 */
public final class CallLog implements Feature {
  /** Name of the logger unless set otherwise. */
  public static final String DEFAULT_LOGGER = "io.llmgw.calls";

  /** Key of the id of the call in the logging context. */
  public static final String CALL_ID = "llmgw.call_id";

  private final Logger logger;
  private final Sample sample;
  private final @Nullable Duration slow;
  private final @Nullable ContentCapture capture;
  private volatile @Nullable CallLogObserver observer;
  private boolean isTaken;

  private CallLog(
      Logger logger, Sample sample, @Nullable Duration slow, @Nullable ContentCapture capture) {
    this.logger = logger;
    this.sample = sample;
    this.slow = slow;
    this.capture = capture;
  }

  /** A line for each call; none is slow. */
  public static CallLog create() {
    return new CallLog(LoggerFactory.getLogger(DEFAULT_LOGGER), Sample.ALL, null, null);
  }

  /** Where the lines go; default the logger {@value #DEFAULT_LOGGER}. */
  public CallLog to(Logger other) {
    return new CallLog(Objects.requireNonNull(other, "other"), sample, slow, capture);
  }

  /**
   * How many of the calls that went well and were not slow have a line; default all. Chosen by run:
   * of one all rounds have a line, or none. What failed, was cancelled or slow always has one.
   *
   * @param share 0 to 1
   */
  public CallLog sampling(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share must be 0 to 1, not " + share);
    }
    return new CallLog(logger, new Sample(share), slow, capture);
  }

  /**
   * From when on a call is slow, which makes its line a WARN with the field {@code slow}; default
   * never.
   *
   * @param threshold more than zero; a call that takes as long is not slow yet
   */
  public CallLog slowerThan(Duration threshold) {
    if (threshold.isNegative() || threshold.isZero()) {
      throw new IllegalArgumentException("threshold " + threshold + ": must be more than zero");
    }
    return new CallLog(logger, sample, threshold, capture);
  }

  /** The same as {@link #capturingContent(int)} with 10,000. */
  public CallLog capturingContent() {
    return capturingContent(ContentCapture.DEFAULT_LIMIT);
  }

  /**
   * Has each line say what was said in the call, in the fields {@code system_instructions}, {@code
   * input_messages} and {@code output_messages}; default none does. It is what {@link
   * io.llmgw.api.chain.Slot#RECORD} has: masked, if a policy in {@code REDACT} masks; else it is
   * all that your users write. Who can read the log can read it then.
   *
   * @param characters the most that each of the three takes as JSON, 1,000 to 1,000,000; what is
   *     longer is cut and says so
   */
  public CallLog capturingContent(int characters) {
    return new CallLog(logger, sample, slow, new ContentCapture(characters));
  }

  @Override
  public String name() {
    return "call-log";
  }

  @Override
  public synchronized List<CallObserver> observers(TimeSource time) {
    if (isTaken) {
      throw new IllegalStateException(
          "this feature has a client already: make one for each, or close it first");
    }
    isTaken = true;
    CallLogObserver made =
        new CallLogObserver(
            name(),
            logger,
            sample,
            slow,
            capture,
            new Losses("lines of the call log dropped, as its appender is too slow", time),
            new Complaints("the call log", time));
    observer = made;
    return List.of(made);
  }

  @Override
  public List<Interceptor> links(TimeSource time) {
    return capture == null ? List.of() : List.of(capture.link("content of call-log"));
  }

  /**
   * Waits until the lines of all calls that have ended before are written.
   *
   * @return false when it took longer, or the thread was interrupted; true where there was nothing
   */
  public boolean flush(Duration atMost) {
    CallLogObserver writing = observer;
    return writing == null || writing.flush(atMost);
  }

  /** How many lines were dropped, since the appender was too slow. */
  public long dropped() {
    CallLogObserver writing = observer;
    return writing == null ? 0 : writing.dropped();
  }

  /**
   * Writes what is left, for 2 s at most. The client does so when it closes; the feature may be
   * given to another one then. Call it yourself where another feature made a build fail after this
   * one was asked for its part.
   */
  @Override
  public void close() {
    CallLogObserver writing = observer;
    if (writing == null) {
      return;
    }
    writing.close();
    synchronized (this) {
      if (observer == writing) {
        isTaken = false;
      }
    }
  }
}
