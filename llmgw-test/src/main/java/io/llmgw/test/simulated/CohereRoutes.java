package io.llmgw.test.simulated;

import static io.llmgw.test.simulated.OpenAiFrames.object;

import io.llmgw.test.Tokens;
import io.llmgw.test.socket.ReceivedRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * The paths of the second version of Cohere's API that are simulated, and the tokenizer of the
 * first one, at any path before them.
 */
final class CohereRoutes implements Protocol {
  private static final Reply NO_SUCH_PATH = Reply.status(404);
  private static final Reply INCOMPLETE = Reply.status(400);
  private static final int DEFAULT_DIMENSIONS = 8;

  @Override
  public String provider() {
    return "cohere";
  }

  @Override
  public String basePath() {
    return "";
  }

  /** Chosen for chats, a refusal where the book says so, else what fits the path. */
  @Override
  public Reply reply(ReceivedRequest request, ReplyBook book) {
    boolean embeds = Protocol.isAt(request, "/v2/embed");
    boolean ranks = Protocol.isAt(request, "/v2/rerank");
    boolean counts = Protocol.isAt(request, "/v1/tokenize");
    if (!embeds && !ranks && !counts && !Protocol.isAt(request, "/v2/chat")) {
      return NO_SUCH_PATH;
    }
    Reply chosen = book.choose(request);
    ChatAsk ask = ChatAsk.of(request);
    if (ask == null) {
      return INCOMPLETE;
    }
    boolean complete = isFilled(ask, "messages");
    if (counts) {
      complete = ask.member("model") instanceof String && !text(ask).isEmpty();
    } else if (embeds) {
      complete = isEmbedding(ask);
    } else if (ranks) {
      complete = isFilled(ask, "documents") && ask.member("query") instanceof String;
    }
    if (!complete) {
      return INCOMPLETE;
    }
    if (!(chosen.content() instanceof Content.Text)) {
      return chosen;
    }
    if (counts) {
      return chosen.withBody(tokens(text(ask)));
    }
    if (ranks) {
      return chosen.withBody(CohereRanking.body(ask));
    }
    return embeds ? chosen.withBody(vectors(ask)) : chosen;
  }

  private static String text(ChatAsk ask) {
    return ask.member("text") instanceof String text ? text : "";
  }

  private static String tokens(String text) {
    List<Object> ids = new ArrayList<>();
    for (int i = Tokens.count(text); i > 0; i--) {
      ids.add(i);
    }
    return OpenAiFrames.json("tokens", ids);
  }

  private static boolean isEmbedding(ChatAsk ask) {
    return isFilled(ask, "texts")
        && isFilled(ask, "embedding_types")
        && ask.member("input_type") instanceof String;
  }

  private static boolean isFilled(ChatAsk ask, String member) {
    return ask.member(member) instanceof List<?> all && !all.isEmpty();
  }

  private static String vectors(ChatAsk ask) {
    int dimensions =
        ask.member("output_dimension") instanceof Long asked
            ? Math.toIntExact(asked)
            : DEFAULT_DIMENSIONS;
    List<Object> vectors = new ArrayList<>();
    if (ask.member("texts") instanceof List<?> texts) {
      for (Object text : texts) {
        List<Object> numbers = new ArrayList<>();
        for (float value : OpenAiEmbeddings.vector(String.valueOf(text), dimensions)) {
          numbers.add((double) value);
        }
        vectors.add(numbers);
      }
    }
    return OpenAiFrames.json(
        "embeddings",
        object("float", vectors),
        "meta",
        object("billed_units", object("input_tokens", ask.inputTokens())),
        "response_type",
        "embeddings_by_type");
  }

  @Override
  public Answer answer(ReceivedRequest request, Reply reply, int number) {
    ChatAsk ask = ChatAsk.of(request);
    return CohereChat.answer(ask == null ? ChatAsk.NOTHING : ask, reply, number);
  }

  @Override
  public String frame(String payload) {
    return "data: " + payload + "\n\n";
  }

  @Override
  public String ping() {
    return ": ping\n\n";
  }

  @Override
  public String failure(String code) {
    return "event: error\n" + frame(CohereFrames.error(code, "simulated error in the stream"));
  }
}
