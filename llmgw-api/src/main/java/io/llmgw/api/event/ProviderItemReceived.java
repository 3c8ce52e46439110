package io.llmgw.api.event;

import io.llmgw.api.content.ProviderItem;
import java.util.Objects;

/**
 * A piece that only the provider understands, to be kept for the way back. It stands alone or
 * accompanies the block of the same index.
 *
 * @param index the block, from 0
 * @param item the piece
 */
public record ProviderItemReceived(int index, ProviderItem item) implements ContentEvent {
  /** Checks the index. */
  public ProviderItemReceived {
    BlockIndex.check(index);
    Objects.requireNonNull(item, "item");
  }
}
