package io.llmgw.providers.bedrock;

import io.llmgw.api.counting.TokenCountRequest;
import io.llmgw.providers.counting.CountBody;
import io.llmgw.providers.counting.CountField;
import io.llmgw.providers.counting.CountForm;
import io.llmgw.providers.counting.TokenCountFormat;
import io.llmgw.providers.json.RequestBytes;
import io.llmgw.providers.wire.BodyWriter;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireFormat;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** CountTokens (API reference, "CountTokens"), which takes the request of either API. */
final class TokenCounts {
  private static final String OPERATION = "count-tokens";
  private static final String INPUT = "input";

  /** API reference, "ConverseTokensRequest": what it does not have. */
  static final CountForm CONVERSE =
      new CountBody(
          Set.of(
              "inferenceConfig",
              "outputConfig",
              "requestMetadata",
              "guardrailConfig",
              "performanceConfig",
              "serviceTier",
              "promptVariables",
              "additionalModelResponseFieldPaths"),
          List.of(INPUT, "converse"),
          null);

  /** API reference, "InvokeModelTokensRequest": the body as bytes. */
  static final CountForm INVOKE = TokenCounts::invoked;

  private TokenCounts() {}

  /** The count of a chat by the API of this form. */
  static WireFormat of(WireFormat chats, TokenCountRequest request, CountForm form) {
    return new TokenCountFormat(
        chats,
        request,
        call -> ModelPath.of(call, FoundationId.of(call.model()), OPERATION),
        WireCall::model,
        form,
        CountField.number("inputTokens"));
  }

  private static RequestBytes invoked(WireCall call, RequestBytes chat, String model) {
    return BodyWriter.write(
        call,
        (json, writer) -> {
          json.writeStartObject();
          json.writeObjectPropertyStart(INPUT);
          json.writeObjectPropertyStart("invokeModel");
          json.writeStringProperty("body", Base64.getEncoder().encodeToString(chat.toByteArray()));
          json.writeEndObject();
          json.writeEndObject();
          json.writeEndObject();
        });
  }
}
