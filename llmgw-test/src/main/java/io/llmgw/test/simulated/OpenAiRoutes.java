package io.llmgw.test.simulated;

import io.llmgw.test.socket.ReceivedRequest;
import java.util.List;

/** The paths of OpenAI's API that are simulated. */
final class OpenAiRoutes implements Protocol {
  private static final Reply NO_SUCH_PATH = Reply.status(404, "unknown_url");
  private static final Reply NO_JSON = Reply.status(400, "invalid_json");

  @Override
  public String provider() {
    return "openai";
  }

  @Override
  public String basePath() {
    return "/v1";
  }

  /** Chosen for chats, a refusal where the book says so, else what fits the path. */
  @Override
  public Reply reply(ReceivedRequest request, ReplyBook book) {
    boolean chat = Protocol.isAt(request, "/chat/completions");
    boolean embeddings = Protocol.isAt(request, "/embeddings");
    boolean other = OpenAiOperations.isAsked(request);
    boolean counts = OpenAiCounts.isAsked(request);
    if (!chat && !embeddings && !other && !counts) {
      return NO_SUCH_PATH;
    }
    Reply chosen = book.choose(request);
    if (other) {
      boolean refuses = !(chosen.content() instanceof Content.Text);
      Reply fitting = refuses ? chosen : OpenAiOperations.reply(request, chosen);
      return fitting == null ? NO_JSON : fitting;
    }
    ChatAsk ask = ChatAsk.of(request);
    if (ask == null) {
      return NO_JSON;
    }
    if (counts) {
      boolean whole = ask.member("messages") instanceof List<?>;
      return whole ? OpenAiCounts.reply(request, chosen, ask) : NO_JSON;
    }
    boolean answers = chosen.content() instanceof Content.Text;
    return embeddings && answers ? chosen.withBody(OpenAiEmbeddings.body(ask)) : chosen;
  }

  @Override
  public Answer answer(ReceivedRequest request, Reply reply, int number) {
    ChatAsk ask = ChatAsk.of(request);
    return OpenAiChat.answer(ask == null ? ChatAsk.NOTHING : ask, reply, number);
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
    return frame(OpenAiFrames.error(200, code, "simulated error in the stream"));
  }
}
