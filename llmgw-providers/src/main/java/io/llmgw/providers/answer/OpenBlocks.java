package io.llmgw.providers.answer;

import io.llmgw.api.error.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of an answer that have begun and not ended, by what the provider counts them as. Not
 * thread-safe.
 *
 * @param <B> what a block is
 */
public final class OpenBlocks<B extends GrowingBlock> {
  /** Blocks come one after the other; each piece of one is looked for among the open ones. */
  private static final int MOST = 128;

  private final AnswerHead head;
  private final List<B> blocks = new ArrayList<>(2);

  /** None, of the answer with this head. */
  public OpenBlocks(AnswerHead head) {
    this.head = head;
  }

  /** The block of this number; null if none is open. */
  public @Nullable B find(int number) {
    // Without an iterator: this runs for every token.
    for (int i = blocks.size() - 1; i >= 0; i--) {
      if (blocks.get(i).number == number) {
        return blocks.get(i);
      }
    }
    return null;
  }

  /**
   * Makes room for one of this number: a block that is still counted the same ends.
   *
   * @throws io.llmgw.api.error.LlmException with {@code PROTOCOL} when too many are open
   */
  public void makeRoom(int number) {
    end(number);
    if (blocks.size() == MOST) {
      throw head.failure(ErrorKind.PROTOCOL, "began " + MOST + " blocks without the end of any");
    }
  }

  /** Adds a block, for which room was made. */
  public void add(B block) {
    blocks.add(block);
  }

  /** Ends the block of this number, if one is open. */
  public void end(int number) {
    B block = find(number);
    if (block != null) {
      blocks.remove(block);
      block.end();
    }
  }

  /** Ends all, in the order in which they began. */
  public void endAll() {
    for (B block : blocks) {
      block.end();
    }
    blocks.clear();
  }
}
