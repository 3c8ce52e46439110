package io.llmgw.test.simulated;

import io.llmgw.test.socket.ReceivedRequest;

/** The path of Anthropic's API that is simulated. */
final class AnthropicRoutes implements Protocol {
  private static final Reply NO_SUCH_PATH = Reply.status(404, "not_found_error");
  private static final Reply NO_MESSAGES = Reply.status(400, "invalid_request_error");

  @Override
  public String provider() {
    return "anthropic";
  }

  @Override
  public String basePath() {
    return "";
  }

  /** Chosen for messages, unless the request lacks what the API insists on. */
  @Override
  public Reply reply(ReceivedRequest request, ReplyBook book) {
    boolean counts = Protocol.isAt(request, "/v1/messages/count_tokens");
    if (!counts && !Protocol.isAt(request, "/v1/messages")) {
      return NO_SUCH_PATH;
    }
    Reply chosen = book.choose(request);
    ChatAsk ask = ChatAsk.of(request);
    if (counts) {
      return ask == null || ask.member("max_tokens") != null
          ? NO_MESSAGES // the count takes no limit of an answer
          : chosen.counting("input_tokens", ask);
    }
    boolean complete =
        ask != null
            && ask.member("max_tokens") instanceof Long
            && request.header("anthropic-version") != null;
    return complete ? chosen : NO_MESSAGES;
  }

  @Override
  public Answer answer(ReceivedRequest request, Reply reply, int number) {
    ChatAsk ask = ChatAsk.of(request);
    return AnthropicMessages.answer(ask == null ? ChatAsk.NOTHING : ask, reply, number);
  }

  @Override
  public String frame(String payload) {
    return "data: " + payload + "\n\n";
  }

  @Override
  public String ping() {
    return AnthropicFrames.event("ping");
  }

  @Override
  public String failure(String code) {
    return "event: error\n" + frame(AnthropicFrames.error(code, "simulated error in the stream"));
  }
}
