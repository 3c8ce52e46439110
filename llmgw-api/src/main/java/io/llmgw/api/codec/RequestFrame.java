package io.llmgw.api.codec;

import io.llmgw.api.content.Extras;
import io.llmgw.api.content.RequestContent;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.RequestOption;
import io.llmgw.api.request.RequestOptions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What requests of every operation have in common.
 *
 * @param model null for the client's default
 * @param extras what the provider is told besides
 */
record RequestFrame(@Nullable String model, Extras extras, RequestOptions options) {

  /** Writes it around the fields of the request itself. */
  static FieldWriter around(LlmRequest<?> request, FieldWriter own) {
    RequestContent content = request.content();
    FieldWriter out = new FieldWriter().put("model", request.model());
    own.fields().forEach(out::put);
    out.put("userId", content.userId())
        .jsons("extraBody", content.extraBody())
        .texts("extraHeaders", RequestJson.storedHeaders(content));
    OptionsJson.write(request.options(), out);
    return out.object("notStored", RequestJson.notStored(request.options(), content));
  }

  static RequestFrame read(FieldReader in) {
    String model = in.stringOr("model");
    String userId = in.stringOr("userId");
    Map<String, Json> extraBody = in.jsons("extraBody");
    Map<String, String> extraHeaders = in.texts("extraHeaders");
    List<RequestOption> stored = OptionsJson.read(in);
    RequestJson.skipNotStored(in.objectOr("notStored"));
    RequestOptions options = RequestOptions.EMPTY;
    for (RequestOption option : stored) {
      options = options.with(option);
    }
    RequestOptions all = options;
    return in.checked(
        () -> new RequestFrame(model, new Extras(userId, extraBody, extraHeaders), all));
  }
}
