package io.llmgw.test.simulated;

import static io.llmgw.test.simulated.OpenAiFrames.object;

import io.llmgw.test.socket.ReceivedRequest;
import java.util.ArrayList;
import java.util.List;

/** The methods of Google's API that are simulated, and Claude's there, at any path before them. */
final class GeminiRoutes implements Protocol {
  private static final Reply NO_SUCH_METHOD = Reply.status(404, "NOT_FOUND");
  private static final Reply NO_CONTENTS = Reply.status(400, "INVALID_ARGUMENT");
  private static final int DEFAULT_DIMENSIONS = 8;

  @Override
  public String provider() {
    return "gemini";
  }

  @Override
  public String basePath() {
    return "";
  }

  /** Chosen for chats, a refusal where the book says so, else what fits the path. */
  @Override
  public Reply reply(ReceivedRequest request, ReplyBook book) {
    if (!GeminiAsk.isOne(request)) {
      return NO_SUCH_METHOD;
    }
    Reply chosen = book.choose(request);
    ChatAsk ask = ChatAsk.of(request);
    boolean embeds = GeminiAsk.embeds(request);
    Object asked = ask == null ? null : ask.member(embeds ? "input" : "messages");
    if (ask == null || !(asked instanceof List<?> all) || all.isEmpty()) {
      return NO_CONTENTS;
    }
    if (GeminiAsk.countsForClaude(request)) {
      boolean complete = ask.model().startsWith("claude-") && ask.member("max_tokens") == null;
      return complete ? chosen.counting("input_tokens", ask) : NO_CONTENTS;
    }
    if (GeminiAsk.counts(request)) {
      return chosen.counting("totalTokens", ask);
    }
    boolean answers = chosen.content() instanceof Content.Text;
    return embeds && answers ? chosen.withBody(vectors(request, ask, all)) : chosen;
  }

  private static String vectors(ReceivedRequest request, ChatAsk ask, List<?> inputs) {
    boolean predicts = Protocol.isAt(request, GeminiAsk.PREDICT);
    int dimensions =
        ask.member("dimensions") instanceof Long asked
            ? Math.toIntExact(asked)
            : DEFAULT_DIMENSIONS;
    List<Object> vectors = new ArrayList<>();
    for (Object input : inputs) {
      List<Object> values = new ArrayList<>();
      for (float value : OpenAiEmbeddings.vector(String.valueOf(input), dimensions)) {
        values.add((double) value);
      }
      Object vector = object("values", values);
      vectors.add(predicts ? object("embeddings", vector) : vector);
    }
    if (predicts) {
      return OpenAiFrames.json("predictions", vectors);
    }
    boolean one = Protocol.isAt(request, GeminiAsk.EMBED_ONE);
    return OpenAiFrames.json(
        one ? "embedding" : "embeddings",
        one ? vectors.get(0) : vectors,
        "usageMetadata",
        object("promptTokenCount", ask.inputTokens()));
  }

  @Override
  public Answer answer(ReceivedRequest request, Reply reply, int number) {
    ChatAsk ask = ChatAsk.of(request);
    ChatAsk asked = ask == null ? ChatAsk.NOTHING : ask;
    return GeminiAsk.asksClaude(request)
        ? AnthropicMessages.answer(asked, reply, number)
        : GeminiChat.answer(asked, reply, number);
  }

  @Override
  public String frame(String payload) {
    return GeminiFrames.frame(payload);
  }

  @Override
  public String ping() {
    return ": ping\r\n\r\n";
  }

  @Override
  public String failure(String code) {
    int status = GeminiFrames.statusOf(code);
    return frame(GeminiFrames.error(status, code, "simulated error in the stream"));
  }
}
