package io.llmgw.providers.gemini.request;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.json.Json;
import io.llmgw.providers.gemini.answer.GeminiCallFields;
import io.llmgw.providers.gemini.answer.GeminiItems;
import io.llmgw.providers.json.ProviderFields;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.wire.WireCall;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the model's own turns. Signatures go back on the part that they came with, and what only
 * the provider understands unchanged and in its place; to nobody else. Not thread-safe.
 */
final class GeminiTurnWriter {
  /**
   * What stands for the signature of a call that another model made: models since Gemini 3 refuse
   * the first call of each step of the turn under way without one (ai.google.dev/gemini-api,
   * thought signatures, FAQ; the same at cloud.google.com for Vertex).
   */
  private static final String NOT_TO_BE_CHECKED = "skip_thought_signature_validator";

  private final JsonGenerator json;
  private final WireCall call;
  private final GeminiPartWriter parts;
  private final boolean signatures;
  private boolean reasoningLeftOut;
  private boolean itemsLeftOut;
  private boolean fieldsLeftOut;
  private boolean emptyLeftOut;
  private boolean signedInPlace;

  GeminiTurnWriter(JsonGenerator json, WireCall call, GeminiPartWriter parts) {
    this.json = json;
    this.call = call;
    this.parts = parts;
    this.signatures = GeminiGeneration.of(call.model()).wantsSignatures();
  }

  /**
   * Writes a message of the model.
   *
   * @param underWay whether it belongs to the turn that is not over
   */
  void write(Message message, boolean underWay) {
    List<Part> all = message.parts();
    boolean any = false;
    for (Part part : all) {
      any |= isWritten(part);
    }
    if (!any) {
      emptyLeftOut = true; // refused by the provider, as when a model has nothing to say
      return;
    }
    json.writeStartObject();
    json.writeStringProperty("role", "model");
    json.writeArrayPropertyStart("parts");
    boolean first = true;
    for (int i = 0; i < all.size(); i++) {
      if (!isWritten(all.get(i))) {
        continue;
      }
      if (all.get(i) instanceof ToolCall toolCall) {
        writeCall(toolCall, first && underWay && signatures);
        first = false;
      } else {
        write(all.get(i), i + 1 < all.size() ? all.get(i + 1) : null);
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private boolean isWritten(Part part) {
    String provider = call.provider();
    if (part instanceof Part.Reasoning reasoning) {
      boolean own = provider.equals(reasoning.provider());
      reasoningLeftOut |= !own;
      return own;
    }
    if (part instanceof ProviderItem item) {
      boolean own = provider.equals(item.provider()) && item.json().isObject();
      boolean beside = GeminiItems.isBesideContent(item);
      boolean signs = GeminiItems.signature(part, provider) != null; // goes with the part before
      itemsLeftOut |= !own && !beside && !signs;
      return own && !beside;
    }
    if (part instanceof Part.Text text) {
      return !text.text().isEmpty();
    }
    return !(part instanceof Part.Refusal refusal) || !refusal.text().isEmpty();
  }

  private void write(Part part, @Nullable Part next) {
    if (part instanceof ProviderItem item) {
      WireJson.write(json, item.json());
    } else if (part instanceof Part.Reasoning reasoning) {
      json.writeStartObject();
      json.writeStringProperty("text", reasoning.text());
      json.writeBooleanProperty("thought", true);
      if (reasoning.signature() != null) {
        json.writeStringProperty(GeminiItems.SIGNATURE, reasoning.signature());
      }
      json.writeEndObject();
    } else {
      String signature = next == null ? null : GeminiItems.signature(next, call.provider());
      parts.write(part, Role.ASSISTANT, signature);
    }
  }

  private void writeCall(ToolCall toolCall, boolean needsSignature) {
    json.writeStartObject();
    json.writeObjectPropertyStart("functionCall");
    json.writeStringProperty("name", toolCall.name());
    if (toolCall.arguments().isObject()) {
      json.writeName("args");
      WireJson.write(json, toolCall.arguments());
    } else {
      json.writeObjectPropertyStart("args");
      json.writeStringProperty("INVALID_JSON", toolCall.arguments().text());
      json.writeEndObject();
      call.note("arguments of a tool call that are no JSON object were sent as one with them");
    }
    writeId(json, call, toolCall);
    json.writeEndObject();
    writeFields(toolCall, needsSignature);
    json.writeEndObject();
  }

  /** An id that was made up here is left out: some hosts of the protocol know no ids. */
  static void writeId(JsonGenerator json, WireCall call, ToolCall toolCall) {
    Json id = ProviderFields.own(call.provider(), GeminiCallFields.ID, toolCall.providerFields());
    if (id != null) {
      json.writeName("id");
      WireJson.write(json, id);
    }
  }

  private void writeFields(ToolCall toolCall, boolean needsSignature) {
    Map<String, Json> fields = toolCall.providerFields();
    String own = call.provider();
    if (needsSignature && ProviderFields.own(own, GeminiCallFields.SIGNATURE, fields) == null) {
      json.writeStringProperty(GeminiCallFields.SIGNATURE, NOT_TO_BE_CHECKED);
      signedInPlace = true;
    }
    fieldsLeftOut |= ProviderFields.write(json, own, GeminiCallFields.ID, fields);
  }

  void noteWhatWasLeftOut() {
    if (reasoningLeftOut) {
      call.note("reasoning of another provider than " + call.provider() + " was left out");
    }
    if (itemsLeftOut) {
      call.note("items that are no parts of " + call.provider() + " were left out");
    }
    if (fieldsLeftOut) {
      call.note(ProviderFields.remark(call.provider()));
    }
    if (emptyLeftOut) {
      call.note("an empty message of the assistant was left out");
    }
    if (signedInPlace) {
      call.note("a call that " + call.provider() + " did not sign was sent as not to be checked");
    }
  }
}
