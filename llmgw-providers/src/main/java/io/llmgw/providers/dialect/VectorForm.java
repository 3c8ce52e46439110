package io.llmgw.providers.dialect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** In which form a host writes vectors. */
public enum VectorForm {
  /** Numbers, as nothing else is asked for. */
  NUMBERS(null),
  /** Little-endian floats of four bytes in Base64 when asked for: a third of the bytes. */
  BASE64_FLOATS("base64"),
  /** Signed bytes in Base64, a number each, which are no unit vector: Perplexity. */
  BASE64_BYTES("base64_int8");

  private static final List<String> OF_FLOATS = List.of("base64", "float");

  private final @Nullable String asked;

  VectorForm(@Nullable String asked) {
    this.asked = asked;
  }

  /** The word by which it is asked for; null where nothing is said. */
  public @Nullable String asked() {
    return asked;
  }

  /** The words by which a request may ask a host of this form, as its answers can be read. */
  public List<String> readable() {
    return this == BASE64_BYTES ? List.of("base64_int8") : OF_FLOATS;
  }
}
