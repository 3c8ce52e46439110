package io.llmgw.core.client;

import io.llmgw.api.ClientEngine;
import io.llmgw.api.ClientSettings;
import io.llmgw.api.LlmClient;
import io.llmgw.api.observe.GatewayListener;
import io.llmgw.core.observe.EventLog;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The engine, as {@link java.util.ServiceLoader} finds it. */
public final class RealEngine implements ClientEngine {
  /** Called by the service loader. */
  public RealEngine() {}

  @Override
  public LlmClient create(ClientSettings settings) {
    return RealClient.of(new Gateway(settings));
  }

  @Override
  public GatewayListener logListener(@Nullable Duration slowCallAfter) {
    return new EventLog(slowCallAfter);
  }
}
