package io.llmgw.providers.cohere.request;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.Role;
import io.llmgw.providers.media.DocumentText;
import io.llmgw.providers.wire.WireCall;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * The documents of one request, which the protocol has beside the conversation, as text with a
 * title: the model cites them by their id, unasked.
 */
final class CohereDocuments {
  static final String FIELD = "documents";

  private final WireCall call;
  private final List<Part.Document> documents = new ArrayList<>(0);

  /** Those of the messages, in their order. */
  CohereDocuments(WireCall call, List<Message> messages) {
    this.call = call;
    for (Message message : messages) {
      for (Part part : message.parts()) {
        if (part instanceof Part.Document document && message.role() == Role.USER) {
          documents.add(document);
        }
      }
    }
  }

  boolean isEmpty() {
    return documents.isEmpty();
  }

  /** Writes the member {@value #FIELD}, where there are any. */
  void write(JsonGenerator json) {
    if (documents.isEmpty()) {
      return;
    }
    if (call.request().content().extraBody().containsKey(FIELD)) {
      throw call.unsupported("documents of messages beside the extra field " + FIELD);
    }
    json.writeArrayPropertyStart(FIELD);
    for (int i = 0; i < documents.size(); i++) {
      write(json, documents.get(i), i);
    }
    json.writeEndArray();
  }

  private void write(JsonGenerator json, Part.Document document, int number) {
    if (!document.isText() || !(document.media() instanceof Media.Bytes bytes)) {
      throw call.unsupported("DOCUMENTS other than the bytes of a text");
    }
    json.writeStartObject();
    json.writeStringProperty("id", "doc:" + number);
    json.writeObjectPropertyStart("data");
    if (document.name() != null) {
      json.writeStringProperty("title", document.name());
    }
    json.writeStringProperty("text", DocumentText.of(call, bytes));
    json.writeEndObject();
    json.writeEndObject();
  }
}
