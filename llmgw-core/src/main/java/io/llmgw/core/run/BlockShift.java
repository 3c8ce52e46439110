package io.llmgw.core.run;

import io.llmgw.api.event.BlockSigned;
import io.llmgw.api.event.ContentEvent;
import io.llmgw.api.event.MediaProduced;
import io.llmgw.api.event.ProviderItemReceived;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.event.RefusalDelta;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.event.ToolCallStarted;

/** Counts the blocks of a run on from round to round. Not thread-safe. */
final class BlockShift {
  private int offset;
  private int next;

  /** A round begins: its blocks come after all those so far. */
  void round() {
    offset = next;
  }

  /** The event, at its place in the run. */
  ContentEvent place(ContentEvent event) {
    int index = Math.addExact(offset, event.index());
    next = Math.max(next, Math.addExact(index, 1));
    return offset == 0 ? event : moved(event, index);
  }

  private static ContentEvent moved(ContentEvent event, int index) {
    if (event instanceof TextDelta delta) {
      return new TextDelta(index, delta.text());
    } else if (event instanceof ReasoningDelta delta) {
      return new ReasoningDelta(index, delta.text());
    } else if (event instanceof RefusalDelta delta) {
      return new RefusalDelta(index, delta.text());
    } else if (event instanceof ToolCallStarted call) {
      return new ToolCallStarted(index, call.id(), call.name(), call.providerFields());
    } else if (event instanceof ToolArgumentsDelta delta) {
      return new ToolArgumentsDelta(index, delta.json());
    } else if (event instanceof BlockSigned signed) {
      return new BlockSigned(index, signed.signature(), signed.provider());
    } else if (event instanceof ProviderItemReceived received) {
      return new ProviderItemReceived(index, received.item());
    } else if (event instanceof MediaProduced produced) {
      return new MediaProduced(index, produced.part());
    }
    throw new IllegalStateException(event + " in the answer to a chat");
  }
}
