package io.llmgw.providers.cohere.request;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.Role;
import io.llmgw.providers.json.RequestBytes;
import io.llmgw.providers.wire.BodyWriter;
import io.llmgw.providers.wire.WireCall;

/**
 * What of a chat can be counted: one text (docs.cohere.com, API reference, "Tokenize"). It is what
 * a chat of this text alone is charged for; what the provider adds to it is not. Of several texts
 * the tokens are not those of one after the other, and of tools, schemas, documents and images the
 * tokenizer knows nothing: those are refused.
 */
public final class CountedText {
  private static final int MOST_CHARACTERS = 65_536;

  private CountedText() {}

  /**
   * The request for the count of a chat.
   *
   * @throws io.llmgw.api.error.LlmException with {@code UNSUPPORTED} when the chat is more than one
   *     text of the user
   */
  public static RequestBytes of(WireCall call, RequestBytes chat, String model) {
    String text = text(call, call.chat().content());
    return BodyWriter.write(
        call,
        (json, writer) -> {
          json.writeStartObject();
          json.writeStringProperty("text", text);
          json.writeStringProperty("model", model);
          json.writeEndObject();
        });
  }

  private static String text(WireCall call, ChatContent content) {
    ResponseFormat form = content.responseFormat();
    boolean alone =
        content.messages().size() == 1
            && content.tools().isEmpty()
            && content.extraBody().isEmpty()
            && (form == null || form == ResponseFormat.Mode.TEXT);
    Message message = content.messages().get(0);
    if (!alone
        || message.role() != Role.USER
        || message.parts().size() != 1
        || !(message.parts().get(0) instanceof Part.Text only)) {
      throw call.unsupported(
          "a count of more than one text of the user: its tokenizer has no conversations, tools,"
              + " schemas, media and extra fields");
    }
    String text = only.text();
    if (text.codePointCount(0, text.length()) > MOST_CHARACTERS) {
      throw call.unsupported("a count of a text of more than " + MOST_CHARACTERS + " characters");
    }
    return text;
  }
}
