package io.llmgw.providers.answer;

import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.event.BlockSigned;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.ProviderItemReceived;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.json.Json;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A block of an answer that may still grow, where the protocol numbers blocks: tells what is added
 * to it as events. What is null or empty adds nothing. Not thread-safe.
 */
public abstract class GrowingBlock {
  /** What stands for the type of a block that has none. */
  protected static final String UNKNOWN = "unknown";

  /** What the provider counts it as. */
  public final int number;

  /** Where it stands in the answer. */
  public final int place;

  private final String provider;
  private final Consumer<LlmEvent> events;
  private @Nullable String input;
  private @Nullable Json citations;
  private @Nullable StringJoiner addedCitations;

  /** A block with nothing in it. */
  protected GrowingBlock(int number, int place, String provider, Consumer<LlmEvent> events) {
    this.number = number;
    this.place = place;
    this.provider = provider;
    this.events = events;
  }

  /** Text is added. */
  protected final void text(@Nullable String text) {
    if (text != null && !text.isEmpty()) {
      events.accept(new TextDelta(place, text));
    }
  }

  /** Reasoning is added. */
  protected final void thoughts(@Nullable String text) {
    if (text != null && !text.isEmpty()) {
      events.accept(new ReasoningDelta(place, text));
    }
  }

  /** Its reasoning is signed. */
  protected final void sign(@Nullable String signature) {
    if (signature != null && !signature.isEmpty()) {
      events.accept(new BlockSigned(place, signature, provider));
    }
  }

  /** The arguments that a call begins with: all of them, unless some are added. */
  protected final void input(@Nullable String json) {
    input = json;
  }

  /** A piece of the arguments of a call is added. */
  protected final void arguments(@Nullable String json) {
    if (json != null && !json.isEmpty()) {
      input = null; // what the block began with was only its place
      events.accept(new ToolArgumentsDelta(place, json));
    }
  }

  /** The citations that a text begins with: all of them, unless some are added. */
  protected final void citations(@Nullable Json all) {
    citations = all;
  }

  /** A citation is added. */
  protected final void cite(@Nullable Json citation) {
    if (citation != null) {
      addedCitations = addedCitations == null ? new StringJoiner(",", "[", "]") : addedCitations;
      addedCitations.add(citation.text()); // as it came, be it good JSON or not
    }
  }

  /** Something that only the provider understands belongs to it. */
  protected final void item(String type, Json json) {
    events.accept(new ProviderItemReceived(place, new ProviderItem(provider, type, json)));
  }

  /**
   * Tells what is only known at the end: arguments of which no piece was added, and citations.
   *
   * @param citationsType the type of the item that has the citations
   */
  protected final void endContent(String citationsType) {
    if (input != null && !input.isEmpty()) {
      events.accept(new ToolArgumentsDelta(place, input));
    }
    if (addedCitations != null) {
      item(citationsType, Json.ofText(addedCitations.toString()));
    } else if (citations != null) {
      item(citationsType, citations);
    }
  }

  /** The block is complete. */
  public abstract void end();
}
