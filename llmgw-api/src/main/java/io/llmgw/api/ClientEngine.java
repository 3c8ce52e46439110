package io.llmgw.api;

import io.llmgw.api.observe.GatewayListener;
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
