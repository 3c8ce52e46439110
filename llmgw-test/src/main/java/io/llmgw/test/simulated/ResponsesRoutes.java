package io.llmgw.test.simulated;

import static io.llmgw.test.simulated.OpenAiFrames.json;

import io.llmgw.test.socket.ReceivedRequest;
import java.util.Map;

/** OpenAI's API as one who asks for Responses sees it. */
final class ResponsesRoutes implements Protocol {
  private static final Reply NO_SUCH_PATH = Reply.status(404, "unknown_url");
  private static final Reply NO_RESPONSES = Reply.status(400, "invalid_value");
  private static final String PATH = "/responses";
  private static final String COUNT = PATH + "/input_tokens";

  private final OpenAiRoutes others = new OpenAiRoutes();

  @Override
  public String provider() {
    return others.provider();
  }

  @Override
  public String basePath() {
    return others.basePath();
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("api", "responses");
  }

  static boolean isAsked(ReceivedRequest request) {
    return Protocol.isAt(request, PATH);
  }

  /** Chosen for responses, unless the request lacks what the API insists on. */
  @Override
  public Reply reply(ReceivedRequest request, ReplyBook book) {
    if (Protocol.isAt(request, "/embeddings") || OpenAiOperations.isAsked(request)) {
      return others.reply(request, book);
    }
    boolean counts = Protocol.isAt(request, COUNT);
    if (!counts && !isAsked(request)) {
      return NO_SUCH_PATH;
    }
    Reply chosen = book.choose(request);
    ChatAsk ask = ChatAsk.of(request);
    if (ask == null || ask.member("input") == null) {
      return NO_RESPONSES;
    }
    return counts ? chosen.counting("input_tokens", ask) : chosen;
  }

  @Override
  public Answer answer(ReceivedRequest request, Reply reply, int number) {
    ChatAsk ask = ChatAsk.of(request);
    return isAsked(request)
        ? ResponsesChat.answer(ask == null ? ChatAsk.NOTHING : ask, reply, number)
        : others.answer(request, reply, number);
  }

  @Override
  public String frame(String payload) {
    return OpenAiFrames.frame(payload);
  }

  @Override
  public String ping() {
    return ": ping\n\n";
  }

  @Override
  public String failure(String code) {
    String message = "simulated error in the stream";
    return "event: error\n"
        + frame(json("type", "error", "code", code, "message", message, "param", null));
  }
}
