package io.llmgw.api.chain;

import io.llmgw.api.provider.Settings;

/**
 * Makes an interceptor from settings. Implementations are registered with {@link
 * java.util.ServiceLoader}, need a public constructor without arguments, and are used only when a
 * client asks for them: a jar on the class path never silently sees prompts.
 */
public interface InterceptorFactory {
  /** The name by which a client asks for it; constant, not blank. */
  String name();

  /**
   * Makes an interceptor.
   *
   * @throws IllegalArgumentException when a setting is missing or out of range; the message names
   *     it
   */
  Interceptor create(Settings settings);
}
