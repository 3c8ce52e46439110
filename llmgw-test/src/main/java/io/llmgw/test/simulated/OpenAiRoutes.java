package io.llmgw.test.simulated;

import io.llmgw.test.socket.ReceivedRequest;

/** The paths of OpenAI's API that are simulated. */
final class OpenAiRoutes {
  private static final Reply NO_SUCH_PATH = Reply.status(404, "unknown_url");
  private static final Reply NO_JSON = Reply.status(400, "invalid_json");

  private OpenAiRoutes() {}

  /** What to reply: chosen for chats, a refusal where the book says so, else what fits the path. */
  static Reply reply(ReceivedRequest request, ReplyBook book) {
    boolean chat = isAt(request, "/chat/completions");
    boolean embeddings = isAt(request, "/embeddings");
    if (!chat && !embeddings) {
      return NO_SUCH_PATH;
    }
    Reply chosen = book.choose(request);
    ChatAsk ask = ChatAsk.of(request);
    if (ask == null) {
      return NO_JSON;
    }
    boolean answers = chosen.content() instanceof Content.Text;
    return embeddings && answers ? chosen.withBody(OpenAiEmbeddings.body(ask)) : chosen;
  }

  /** The reply in bytes. */
  static Answer answer(ReceivedRequest request, Reply reply, int number) {
    ChatAsk ask = ChatAsk.of(request);
    return OpenAiChat.answer(ask == null ? ChatAsk.NOTHING : ask, reply, number);
  }

  private static boolean isAt(ReceivedRequest request, String path) {
    String asked = request.path();
    int query = asked.indexOf('?');
    return request.method().equals("POST")
        && (query < 0 ? asked : asked.substring(0, query)).endsWith(path);
  }
}
