package io.llmgw.observability.trace;

import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.observability.CapturedContent;
import io.llmgw.observability.content.ContentCapture;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Makes a span of each call. Thread-safe. */
final class TracingObserver implements CallObserver {
  private final String name;
  private final Spans spans;
  private final @Nullable ContentCapture capture;
  // For the internal calls of a call, which may come from a thread where it is not current.
  private final Map<String, CallSpan> open = new ConcurrentHashMap<>();

  /**
   * Without an open call.
   *
   * @param capture takes what is said in calls; null when nobody wants it
   */
  TracingObserver(String name, Spans spans, @Nullable ContentCapture capture) {
    this.name = name;
    this.spans = spans;
    this.capture = capture;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public @Nullable Observation begin(ObservedCall call) {
    String parent = call.parentCallId();
    CallSpan outer = parent == null ? null : open.get(parent);
    CallSpan span = spans.begin(call, outer, () -> end(call.callId()));
    if (span != null) {
      open.put(call.callId(), span);
      if (capture != null) {
        capture.begin(call.callId());
      }
    }
    return span;
  }

  private @Nullable CapturedContent end(String callId) {
    open.remove(callId);
    return capture == null ? null : capture.end(callId);
  }
}
