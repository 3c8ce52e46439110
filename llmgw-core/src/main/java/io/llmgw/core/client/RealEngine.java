package io.llmgw.core.client;

import io.llmgw.api.ClientEngine;
import io.llmgw.api.ClientSettings;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.observe.GatewayListener;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.redact.RedactionPreview;
import io.llmgw.api.time.TimeSource;
import io.llmgw.core.observe.EventLog;
import io.llmgw.core.redact.RedactionLink;
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

  @Override
  public Interceptor redaction(Redaction redaction, TimeSource time) {
    return new RedactionLink(redaction, time);
  }

  @Override
  public RedactionPreview preview(Redaction redaction, String text) {
    return RedactionLink.preview(redaction, text);
  }
}
