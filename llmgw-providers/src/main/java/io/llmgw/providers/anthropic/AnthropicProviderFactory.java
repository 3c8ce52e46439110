package io.llmgw.providers.anthropic;

import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderFactory;
import io.llmgw.api.provider.Settings;
import io.llmgw.providers.exchange.NamedKeys;
import io.llmgw.providers.http.HttpSettings;
import org.jspecify.annotations.Nullable;

/**
 * Makes the provider {@code anthropic} from settings, all of them optional: {@code key} (or {@code
 * key-env}, the name of an environment variable, or {@code key-file}, as {@link
 * io.llmgw.api.provider.Keys#file(java.nio.file.Path)} reads it), {@code key-header} ({@code
 * x-api-key}, the default, or {@code authorization}), {@code base-url}, {@code name}, {@code
 * version}, {@code beta} (names with commas between), {@code default-max-tokens}, {@code
 * takes-unsigned-reasoning} ({@code true} or {@code false}, the default), and those of {@link
 * HttpSettings#named(Settings)}.
 */
public final class AnthropicProviderFactory implements ProviderFactory {
  private static final String UNSIGNED = "takes-unsigned-reasoning";

  /** For {@link java.util.ServiceLoader}. */
  public AnthropicProviderFactory() {}

  @Override
  public String name() {
    return "anthropic";
  }

  @Override
  public Provider create(Settings settings) {
    Anthropic.Builder builder = Anthropic.builder();
    addKeys(builder, NamedKeys.of(settings), settings.text("key-header", "x-api-key"));
    String baseUrl = settings.text("base-url");
    if (baseUrl != null) {
      builder.baseUrl(baseUrl);
    }
    builder.name(settings.text("name", name()));
    builder.version(settings.text("version", Anthropic.VERSION));
    String betas = settings.text("beta");
    if (betas != null) {
      for (String beta : betas.split(",", -1)) {
        builder.beta(beta);
      }
    }
    long maxTokens = settings.number("default-max-tokens", Anthropic.DEFAULT_MAX_TOKENS);
    builder.defaultMaxTokens((int) Math.max(0, Math.min(Integer.MAX_VALUE, maxTokens)));
    if (isTrue(settings.text(UNSIGNED, "false"))) {
      builder.takesUnsignedReasoning();
    }
    builder.http(HttpSettings.named(settings));
    settings.rejectUnread();
    return builder.build();
  }

  private static boolean isTrue(String word) {
    if (!word.equals("true") && !word.equals("false")) {
      throw new IllegalArgumentException(
          "setting '" + UNSIGNED + "' is true or false, not '" + word + "'");
    }
    return word.equals("true");
  }

  private static void addKeys(Anthropic.Builder builder, @Nullable KeySource keys, String header) {
    switch (header) {
      case "x-api-key" -> {
        if (keys != null) {
          builder.keys(keys);
        }
      }
      case "authorization" -> {
        if (keys != null) {
          builder.tokens(keys);
        }
      }
      default ->
          throw new IllegalArgumentException(
              "setting 'key-header' is x-api-key or authorization, not '" + header + "'");
    }
  }
}
