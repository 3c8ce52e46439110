package io.llmgw.jtokkit;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.tokens.TokenCounter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Counts the text of OpenAI's models exactly, whoever hosts them: o200k for those since GPT-4o and
 * for gpt-oss, cl100k for GPT-4, GPT-3.5 and the embedding models. All others it does not know.
 *
 * <p>The vocabulary of a tokenizer is loaded at its first count, which takes about half a second,
 * and then keeps up to 30 MB of heap. Thread-safe.
 */
public final class JtokkitCounter implements TokenCounter {
  private static final List<String> OLDER =
      List.of("gpt-3.5", "gpt-35", "gpt-4-", "text-embedding-3", "text-embedding-ada");
  private static final List<String> NEWER =
      List.of("gpt-4o", "gpt-4.", "gpt-5", "gpt-oss", "chatgpt-4o", "codex");
  private static final List<String> NEWER_FAMILIES = List.of("o1", "o3", "o4");

  private final EncodingRegistry registry = Encodings.newLazyEncodingRegistry();

  /** A counter that has loaded nothing yet. */
  public JtokkitCounter() {}

  @Override
  public boolean knows(ModelRef model) {
    return encoding(model) != null;
  }

  /**
   * Counts a text; what looks like a special token is counted as the text it is.
   *
   * @throws IllegalArgumentException if the model is not known
   */
  @Override
  public long count(String text, ModelRef model) {
    EncodingType encoding = encoding(model);
    if (encoding == null) {
      throw new IllegalArgumentException("no tokenizer is known for " + model);
    }
    return registry.getEncoding(encoding).countTokensOrdinary(text);
  }

  /** By the name behind a host's prefix: {@code openai/gpt-4o}, {@code ft:gpt-4o:me::1}. */
  private static @Nullable EncodingType encoding(ModelRef model) {
    String id = model.model().toLowerCase(Locale.ROOT);
    String name = id.substring(Math.max(id.lastIndexOf('/'), id.startsWith("ft:") ? 2 : -1) + 1);
    if (name.equals("gpt-4") || OLDER.stream().anyMatch(name::startsWith)) {
      return EncodingType.CL100K_BASE;
    }
    boolean isNewer =
        NEWER.stream().anyMatch(name::startsWith)
            || NEWER_FAMILIES.stream()
                .anyMatch(family -> name.equals(family) || name.startsWith(family + "-"));
    return isNewer ? EncodingType.O200K_BASE : null;
  }
}
