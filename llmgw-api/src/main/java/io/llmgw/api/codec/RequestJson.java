package io.llmgw.api.codec;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.RequestContent;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.GenerationSettings;
import io.llmgw.api.request.RequestOption;
import io.llmgw.api.request.RequestOptions;
import io.llmgw.api.response.ResponseHeaders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request. What is not stored is counted and named, so that nobody takes it for all there was.
 */
final class RequestJson {
  private RequestJson() {}

  static FieldWriter write(ChatRequest request) {
    ChatContent content = request.content();
    RequestOptions options = request.options();
    FieldWriter out =
        new FieldWriter()
            .put("model", request.model())
            .list("messages", content.messages(), MessageJson::write)
            .list("tools", content.tools(), ToolJson::write)
            .object("toolChoice", ToolJson.writeChoice(content.toolChoice()))
            .object("responseFormat", ToolJson.writeFormat(content.responseFormat()))
            .strings("stop", content.stop())
            .texts("metadata", content.metadata())
            .put("userId", content.userId())
            .jsons("extraBody", content.extraBody())
            .texts("extraHeaders", storedHeaders(content))
            .object("settings", SettingsJson.write(request.settings()));
    OptionsJson.write(options, out);
    return out.object("notStored", notStored(options, content));
  }

  /** The headers without those that hold credentials. */
  static Map<String, String> storedHeaders(RequestContent content) {
    Map<String, String> headers = new LinkedHashMap<>(content.extraHeaders());
    headers.keySet().removeIf(ResponseHeaders::isSecret);
    return headers;
  }

  static FieldWriter notStored(RequestOptions options, RequestContent content) {
    int others = OptionsJson.othersIn(options);
    List<String> secret =
        content.extraHeaders().keySet().stream().filter(ResponseHeaders::isSecret).toList();
    return new FieldWriter().put("options", others == 0 ? null : others).strings("headers", secret);
  }

  static ChatRequest read(FieldReader in) {
    String model = in.stringOr("model");
    ChatContent content = readContent(in);
    FieldReader written = in.objectOr("settings");
    GenerationSettings settings =
        written == null ? GenerationSettings.NONE : SettingsJson.read(written);
    List<RequestOption> options = OptionsJson.read(in);
    skipNotStored(in.objectOr("notStored"));
    return in.into(() -> made(model, content, settings, options));
  }

  private static ChatRequest made(
      @Nullable String model,
      ChatContent content,
      GenerationSettings settings,
      List<RequestOption> options) {
    ChatRequest request =
        ChatRequest.of(content.messages()).withContent(content).withSettings(settings);
    for (RequestOption option : options) {
      request = request.with(option);
    }
    return model == null ? request : request.withModel(model);
  }

  static void skipNotStored(@Nullable FieldReader in) {
    if (in != null) {
      Long options = in.wholeOr("options");
      List<String> headers = in.strings("headers");
      in.into(() -> headers.size() + (options == null ? 0 : options));
    }
  }

  private static ChatContent readContent(FieldReader in) {
    List<Message> messages = in.list("messages", MessageJson::read);
    List<ToolSpec> tools = in.list("tools", ToolJson::read);
    FieldReader choice = in.objectOr("toolChoice");
    FieldReader format = in.objectOr("responseFormat");
    List<String> stop = in.strings("stop");
    Map<String, String> metadata = in.texts("metadata");
    String userId = in.stringOr("userId");
    Map<String, Json> extraBody = in.jsons("extraBody");
    Map<String, String> extraHeaders = in.texts("extraHeaders");
    ChatContent.Builder content = ChatContent.builder();
    if (choice != null) {
      content.toolChoice(ToolJson.readChoice(choice));
    }
    if (format != null) {
      content.responseFormat(ToolJson.readFormat(format));
    }
    return in.checked(
        () -> {
          content.messages(messages).tools(tools.toArray(new ToolSpec[0]));
          content.stop(stop.toArray(new String[0]));
          metadata.forEach(content::metadata);
          extraBody.forEach(content::extraBody);
          extraHeaders.forEach(content::extraHeader);
          return userId == null ? content.build() : content.userId(userId).build();
        });
  }
}
