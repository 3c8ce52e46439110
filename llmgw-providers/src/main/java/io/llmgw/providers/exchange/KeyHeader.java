package io.llmgw.providers.exchange;

import io.llmgw.api.provider.ApiKey;

/**
 * The header that carries the key.
 *
 * @param name its name
 * @param prefix what stands before the secret, blank included; may be empty
 */
public record KeyHeader(String name, String prefix) implements KeyProof {
  /** {@code Authorization: Bearer} (RFC 6750, 2.1). */
  public static final KeyHeader BEARER = new KeyHeader("Authorization", "Bearer ");

  @Override
  public boolean sets(String lowerName) {
    return name.equalsIgnoreCase(lowerName);
  }

  @Override
  public void prove(ApiKey key, UnprovenRequest request) {
    request.set(name, prefix.concat(key.secret()));
  }
}
