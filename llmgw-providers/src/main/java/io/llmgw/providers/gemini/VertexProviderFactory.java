package io.llmgw.providers.gemini;

import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderFactory;
import io.llmgw.api.provider.Settings;
import io.llmgw.providers.exchange.NamedKeys;
import io.llmgw.providers.http.HttpSettings;

/**
 * Makes the provider {@code vertexai} from settings: {@code project}, and optionally {@code
 * location}, {@code key} for a token (or {@code key-env}, the name of an environment variable, or
 * {@code key-file}, as {@link io.llmgw.api.provider.Keys#file(java.nio.file.Path)} reads it, for
 * one that something else renews), {@code base-url}, {@code name}, {@code version}, and those of
 * {@link HttpSettings#named(Settings)}. Without a project and a location, the key is one of express
 * mode.
 */
public final class VertexProviderFactory implements ProviderFactory {
  /** For {@link java.util.ServiceLoader}. */
  public VertexProviderFactory() {}

  @Override
  public String name() {
    return "vertexai";
  }

  @Override
  public Provider create(Settings settings) {
    Vertex.Builder builder = Vertex.builder();
    String project = settings.text("project");
    KeySource keys = NamedKeys.of(settings);
    if (project != null) {
      builder.project(project);
      builder.location(settings.text("location", Vertex.GLOBAL));
      if (keys != null) {
        builder.tokens(keys);
      }
    } else if (keys != null) {
      builder.keys(keys);
    } else {
      throw new IllegalArgumentException(
          "setting 'project' is required: the id of the project; or a key of express mode");
    }
    String baseUrl = settings.text("base-url");
    if (baseUrl != null) {
      builder.baseUrl(baseUrl);
    }
    builder.name(settings.text("name", name()));
    builder.version(settings.text("version", Vertex.VERSION));
    builder.http(HttpSettings.named(settings));
    settings.rejectUnread();
    return builder.build();
  }
}
