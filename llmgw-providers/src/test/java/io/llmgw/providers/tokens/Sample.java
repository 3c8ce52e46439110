package io.llmgw.providers.tokens;

import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.route.ModelRef;
import io.llmgw.providers.replay.Exchange;
import io.llmgw.providers.replay.Recordings;
import io.llmgw.providers.tokens.RecordedInput.NotEstimatedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request that was recorded, and what its provider counted.
 *
 * @param file where it is recorded
 * @param model who was asked
 * @param request what it was given
 * @param text all of its text
 * @param reported the tokens of input
 */
record Sample(String file, ModelRef model, ChatRequest request, String text, long reported) {
  private static final List<String> PROTOCOLS =
      List.of(
          "anthropic-messages",
          "bedrock-converse",
          "chat-completions",
          "cohere-chat",
          "gemini-generate",
          "ollama-chat",
          "responses");

  private static final Pattern MODEL_IN_PATH = Pattern.compile("/models?/([^/:]+)");

  /**
   * All requests of chats that were answered and counted.
   *
   * @param apart gets why, and how often, the count has more in it than the request says
   */
  static List<Sample> of(Recordings recordings, Map<String, Integer> apart) {
    List<Sample> samples = new ArrayList<>();
    for (String protocol : PROTOCOLS) {
      for (Exchange exchange : recordings.of(protocol)) {
        OptionalLong reported =
            exchange.status() == 200 && exchange.request().isObject()
                ? ReportedInput.of(exchange)
                : OptionalLong.empty();
        if (reported.isPresent()) {
          add(exchange, reported.getAsLong(), samples, apart);
        }
      }
    }
    return samples;
  }

  private static void add(
      Exchange exchange, long reported, List<Sample> samples, Map<String, Integer> apart) {
    ChatRequest request;
    try {
      request = RecordedInput.of(exchange.request());
    } catch (NotEstimatedException e) {
      apart.merge(e.getMessage(), 1, Integer::sum);
      return;
    }
    StringBuilder text = new StringBuilder();
    request
        .content()
        .mapText(
            (path, kind, found) -> {
              text.append(found).append('\n');
              return found;
            });
    ModelRef model = new ModelRef(exchange.provider(), modelOf(exchange));
    samples.add(new Sample(exchange.file(), model, request, text.toString(), reported));
  }

  private static String modelOf(Exchange exchange) {
    Matcher inPath = MODEL_IN_PATH.matcher(exchange.path());
    String said = exchange.request().path("model").asString("");
    return said.isEmpty() && inPath.find() ? inPath.group(1) : said;
  }

  /** Who made the model, as far as its name tells. */
  String family() {
    String id = model.model().toLowerCase(Locale.ROOT);
    for (String maker :
        List.of(
            "gpt-oss",
            "Claude",
            "Gemini",
            "Llama",
            "Grok",
            "DeepSeek",
            "Qwen",
            "Command",
            "Nova")) {
      if (id.contains(maker.toLowerCase(Locale.ROOT))) {
        return maker;
      }
    }
    return id.contains("stral") ? "Mistral" : id.contains("gpt-") ? "GPT" : "others";
  }

  /** Whether there is an image, if only in the result of a tool. */
  boolean hasMedia() {
    return request.content().messages().stream().anyMatch(message -> hasMedia(message.parts()));
  }

  private static boolean hasMedia(List<? extends Part> parts) {
    return parts.stream()
        .anyMatch(
            part ->
                part instanceof Part.Image
                    || part instanceof ToolResult result && hasMedia(result.content()));
  }

  /** Whether a tenth of the text is ideographs, kana or hangul. */
  boolean isEastAsian() {
    return 10 * text.codePoints().filter(Character::isLetter).filter(c -> c >= 0x3040).count()
        > text.length();
  }

  /** Whether one char in twenty is one that prose has little of. */
  boolean isCode() {
    return 20 * text.chars().filter(c -> "{}[]()<>=;_|\\".indexOf(c) >= 0).count() > text.length();
  }
}
