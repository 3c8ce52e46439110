package io.llmgw.api.response;

import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.event.BlockSigned;
import io.llmgw.api.event.ToolCallStarted;
import io.llmgw.api.json.Json;
import io.llmgw.api.route.ModelRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One block of a chat answer while it arrives. Its first content decides what it is; provider items
 * may accompany any kind. Every method checks before it changes anything.
 */
final class Block {
  enum Kind {
    TEXT,
    REASONING,
    REFUSAL,
    TOOL_CALL,
    MEDIA
  }

  private final int index;
  private @Nullable Kind kind;
  // Most blocks of an answer that came whole are one piece, which then is the text itself.
  private String whole = "";
  private @Nullable StringBuilder pieces;
  private @Nullable ToolCallStarted call;
  private @Nullable BlockSigned signed;
  private @Nullable Part media;
  private @Nullable List<ProviderItem> items;

  Block(int index) {
    this.index = index;
  }

  int index() {
    return index;
  }

  void append(Kind wanted, String piece) {
    become(wanted);
    append(piece);
  }

  void start(ToolCallStarted started) {
    if (call != null) {
      throw new IllegalStateException("block " + index + " is a tool call already");
    }
    become(Kind.TOOL_CALL);
    call = started;
  }

  void appendArguments(String fragment) {
    if (call == null) {
      throw new IllegalStateException("arguments for block " + index + ", which is no tool call");
    }
    append(fragment);
  }

  void sign(BlockSigned signature) {
    become(Kind.REASONING);
    signed = signature;
  }

  void put(Part part) {
    if (media != null) {
      throw new IllegalStateException("block " + index + " has its media already");
    }
    become(Kind.MEDIA);
    media = part;
  }

  void add(ProviderItem item) {
    if (items == null) {
      items = new ArrayList<>(1);
    }
    items.add(item);
  }

  private void become(Kind wanted) {
    if (kind == null) {
      kind = wanted;
    } else if (kind != wanted) {
      throw new IllegalStateException("block " + index + " is " + kind + ", not " + wanted);
    }
  }

  private void append(String piece) {
    if (pieces != null) {
      pieces.append(piece);
    } else if (whole.isEmpty()) {
      whole = piece;
    } else if (!piece.isEmpty()) {
      pieces = new StringBuilder(whole.length() + piece.length() + 256);
      pieces.append(whole).append(piece);
    }
  }

  /** What a reader of the answer's text sees of this block. */
  String textSoFar() {
    return kind == Kind.TEXT ? content() : "";
  }

  private String content() {
    return pieces == null ? whole : pieces.toString();
  }

  /** Adds the parts that this block stands for: itself unless it is empty, then its items. */
  void addTo(List<Part> parts, @Nullable String target) {
    if (kind != null) {
      Part part = part(kind, content(), target);
      if (part != null) {
        parts.add(part);
      }
    }
    if (items != null) {
      parts.addAll(items);
    }
  }

  private @Nullable Part part(Kind known, String content, @Nullable String target) {
    return switch (known) {
      case TEXT -> content.isEmpty() ? null : new Part.Text(content);
      case REFUSAL -> content.isEmpty() ? null : new Part.Refusal(content);
      case REASONING -> reasoning(content, target);
      case TOOL_CALL -> toolCall(Objects.requireNonNull(call), content);
      case MEDIA -> media;
    };
  }

  private @Nullable Part reasoning(String content, @Nullable String target) {
    if (signed != null) {
      return new Part.Reasoning(content, signed.signature(), signed.provider());
    }
    if (content.isEmpty()) {
      return null;
    }
    // Parsed here, since most answers have no reasoning and need no name.
    String provider = target == null ? null : ModelRef.parse(target).provider();
    return new Part.Reasoning(content, null, provider);
  }

  private static ToolCall toolCall(ToolCallStarted call, String arguments) {
    return new ToolCall(call.id(), call.name(), Json.ofText(arguments), call.providerFields());
  }
}
