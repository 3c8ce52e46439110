package io.llmgw.observability.trace;

import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.ObservedCall;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Makes a span of each call. Thread-safe. */
final class TracingObserver implements CallObserver {
  private final String name;
  private final Spans spans;
  // For the internal calls of a call, which may come from a thread where it is not current.
  private final Map<String, CallSpan> open = new ConcurrentHashMap<>();

  TracingObserver(String name, Spans spans) {
    this.name = name;
    this.spans = spans;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public @Nullable Observation begin(ObservedCall call) {
    String parent = call.parentCallId();
    CallSpan outer = parent == null ? null : open.get(parent);
    CallSpan span = spans.begin(call, outer, () -> open.remove(call.callId()));
    if (span != null) {
      open.put(call.callId(), span);
    }
    return span;
  }
}
