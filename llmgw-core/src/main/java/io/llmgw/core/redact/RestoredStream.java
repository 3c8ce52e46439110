package io.llmgw.core.redact;

import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.BlockSigned;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.event.RefusalDelta;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.event.ToolCallStarted;
import io.llmgw.api.event.TranscriptDescribed;
import io.llmgw.api.transcription.TranscriptDetails;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An answer with the values of its call restored, block by block. What is held back of a block
 * comes before its signature, before the next block that is joined to it, and before the end of the
 * answer, however it ends. Callers join the texts of an answer with nothing between them, and so
 * its thoughts: what begins a URL in one block is still one in the next.
 */
final class RestoredStream implements EventStream {
  /** A block, and how a piece of it is written. */
  private record OpenBlock(
      int index, Restorer restorer, BiFunction<Integer, String, LlmEvent> event) {}

  private final EventStream masked;
  private final Vault vault;
  private final Predicate<String> trusted;
  private final boolean isJson;
  private final Map<Integer, OpenBlock> blocks = new TreeMap<>();

  /** The block that was begun last, by what its pieces are. */
  private final Map<Class<?>, OpenBlock> begun = new HashMap<>();

  private final Map<Integer, Boolean> trustedCalls = new HashMap<>();
  private final Deque<LlmEvent> ready = new ArrayDeque<>();
  private @Nullable LlmException failure;

  /**
   * A restored stream.
   *
   * @param trusted whether the arguments of a tool are restored, by its name
   * @param isJson whether text is wanted as JSON: where it is that, values are escaped
   */
  RestoredStream(EventStream masked, Vault vault, Predicate<String> trusted, boolean isJson) {
    this.masked = masked;
    this.vault = vault;
    this.trusted = trusted;
    this.isJson = isJson;
  }

  @Override
  public @Nullable LlmEvent next() {
    while (ready.isEmpty()) {
      if (failure != null) {
        throw failure;
      }
      LlmEvent event;
      try {
        event = masked.next();
      } catch (LlmException e) {
        failure = e; // after what was held back
        flushAll();
        continue;
      }
      if (event == null) {
        return null;
      }
      LlmEvent restored = restored(event);
      if (restored != null && ready.isEmpty()) {
        return restored;
      }
      if (restored != null) {
        ready.add(restored);
      }
    }
    return ready.remove();
  }

  /** The event to pass on, after what is ready; null for nothing yet. */
  private @Nullable LlmEvent restored(LlmEvent event) {
    if (event instanceof TextDelta it) {
      return piece(it, it.index(), it.text(), TextDelta::new);
    }
    if (event instanceof ReasoningDelta it) {
      return piece(it, it.index(), it.text(), ReasoningDelta::new);
    }
    if (event instanceof RefusalDelta it) {
      return piece(it, it.index(), it.text(), RefusalDelta::new);
    }
    if (event instanceof ToolCallStarted it) {
      trustedCalls.put(it.index(), trusted.test(it.name()));
    } else if (event instanceof ToolArgumentsDelta it) {
      return trustedCalls.getOrDefault(it.index(), false)
          ? piece(it, it.index(), it.json(), ToolArgumentsDelta::new)
          : it;
    } else if (event instanceof TranscriptDescribed it) {
      return new TranscriptDescribed(restored(it.details()));
    } else if (event instanceof BlockSigned it) {
      OpenBlock block = blocks.get(it.index());
      if (block != null) {
        flush(block);
      }
    } else if (event instanceof Completed) {
      flushAll();
    }
    return event;
  }

  /** Each passage by itself, as it is whole. */
  private TranscriptDetails restored(TranscriptDetails details) {
    List<TranscriptDetails.Segment> segments = new ArrayList<>(details.segments().size());
    for (TranscriptDetails.Segment segment : details.segments()) {
      Restorer restorer = new Restorer(vault, false);
      String begun = restorer.next(segment.text());
      segments.add(segment.withText(begun + restorer.rest()));
    }
    return new TranscriptDetails(details.language(), details.duration(), segments);
  }

  private @Nullable LlmEvent piece(
      LlmEvent event, int index, String text, BiFunction<Integer, String, LlmEvent> make) {
    OpenBlock block = blocks.get(index);
    if (block == null) {
      block = begun(event, index, make);
      blocks.put(index, block);
    }
    String restored = block.restorer.next(text);
    if (restored.equals(text)) {
      return event;
    }
    return restored.isEmpty() ? null : make.apply(index, restored);
  }

  private OpenBlock begun(LlmEvent event, int index, BiFunction<Integer, String, LlmEvent> make) {
    OpenBlock before = event instanceof ToolArgumentsDelta ? null : begun.get(event.getClass());
    if (before != null) {
      flush(before);
    }
    Restorer restorer =
        before == null ? new Restorer(vault, isJson(event)) : before.restorer.following();
    OpenBlock block = new OpenBlock(index, restorer, make);
    begun.put(event.getClass(), block);
    return block;
  }

  private boolean isJson(LlmEvent event) {
    return event instanceof ToolArgumentsDelta || (isJson && event instanceof TextDelta);
  }

  private void flush(OpenBlock block) {
    String rest = block.restorer.rest();
    if (!rest.isEmpty()) {
      ready.add(block.event.apply(block.index, rest));
    }
  }

  private void flushAll() {
    blocks.values().forEach(this::flush);
  }

  @Override
  public void close() {
    masked.close();
  }
}
