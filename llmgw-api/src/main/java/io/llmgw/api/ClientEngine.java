package io.llmgw.api;

import java.util.ServiceLoader;

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
   * The engine on the class or module path.
   *
   * @throws IllegalStateException when there is none
   */
  static ClientEngine find() {
    return ServiceLoader.load(ClientEngine.class)
        .findFirst()
        .or(
            () ->
                ServiceLoader.load(ClientEngine.class, ClientEngine.class.getClassLoader())
                    .findFirst())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no engine found: add the artifact io.llmgw:llmgw-core at run time"));
  }
}
