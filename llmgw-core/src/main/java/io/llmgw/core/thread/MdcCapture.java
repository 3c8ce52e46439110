package io.llmgw.core.thread;

import io.llmgw.api.ContextCapture;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Carries the logging context. */
final class MdcCapture implements ContextCapture {
  @Override
  public Captured capture() {
    Map<String, String> carried = MDC.getCopyOfContextMap();
    return () -> {
      Map<String, String> before = MDC.getCopyOfContextMap();
      set(carried);
      return () -> set(before);
    };
  }

  private static void set(@Nullable Map<String, String> context) {
    if (context == null) {
      MDC.clear();
    } else {
      MDC.setContextMap(context);
    }
  }
}
