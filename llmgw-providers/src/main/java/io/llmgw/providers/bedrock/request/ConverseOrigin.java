package io.llmgw.providers.bedrock.request;

import java.util.Locale;

/**
 * Where what a model signs comes from, and alone goes back to: models of all makers answer under
 * the name of one provider, and none takes what another has signed.
 */
public final class ConverseOrigin {
  private ConverseOrigin() {}

  /**
   * The name of the provider, for the maker that signs most; with something behind it for others,
   * which no provider can be called. Of what does not say who made it, each is its own.
   *
   * @param model the provider's own id of the model
   */
  public static String of(String provider, String model) {
    ModelFamily family = ModelFamily.of(model);
    return switch (family) {
      case CLAUDE -> provider;
      case NOVA, NOVA_2, GPT_OSS, QWEN -> provider + ':' + family.name().toLowerCase(Locale.ROOT);
      case OTHER, UNKNOWN -> provider + ':' + model.toLowerCase(Locale.ROOT);
    };
  }
}
