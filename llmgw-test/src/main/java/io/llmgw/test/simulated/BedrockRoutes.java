package io.llmgw.test.simulated;

import io.llmgw.test.socket.ReceivedRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The paths of Bedrock's Converse that are simulated, and how requests to them are signed. */
final class BedrockRoutes implements Protocol {
  private static final Reply NO_SUCH_PATH = Reply.status(404, "UnknownOperationException");
  private static final Reply NO_MESSAGES = Reply.status(400, "ValidationException");
  private static final Reply NOT_SIGNED = Reply.status(403, "MissingAuthenticationTokenException");
  private static final Reply BADLY_SIGNED = Reply.status(403, "InvalidSignatureException");

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
    return ask != null && ask.member("messages") != null ? chosen : NO_MESSAGES;
  }

  @Override
  public Answer answer(ReceivedRequest request, Reply reply, int number) {
    ChatAsk ask = ChatAsk.of(request);
    return BedrockConverse.answer(ask == null ? ChatAsk.NOTHING : ask, reply, number);
  }

  /** One char for each byte, as of all frames of this protocol. */
  @Override
  public Charset streamCharset() {
    return StandardCharsets.ISO_8859_1;
  }

  @Override
  public String frame(String payload) {
    return EventMessage.event("contentBlockDelta", payload);
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
