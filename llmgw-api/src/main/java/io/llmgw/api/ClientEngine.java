package io.llmgw.api;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.extend.Extensions;
import io.llmgw.api.observe.GatewayListener;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.redact.RedactionPreview;
import io.llmgw.api.time.TimeSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Makes clients from settings: the service that {@code llmgw-core} provides to {@link
 * LlmClient#builder()}. Not for applications.
 */
public interface ClientEngine {
  /**
   * Makes a client; no network, no threads yet.
   *
   * @throws IllegalArgumentException when settings contradict each other; the message names them
   */
  LlmClient create(ClientSettings settings);

  /**
   * What {@link GatewayListener#log} gives.
   *
   * @param slowCallAfter calls that take longer are written as well; null for none
   */
  GatewayListener logListener(@Nullable Duration slowCallAfter);

  /** The link that masks requests and restores answers, as the feature says. */
  Interceptor redaction(Redaction redaction, TimeSource time);

  /** What such a link would mask in a text. */
  RedactionPreview preview(Redaction redaction, String text);

  /**
   * The engine on the class or module path.
   *
   * @throws IllegalStateException when there is none
   */
  static ClientEngine find() {
    return new Extensions<>(ClientEngine.class, "engine", engine -> engine.getClass().getName())
        .first("add the artifact io.llmgw:llmgw-core at run time");
  }
}
