package io.llmgw.api.event;

import java.util.Objects;

/**
 * The provider signs a reasoning block, which may have no text. A later signature of the same block
 * replaces the one before. Signatures of other blocks travel as provider fields of a tool call or
 * as provider items.
 *
 * @param index the block, from 0
 * @param signature the signature, opaque
 * @param provider the provider that made it and to which alone it goes back; not empty
 */
public record BlockSigned(int index, String signature, String provider) implements ContentEvent {
  /** Checks index and provider. */
  public BlockSigned {
    BlockIndex.check(index);
    Objects.requireNonNull(signature, "signature");
    if (provider.isEmpty()) {
      throw new IllegalArgumentException("a signature needs the provider that made it");
    }
  }

  @Override
  public String toString() {
    return "BlockSigned[" + index + ", by " + provider + "]";
  }
}
