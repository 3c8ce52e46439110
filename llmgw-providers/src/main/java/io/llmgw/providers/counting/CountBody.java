package io.llmgw.providers.counting;

import io.llmgw.providers.json.RequestBytes;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.wire.BodyWriter;
import io.llmgw.providers.wire.WireCall;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/**
 * The body of a request for a count: that of the chat, to the byte, without the fields that such a
 * request does not have.
 *
 * @param leftOut fields that say nothing of the prompt, and are refused here
 * @param wrappers the fields that the rest stands in, the outermost first; none where it stands for
 *     itself
 * @param modelField the field of the model beside the rest; null where there is none
 */
public record CountBody(Set<String> leftOut, List<String> wrappers, @Nullable String modelField)
    implements CountForm {

  /** One that stands for itself. */
  public static CountBody without(Set<String> leftOut) {
    return new CountBody(leftOut, List.of(), null);
  }

  @Override
  public RequestBytes of(WireCall call, RequestBytes chat, String model) {
    byte[] bytes = chat.toByteArray();
    return BodyWriter.write(
        call,
        (json, writer) -> {
          json.writeStartObject();
          wrappers.forEach(json::writeObjectPropertyStart);
          if (modelField != null) {
            json.writeStringProperty(modelField, model);
          }
          boolean object =
              WireJson.object(bytes, 0, bytes.length, parser -> copy(parser, bytes, json));
          if (!object) {
            throw call.unsupported("a count of what is no object");
          }
          wrappers.forEach(wrapper -> json.writeEndObject());
          json.writeEndObject();
        });
  }

  private void copy(JsonParser parser, byte[] bytes, JsonGenerator json) {
    String name;
    while ((name = parser.nextName()) != null) {
      parser.nextToken();
      if (leftOut.contains(name)) {
        parser.skipChildren();
      } else {
        json.writeName(name);
        json.writeRawValue(WireJson.raw(parser, bytes, 0));
      }
    }
  }
}
