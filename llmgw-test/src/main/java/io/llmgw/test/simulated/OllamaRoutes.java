package io.llmgw.test.simulated;

import io.llmgw.test.socket.ReceivedRequest;
import java.util.List;

/** The paths of Ollama's API that are simulated. */
final class OllamaRoutes implements Protocol {
  private static final Reply NO_SUCH_PATH = Reply.status(404);
  private static final Reply NO_MODEL = Reply.status(400);

  @Override
  public String provider() {
    return "ollama";
  }

  @Override
  public String basePath() {
    return "";
  }

  /** Chosen for chats, a refusal where the book says so, else what fits the path. */
  @Override
  public Reply reply(ReceivedRequest request, ReplyBook book) {
    if (!OllamaAsk.isOne(request)) {
      return NO_SUCH_PATH;
    }
    Reply chosen = book.choose(request);
    ChatAsk ask = ChatAsk.of(request);
    boolean embeds = Protocol.isAt(request, OllamaAsk.EMBED);
    Object asked = ask == null ? null : ask.member(embeds ? "input" : "messages");
    if (ask == null || !(ask.member("model") instanceof String) || asked == null) {
      return NO_MODEL;
    }
    boolean answers = chosen.content() instanceof Content.Text;
    return embeds && answers ? chosen.withBody(vectors(ask)) : chosen;
  }

  private static String vectors(ChatAsk ask) {
    List<?> vectors = OpenAiEmbeddings.vectors(ask);
    return OpenAiFrames.json(
        "model",
        ask.model(),
        "embeddings",
        vectors,
        "total_duration",
        1_000_000,
        "prompt_eval_count",
        ask.inputTokens());
  }

  @Override
  public Answer answer(ReceivedRequest request, Reply reply, int number) {
    ChatAsk ask = ChatAsk.of(request);
    return OllamaChat.answer(ask == null ? ChatAsk.NOTHING : ask, reply, number);
  }

  @Override
  public String frame(String payload) {
    return payload + "\n";
  }

  /** The protocol has none; a blank line is skipped. */
  @Override
  public String ping() {
    return "\n";
  }

  /** The protocol has no codes: the words are all there is. */
  @Override
  public String failure(String code) {
    return frame(OpenAiFrames.json("error", code));
  }
}
