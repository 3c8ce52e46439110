package io.llmgw.api.tokens;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.content.RequestContent;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.TextKind;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.counting.TokenCountRequest;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.ReasoningSettings;
import io.llmgw.api.transcription.TranscriptionContent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request is made of, for whatever model: one walk over it, and one pass over each text.
 *
 * <p>Not counted, because the model does not read it or nobody here can know what it does: ids,
 * names of schemas, metadata, extra fields.
 */
final class RequestTally {
  private final TextSink sink;
  private final ToolText toolText;
  private final List<Part> media = new ArrayList<>();
  private boolean isChat;
  private int messages;
  private int toolTurns;
  private int tools;
  private int properties;
  private int choices;
  private boolean hasSchema;
  private boolean thinks;
  private boolean hasSystem;
  private Signatures signatures = Signatures.NONE;
  private Signatures earlier = Signatures.NONE;

  private RequestTally(ToolText toolText, TextSink sink) {
    this.toolText = toolText;
    this.sink = sink;
  }

  /** What a model is shown of its tools. */
  enum ToolText {
    /** Names, descriptions, and their schemas as JSON. */
    JSON,
    /** Signatures, as of functions in TypeScript. */
    SIGNATURE,
    /** Names and descriptions alone, of required properties twice. */
    NAMES
  }

  /** What a text is for: providers write those of tools and schemas anew. */
  enum Use {
    SPOKEN,
    TOOL,
    SCHEMA
  }

  /** Signatures and items that stand for thoughts, and the length of all of them. */
  record Signatures(int count, long chars) {
    static final Signatures NONE = new Signatures(0, 0);

    Signatures plus(Signatures others) {
      return others.count == 0 ? this : new Signatures(count + others.count, chars + others.chars);
    }
  }

  /** Where texts go, whole, one after the other. */
  interface TextSink {
    void text(Use use, String text);
  }

  /** Walks over a request. */
  static RequestTally of(LlmRequest<?> request, ToolText toolText, TextSink sink) {
    RequestTally tally = new RequestTally(toolText, sink);
    LlmRequest<?> counted = request instanceof TokenCountRequest count ? count.chat() : request;
    if (counted instanceof ChatRequest chat) {
      tally.chat(chat.content());
      ReasoningSettings reasoning = chat.settings().reasoning();
      tally.thinks = reasoning != null && !reasoning.isOff();
    } else if (request instanceof EmbeddingRequest embedding) {
      embedding.content().inputs().forEach(input -> sink.text(Use.SPOKEN, input));
    } else {
      tally.other(request.content());
    }
    return tally;
  }

  private void other(RequestContent content) {
    if (content instanceof TranscriptionContent transcription) {
      media.add(Part.audio(transcription.audio()));
    }
    content.mapText(
        (path, kind, text) -> {
          if (kind == TextKind.INPUT) {
            sink.text(Use.SPOKEN, text);
          }
          return text;
        });
  }

  private void chat(ChatContent chat) {
    isChat = true;
    for (Message message : chat.messages()) {
      messages++;
      if (message.role() == Role.USER) {
        // Most providers leave out what was thought before the last question was asked.
        earlier = earlier.plus(signatures);
        signatures = Signatures.NONE;
      }
      hasSystem |= message.role() == Role.SYSTEM || message.role() == Role.DEVELOPER;
      parts(message.parts());
    }
    // Providers do not show the model tools that it must not use.
    boolean hidden = ToolChoice.NONE.equals(chat.toolChoice());
    for (ToolSpec tool : hidden ? List.<ToolSpec>of() : chat.tools()) {
      tools++;
      sink.text(Use.TOOL, tool.name());
      if (tool.description() != null) {
        sink.text(Use.TOOL, tool.description());
      }
      parameters(tool.parameters());
    }
    if (chat.responseFormat() instanceof ResponseFormat.Schema format) {
      hasSchema = true;
      sink.text(Use.SCHEMA, format.schema().text());
    }
  }

  private void parameters(Json schema) {
    if (toolText == ToolText.JSON) {
      sink.text(Use.TOOL, schema.text());
    } else {
      SchemaText text = new SchemaText(sink, toolText == ToolText.NAMES);
      text.read(schema);
      properties += text.properties();
      choices += text.choices();
    }
  }

  private void parts(List<? extends Part> parts) {
    for (Part part : parts) {
      if (part instanceof Part.Text text) {
        sink.text(Use.SPOKEN, text.text());
      } else if (part instanceof Part.Reasoning reasoning) {
        sink.text(Use.SPOKEN, reasoning.text());
        seal(reasoning.signature());
      } else if (part instanceof Part.Refusal refusal) {
        sink.text(Use.SPOKEN, refusal.text());
      } else if (part instanceof Part.Structured structured) {
        sink.text(Use.SPOKEN, structured.json().text());
      } else if (part instanceof ToolCall call) {
        toolTurns++;
        sink.text(Use.SPOKEN, call.name());
        sink.text(Use.SPOKEN, call.arguments().text());
      } else if (part instanceof ToolResult result) {
        toolTurns++;
        parts(result.content());
      } else if (part instanceof ProviderItem item) {
        seal(item.json().text());
      } else {
        media.add(part);
      }
    }
  }

  private void seal(@Nullable String signature) {
    if (signature != null) {
      signatures = signatures.plus(new Signatures(1, signature.length()));
    }
  }

  /** Whether it is a conversation, which providers put a frame around. */
  boolean isChat() {
    return isChat;
  }

  int messages() {
    return messages;
  }

  /** Calls of tools and their results. */
  int toolTurns() {
    return toolTurns;
  }

  int tools() {
    return tools;
  }

  /** Properties of the tools, where their schemas are not shown as JSON. */
  int properties() {
    return properties;
  }

  /** Values of enumerations of the tools, where their schemas are not shown as JSON. */
  int choices() {
    return choices;
  }

  boolean hasSchema() {
    return hasSchema;
  }

  /** Whether the model is asked to think. */
  boolean thinks() {
    return thinks;
  }

  /** Whether a message tells the model how to behave. */
  boolean hasSystem() {
    return hasSystem;
  }

  /** What was thought since the user last said something. */
  Signatures signatures() {
    return signatures;
  }

  /** What was thought before. */
  Signatures earlier() {
    return earlier;
  }

  /** Images, documents, sound and films. */
  List<Part> media() {
    return media;
  }
}
