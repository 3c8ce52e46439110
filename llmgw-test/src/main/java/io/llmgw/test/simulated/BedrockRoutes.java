package io.llmgw.test.simulated;

import io.llmgw.test.socket.ReceivedRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The paths of Bedrock's Converse, InvokeModel and CountTokens that are simulated, and how requests
 * to them are signed.
 */
final class BedrockRoutes implements Protocol {
  /** The API of the models' own protocols. */
  static final String INVOKE = "invoke";

  /** The API that is the same for all models. */
  static final String CONVERSE = "converse";

  private static final Reply NO_SUCH_PATH = Reply.status(404, "UnknownOperationException");
  private static final Reply NO_MESSAGES = Reply.status(400, "ValidationException");
  private static final Reply NOT_SIGNED = Reply.status(403, "MissingAuthenticationTokenException");
  private static final Reply BADLY_SIGNED = Reply.status(403, "InvalidSignatureException");

  private final String api;

  /** For a provider that uses this API of them. */
  BedrockRoutes(String api) {
    this.api = api;
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("api", api);
  }

  @Override
  public String provider() {
    return "bedrock";
  }

  @Override
  public String basePath() {
    return "";
  }

  /** Chosen for a conversation, unless the request lacks what the API insists on. */
  @Override
  public Reply reply(ReceivedRequest request, ReplyBook book) {
    if (!BedrockAsk.isOne(request)) {
      return NO_SUCH_PATH;
    }
    if (request.header("authorization") == null) {
      return NOT_SIGNED;
    }
    if (request.bearerToken() == null && !AwsSignature.isWellFormed(request)) {
      return BADLY_SIGNED;
    }
    Reply chosen = book.choose(request);
    ChatAsk ask = ChatAsk.of(request);
    if (ask == null) {
      return NO_MESSAGES;
    }
    if (BedrockAsk.embedsByTitan(request) || BedrockAsk.embedsByCohere(request)) {
      boolean answers = chosen.content() instanceof Content.Text;
      Reply vectors = answers ? BedrockVectors.reply(request, ask, chosen) : chosen;
      return vectors == null ? NO_MESSAGES : vectors;
    }
    if (ask.member("messages") == null) {
      return NO_MESSAGES;
    }
    return BedrockAsk.counts(request) ? chosen.counting("inputTokens", ask) : chosen;
  }

  @Override
  public Answer answer(ReceivedRequest request, Reply reply, int number) {
    ChatAsk ask = ChatAsk.of(request);
    ChatAsk asked = ask == null ? ChatAsk.NOTHING : ask;
    return BedrockAsk.invokes(request)
        ? BedrockInvoke.answer(asked, reply, number)
        : BedrockConverse.answer(asked, reply, number);
  }

  /** One char for each byte, as of all frames of this protocol. */
  @Override
  public Charset streamCharset() {
    return StandardCharsets.ISO_8859_1;
  }

  @Override
  public String frame(String payload) {
    return api.equals(INVOKE)
        ? BedrockInvoke.chunk(payload)
        : EventMessage.event("contentBlockDelta", payload);
  }

  /** The protocol has none; what it does not know, a client skips. */
  @Override
  public String ping() {
    return EventMessage.event("ping", "{}");
  }

  @Override
  public String failure(String code) {
    return EventMessage.exception(
        code, OpenAiFrames.json("message", "simulated error in the stream"));
  }
}
