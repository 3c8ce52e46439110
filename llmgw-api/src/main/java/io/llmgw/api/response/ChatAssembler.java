package io.llmgw.api.response;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.event.BlockSigned;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.ContentEvent;
import io.llmgw.api.event.MediaProduced;
import io.llmgw.api.event.ProviderItemReceived;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.event.RefusalDelta;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.event.ToolCallStarted;
import io.llmgw.api.usage.CacheUse;
import io.llmgw.api.usage.Served;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects the blocks of a chat answer. */
final class ChatAssembler extends ResponseAssembler<ChatResponse> {
  // A tree, because indices come from outside: neither their size nor their order is bounded.
  private final TreeMap<Integer, Block> blocks = new TreeMap<>();
  // Deltas come in runs of one block, so the tree is rarely asked.
  private @Nullable Block latest;

  @Override
  void content(ContentEvent event) {
    Block block = block(event.index());
    if (event instanceof TextDelta delta) {
      block.append(Block.Kind.TEXT, delta.text());
    } else if (event instanceof ReasoningDelta delta) {
      block.append(Block.Kind.REASONING, delta.text());
    } else if (event instanceof RefusalDelta delta) {
      block.append(Block.Kind.REFUSAL, delta.text());
    } else if (event instanceof ToolCallStarted started) {
      block.start(started);
    } else if (event instanceof ToolArgumentsDelta delta) {
      block.appendArguments(delta.json());
    } else if (event instanceof BlockSigned signed) {
      block.sign(signed);
    } else if (event instanceof ProviderItemReceived received) {
      block.add(received.item());
    } else if (event instanceof MediaProduced produced) {
      block.put(produced.part());
    } else {
      throw new IllegalStateException(event + " in the answer to a chat");
    }
    if (latest != block) {
      latest = block;
      blocks.putIfAbsent(block.index(), block);
    }
  }

  private Block block(int index) {
    Block known = latest;
    if (known != null && known.index() == index) {
      return known;
    }
    known = blocks.get(index);
    return known == null ? new Block(index) : known;
  }

  @Override
  ChatResponse assemble(Completed last, Served served) {
    Message message = message(origin(served));
    return ChatResponse.of(
        message, last.finishReason(), last.rawFinishReason(), usage(), served, head());
  }

  /** Who gave the answer, in this call or, where that asked nobody, in the one that it is from. */
  private static @Nullable String origin(Served served) {
    CacheUse given = served.cacheUse();
    String own = served.target();
    return own != null || given == null ? own : given.target();
  }

  @Override
  public String text() {
    Collection<Block> all = blocks.values();
    if (all.size() == 1) {
      return all.iterator().next().textSoFar();
    }
    StringBuilder joined = new StringBuilder();
    for (Block block : all) {
      joined.append(block.textSoFar());
    }
    return joined.toString();
  }

  @Override
  public Message partial() {
    return message(null);
  }

  /**
   * The answer so far.
   *
   * @param target whose reasoning it is, which says so itself only where it is signed; null while
   *     that is not known
   */
  private Message message(@Nullable String target) {
    List<Part> parts = new ArrayList<>(blocks.size());
    for (Block block : blocks.values()) {
      block.addTo(parts, target);
    }
    return Message.assistant(parts);
  }
}
