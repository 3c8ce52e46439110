package io.llmgw.providers.exchange;

import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.provider.Settings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The keys that the settings of a provider name. */
public final class NamedKeys {
  private NamedKeys() {}

  /**
   * Reads {@code key}, or {@code key-env}, the name of an environment variable, or {@code
   * key-file}, as {@link Keys#file(Path)} reads it; null when none of them is there.
   *
   * @throws IllegalArgumentException when there are several
   */
  public static @Nullable KeySource of(Settings settings) {
    String key = settings.text("key");
    String variable = settings.text("key-env");
    String file = settings.text("key-file");
    if ((key != null && variable != null) || (file != null && (key != null || variable != null))) {
      throw new IllegalArgumentException(
          "settings 'key', 'key-env' and 'key-file' exclude each other");
    }
    if (key != null) {
      return Keys.of(key);
    }
    if (variable != null) {
      return Keys.env(variable);
    }
    return file == null ? null : Keys.file(Path.of(file));
  }
}
