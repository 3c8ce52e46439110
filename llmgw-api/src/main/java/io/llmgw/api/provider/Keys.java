package io.llmgw.api.provider;

import io.llmgw.api.Caller;
import io.llmgw.api.time.TimeSource;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The usual {@link KeySource key sources}. */
public final class Keys {
  private Keys() {}

  /**
   * The key that an environment variable holds, read now; its alias is the variable's name.
   *
   * @throws IllegalStateException when the variable is not set or blank
   */
  public static KeySource env(String variable) {
    String secret = System.getenv(variable);
    if (secret == null || secret.isBlank()) {
      throw new IllegalStateException(
          "environment variable " + variable + " is not set: put the API key there");
    }
    return of(ApiKey.of(variable, secret.strip()));
  }

  /** One key with the alias {@code main}. */
  public static KeySource of(String secret) {
    return of(ApiKey.of("main", secret));
  }

  /**
   * These keys for every caller: calls are spread over them by {@link ApiKey#weight()}, and go on
   * with another one where one is refused.
   */
  public static KeySource of(ApiKey... keys) {
    List<ApiKey> all = List.of(keys);
    return caller -> all;
  }

  /**
   * One key with the alias {@code main}, asked for at every call: for secrets that rotate.
   *
   * @param secret must be fast and thread-safe
   */
  public static KeySource supplier(Supplier<String> secret) {
    return caller -> List.of(ApiKey.of("main", secret.get()));
  }

  /**
   * The keys in a file, one a line: {@code alias=secret}, or the secret alone. Blank lines and
   * those that begin with {@code #} do not count. A secret without an alias is called {@code main}
   * when it is the first key, else {@code key-} and its place. An alias has up to 32 letters,
   * digits, {@code . _ -}; a secret without one may have {@code =} at its end only.
   *
   * <p>The file is looked at by calls, at most once a second, and read again when another one is in
   * its place, also by a link that leads there, or its size or its time of change is another one.
   * While it is gone or cannot be understood, the keys before stay in use, and the latter is logged
   * once. Replace it by a rename, so that nobody reads half of it.
   *
   * @throws IllegalArgumentException when it cannot be read now, has no key, or a line is wrong;
   *     the message names file and line and shows nothing of what is in it
   */
  public static KeySource file(Path path) {
    return file(path, TimeSource.system());
  }

  /** The same, by these clocks. */
  public static KeySource file(Path path, TimeSource time) {
    return new KeyFile(path, time);
  }

  /**
   * Keys that depend on the caller, as those of tenants who bring their own. {@link
   * KeySource#stopFetching()} tells the sources that were asked so far.
   *
   * @param sources gives the source for a caller, {@link KeySource#NONE} for none; must be fast and
   *     thread-safe. Where it gives null, the call fails with kind CONFIGURATION
   */
  public static KeySource perCaller(Function<Caller, KeySource> sources) {
    return new CallerKeys(sources);
  }
}
