package io.llmgw.api.provider;

/**
 * Makes a provider from settings. Implementations are registered with {@link
 * java.util.ServiceLoader}, need a public constructor without arguments, and are loaded when their
 * name is used, not before.
 */
public interface ProviderFactory {
  /** The name by which a client asks for it, such as {@code openai}; constant, not blank. */
  String name();

  /**
   * Makes a provider; no network, no threads yet.
   *
   * @throws IllegalArgumentException when a setting is missing or out of range; the message names
   *     it
   */
  Provider create(Settings settings);
}
