package io.llmgw.providers.openai.request;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.provider.Capability;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.dialect.ReasoningReturn;
import io.llmgw.providers.json.ProviderFields;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.media.ModelMedia;
import io.llmgw.providers.media.ResultMedia;
import io.llmgw.providers.openai.answer.ContentPart;
import io.llmgw.providers.openai.answer.ExtraContent;
import io.llmgw.providers.openai.answer.MadeImages;
import io.llmgw.providers.openai.answer.ReasoningDetails;
import io.llmgw.providers.openai.answer.ThinkingBlocks;
import io.llmgw.providers.wire.SaidSound;
import io.llmgw.providers.wire.WireCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes the conversation of one request. Not thread-safe. */
final class OpenAiMessageWriter {
  // Members of a message that are items here, each once.
  private static final Set<String> TAKEN_BACK =
      Set.of(ReasoningDetails.TYPE, ExtraContent.TYPE, ThinkingBlocks.TYPE);

  private final JsonGenerator json;
  private final WireCall call;
  private final Dialect dialect;
  private final boolean thinks;
  private final String origin;
  private final OpenAiPartWriter parts;
  private final Set<String> remarks = new LinkedHashSet<>(2);
  private final Set<String> itemsWritten = new HashSet<>(2);

  /** Whether the model thinks before it answers. */
  OpenAiMessageWriter(JsonGenerator json, WireCall call, Dialect dialect, boolean thinks) {
    this.thinks = thinks;
    this.json = json;
    this.call = call;
    this.dialect = dialect;
    this.origin = dialect.origin(call.provider(), call.model());
    this.parts = new OpenAiPartWriter(json, call, dialect);
  }

  void write(List<Message> messages) {
    boolean tools = dialect.capabilities().has(Capability.TOOLS);
    List<Message> told =
        tools
            ? ResultMedia.behind(call, messages, parts.ofResults())
            : ToolsInWords.of(call, messages);
    List<Message> turns = TurnArrangement.of(call, dialect, told);
    json.writeArrayPropertyStart("messages");
    for (int i = 0; i < turns.size(); i++) {
      Message message = turns.get(i);
      if (message.role() == Role.TOOL) {
        writeResults(message);
      } else {
        writeMessage(message, i == turns.size() - 1);
      }
    }
    json.writeEndArray();
    remarks.forEach(call::note);
  }

  /** Each result is a message of its own, with the id of its call; that it failed is its text's. */
  private void writeResults(Message message) {
    checkTools(message.parts().get(0), Role.TOOL);
    for (Part part : message.parts()) {
      if (part instanceof ToolResult result) {
        json.writeStartObject();
        json.writeStringProperty("role", "tool");
        json.writeStringProperty("tool_call_id", dialect.callIds().fit(result.callId()));
        json.writeName("content");
        parts.writeResult(result.content());
        json.writeEndObject();
        if (result.isError()) {
          remarks.add("the mark that a tool failed was left out: " + call.provider() + " has none");
        }
      }
    }
  }

  /** A model that calls no tools is not told of calls either. */
  private void checkTools(Part part, Role role) {
    if (!dialect.capabilities().has(Capability.TOOLS)) {
      throw call.unsupported(part, role, "Leniency.DROP sends calls and results as text");
    }
  }

  private void writeMessage(Message message, boolean last) {
    json.writeStartObject();
    json.writeStringProperty("role", word(message.role()));
    if (message.name() != null && dialect.hasNames()) {
      json.writeStringProperty("name", message.name());
    } else if (message.name() != null) {
      call.dropOrRefuse("the name in a message");
    }
    if (message.role() == Role.ASSISTANT) {
      writeAnswer(message);
      if (last && dialect.marksPrefill()) {
        json.writeBooleanProperty("prefix", true);
      }
    } else {
      json.writeName("content");
      parts.writeContent(message);
    }
    json.writeEndObject();
  }

  private String word(Role role) {
    return switch (role) {
      case SYSTEM -> "system";
      case DEVELOPER -> dialect.hasDeveloperRole() ? "developer" : "system";
      case USER -> "user";
      case ASSISTANT -> "assistant";
      case TOOL -> "tool";
    };
  }

  private void writeAnswer(Message turn) {
    itemsWritten.clear();
    SpokenTurn spoken = SpokenTurn.of(call, turn);
    Message message = spoken.rest();
    Answer answer = new Answer();
    answer.soundId = spoken.id();
    if (answer.soundId == null && message.parts().size() < turn.parts().size()) {
      remarks.add(SaidSound.REMARK);
    }
    for (int i = 0; i < message.parts().size(); i++) {
      Part part = message.parts().get(i);
      if (part instanceof Part.Text || isSaidAsText(part)) {
        answer.hasText = true;
      } else if (part instanceof ToolCall) {
        checkTools(part, Role.ASSISTANT);
        answer.hasCalls = true;
      } else if (part instanceof Part.Refusal said) {
        answer.refusal.append(said.text());
      } else if (part instanceof Part.Reasoning thought) {
        take(thought, answer);
      } else if (part instanceof Part.Image image && isMadeHere(message.parts(), i + 1)) {
        answer.images.add(image);
      } else if (part instanceof ProviderItem item && goesBackInPlace(item)) {
        answer.hasParts = true;
      } else if (part instanceof ProviderItem item) {
        if (!isMadeHere(message.parts(), i)) { // what says so of an image goes back as that image
          writeItem(item);
        }
      } else if (ModelMedia.is(part)) {
        remarks.add(ModelMedia.remark(call));
      } else {
        throw call.unsupported(part, Role.ASSISTANT);
      }
    }
    writeContent(message, answer);
    writeReasoning(answer);
    if (answer.reasoningLeftOut
        && !itemsWritten.contains(ReasoningDetails.TYPE)
        && !itemsWritten.contains(ThinkingBlocks.TYPE)) {
      remarkReasoning();
    }
    if (answer.refusal.length() > 0) {
      json.writeStringProperty("refusal", answer.refusal.toString());
    }
    writeMedia(answer);
    if (answer.hasCalls) {
      writeCalls(message);
    }
  }

  private void writeMedia(Answer answer) {
    if (answer.soundId != null) {
      json.writeObjectPropertyStart(SaidSound.ITEM);
      json.writeStringProperty("id", answer.soundId);
      json.writeEndObject();
    }
    if (!answer.images.isEmpty()) {
      json.writeArrayPropertyStart(MadeImages.FIELD);
      answer.images.forEach(parts::writeImage);
      json.writeEndArray();
    }
  }

  /** Whether the part says of an image before it that this host made it, and takes it back. */
  private boolean isMadeHere(List<Part> parts, int at) {
    return at > 0
        && at < parts.size()
        && parts.get(at) instanceof ProviderItem item
        && item.type().equals(MadeImages.FIELD)
        && item.provider().equals(call.provider())
        && parts.get(at - 1) instanceof Part.Image;
  }

  /** A refusal, where the host has no place of its own for one. */
  private boolean isSaidAsText(Part part) {
    return part instanceof Part.Refusal && !dialect.hasRefusals();
  }

  /** What a turn of the model is made of. */
  private static final class Answer {
    final StringBuilder refusal = new StringBuilder(0);
    final StringBuilder reasoning = new StringBuilder(0);
    final List<Part.Image> images = new ArrayList<>(0);
    boolean hasText;
    @Nullable String soundId;
    boolean hasParts;
    boolean hasCalls;

    /** Of the host's own reasoning, which its details say once more. */
    boolean reasoningLeftOut;
  }

  private void take(Part.Reasoning thought, Answer answer) {
    if (!isOwn(thought)) {
      remarkReasoning();
    } else if (dialect.reasoningReturn() == ReasoningReturn.LEFT_OUT) {
      answer.reasoningLeftOut = true;
    } else {
      answer.reasoning.append(thought.text());
    }
  }

  private void remarkReasoning() {
    remarks.add(
        "reasoning of earlier turns was left out where " + call.provider() + " does not take it");
  }

  /** What another provider's model thought, or nobody knows whose, is no business of this one. */
  private boolean isOwn(Part.Reasoning thought) {
    return call.provider().equals(thought.provider());
  }

  private void writeContent(Message message, Answer answer) {
    boolean inParts = dialect.reasoningReturn() == ReasoningReturn.THINKING_PARTS;
    if (answer.hasParts || (inParts && answer.reasoning.length() > 0)) {
      writeParts(message);
    } else if (answer.hasText) {
      json.writeStringProperty("content", text(message));
    } else if (answer.hasCalls || answer.refusal.length() > 0) {
      json.writeNullProperty("content");
    } else if (answer.soundId == null) {
      json.writeStringProperty("content", ""); // null is for calls and refusals only
    }
  }

  private String text(Message message) {
    if (dialect.hasRefusals()) {
      return message.text();
    }
    StringBuilder said = new StringBuilder(message.text());
    for (Part part : message.parts()) {
      if (part instanceof Part.Refusal refusal) {
        said.append(refusal.text());
      }
    }
    return said.toString();
  }

  /** A part of the content that its host takes back where it stood. */
  private boolean goesBackInPlace(ProviderItem item) {
    return dialect.reasoningReturn() == ReasoningReturn.THINKING_PARTS
        && item.provider().equals(call.provider())
        && ContentPart.is(item);
  }

  private void writeParts(Message message) {
    json.writeArrayPropertyStart("content");
    for (Part part : message.parts()) {
      if (part instanceof Part.Text text) {
        parts.writeText(text.text());
      } else if (part instanceof Part.Refusal refusal && isSaidAsText(part)) {
        parts.writeText(refusal.text());
      } else if (part instanceof ProviderItem item && goesBackInPlace(item)) {
        WireJson.write(json, item.json());
      } else if (part instanceof Part.Reasoning thought && isOwn(thought)) {
        json.writeStartObject();
        json.writeStringProperty("type", "thinking");
        json.writeArrayPropertyStart("thinking");
        parts.writeText(thought.text());
        json.writeEndArray();
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private void writeReasoning(Answer answer) {
    if (answer.reasoning.length() == 0) {
      writeThatThereIsNone(answer);
      return;
    }
    String field =
        switch (dialect.reasoningReturn()) {
          case CONTENT_WITH_CALLS, CONTENT_WITH_ALL_CALLS -> "reasoning_content";
          case REASONING_WITH_CALLS -> "reasoning";
          case THINKING_PARTS, LEFT_OUT -> null;
        };
    if (field != null && answer.hasCalls) {
      json.writeStringProperty(field, answer.reasoning.toString());
    } else {
      answer.reasoningLeftOut |= field != null;
    }
  }

  /** The turn of another model, or of one that did not think, on which a thinking one goes on. */
  private void writeThatThereIsNone(Answer answer) {
    if (answer.hasCalls
        && thinks
        && dialect.reasoningReturn() == ReasoningReturn.CONTENT_WITH_ALL_CALLS) {
      json.writeStringProperty("reasoning_content", "");
      remarks.add("a turn without reasoning of " + call.provider() + " was sent with an empty one");
    }
  }

  /** What a host's model signed is taken back unchanged by it; others never see it. */
  private void writeItem(ProviderItem item) {
    boolean signed = TAKEN_BACK.contains(item.type());
    boolean ours = item.provider().equals(signed ? origin(item) : call.provider());
    if (ours && signed && itemsWritten.add(item.type())) {
      json.writeName(item.type());
      WireJson.write(json, item.json());
    } else if (isOfAnotherMaker(item)) {
      remarks.add(
          "reasoning that another maker's model of " + call.provider() + " signed was left out");
    } else if (ours) {
      remarks.add(
          "items of earlier turns were left out where " + call.provider() + " does not take them");
    } else {
      remarks.add("items of another provider than " + call.provider() + " were left out");
    }
  }

  private String origin(ProviderItem item) {
    return item.type().equals(ThinkingBlocks.TYPE)
        ? ThinkingBlocks.origin(call.provider(), call.model())
        : origin;
  }

  private boolean isOfAnotherMaker(ProviderItem item) {
    return TAKEN_BACK.contains(item.type())
        && !item.provider().equals(origin(item))
        && (item.provider().equals(call.provider())
            || item.provider().startsWith(call.provider() + ':'));
  }

  private void writeCalls(Message message) {
    json.writeArrayPropertyStart("tool_calls");
    for (Part part : message.parts()) {
      if (part instanceof ToolCall toolCall) {
        writeCall(toolCall);
      }
    }
    json.writeEndArray();
  }

  private void writeCall(ToolCall toolCall) {
    json.writeStartObject();
    json.writeStringProperty("id", dialect.callIds().fit(toolCall.id()));
    json.writeStringProperty("type", "function");
    json.writeObjectPropertyStart("function");
    json.writeStringProperty("name", toolCall.name());
    json.writeStringProperty("arguments", toolCall.arguments().text());
    json.writeEndObject();
    if (ProviderFields.write(json, origin, toolCall.providerFields())) {
      remarks.add(ProviderFields.remark(call.provider()));
    }
    json.writeEndObject();
  }
}
