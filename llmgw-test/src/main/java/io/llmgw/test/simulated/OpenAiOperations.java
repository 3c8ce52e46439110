package io.llmgw.test.simulated;

import static io.llmgw.test.simulated.OpenAiFrames.object;

import io.llmgw.api.json.Json;
import io.llmgw.test.Tokens;
import io.llmgw.test.socket.ReceivedRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes OpenAI's answers to moderations, images, speech and transcriptions, and those to a rerank
 * as vLLM and llama.cpp give them. All of them follow from what is asked: a text that holds the
 * word "harm" is flagged, documents rank by how many words of the query they hold, an image repeats
 * its prompt, and the sound of a text is its words in UTF-8, which a transcript gives back.
 */
final class OpenAiOperations {
  private static final String HARM = "harm";

  /** One white pixel. */
  private static final String PIXEL =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5E"
          + "rkJggg==";

  private OpenAiOperations() {}

  /** Whether it is for one of them. */
  static boolean isAsked(ReceivedRequest request) {
    return isAt(request, "/moderations")
        || isAt(request, "/rerank")
        || isAt(request, "/images/generations")
        || isAt(request, "/audio/speech")
        || isAt(request, "/audio/transcriptions");
  }

  private static boolean isAt(ReceivedRequest request, String path) {
    return Protocol.isAt(request, path);
  }

  /** The answer to this; null when its body is not what it should be. */
  static @Nullable Reply reply(ReceivedRequest request, Reply chosen) {
    if (isAt(request, "/audio/transcriptions")) {
      FormAsk form = FormAsk.of(request);
      return form == null ? null : transcript(form, chosen);
    }
    ChatAsk ask = ChatAsk.of(request);
    if (ask == null) {
      return null;
    }
    if (isAt(request, "/audio/speech")) {
      String format = string(ask.member("response_format"), "mp3");
      return chosen.withBody(
          "audio/" + (format.equals("mp3") ? "mpeg" : format), string(ask.member("input"), ""));
    }
    if (isAt(request, "/images/generations")) {
      return chosen.withBody(images(ask));
    }
    return chosen.withBody(isAt(request, "/rerank") ? ranking(ask) : verdicts(ask));
  }

  private static Reply transcript(FormAsk form, Reply chosen) {
    boolean scripted =
        chosen.content() instanceof Content.Text text && !text.text().equals(ReplyBook.ECHO);
    String said = scripted ? ((Content.Text) chosen.content()).text() : form.file();
    int tokens = Tokens.count(said);
    Map<String, Object> answer =
        object(
            "text",
            said,
            "usage",
            object("type", "tokens", "input_tokens", 10, "output_tokens", tokens));
    if ("verbose_json".equals(form.field("response_format"))) {
      answer.put("language", "english");
      answer.put("duration", 1.5);
      answer.put("segments", List.of(object("id", 0, "start", 0.0, "end", 1.5, "text", said)));
    }
    return chosen.withBody(Json.ofValue(answer).text());
  }

  private static String verdicts(ChatAsk ask) {
    List<Object> results = new ArrayList<>();
    for (String text : texts(ask.member("input"))) {
      boolean harmful = text.toLowerCase(Locale.ROOT).contains(HARM);
      results.add(
          object(
              "flagged",
              harmful,
              "categories",
              object("hate", false, "violence", harmful),
              "category_scores",
              object("hate", 0.001, "violence", harmful ? 0.9 : 0.002)));
    }
    return Json.ofValue(object("id", "modr-1", "model", ask.model(), "results", results)).text();
  }

  private static String ranking(ChatAsk ask) {
    String query = string(ask.member("query"), "");
    Set<String> words = words(query);
    List<String> documents = texts(ask.member("documents"));
    int tokens = Tokens.count(query);
    List<Map<String, Object>> results = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      Set<String> shared = words(documents.get(i));
      shared.retainAll(words);
      double score = words.isEmpty() ? 0 : (double) shared.size() / words.size();
      results.add(object("index", i, "relevance_score", score));
      tokens += Tokens.count(documents.get(i));
    }
    results.sort(
        Comparator.comparingDouble(each -> -(double) each.getOrDefault("relevance_score", 0.0)));
    long most = ask.member("top_n") instanceof Long top ? top : results.size();
    List<?> best = results.subList(0, (int) Math.min(most, results.size()));
    return Json.ofValue(
            object(
                "object",
                "list",
                "model",
                ask.model(),
                "results",
                best,
                "usage",
                object("prompt_tokens", tokens, "total_tokens", tokens)))
        .text();
  }

  private static String images(ChatAsk ask) {
    String prompt = string(ask.member("prompt"), "");
    long count = ask.member("n") instanceof Long several ? several : 1;
    List<Object> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(object("b64_json", PIXEL, "revised_prompt", prompt));
    }
    return Json.ofValue(
            object(
                "created",
                0,
                "data",
                images,
                "output_format",
                "png",
                "usage",
                object("input_tokens", Tokens.count(prompt), "output_tokens", 272)))
        .text();
  }

  private static Set<String> words(String text) {
    Set<String> words = new HashSet<>(List.of(text.toLowerCase(Locale.ROOT).split("\\W+")));
    words.remove("");
    return words;
  }

  private static List<String> texts(@Nullable Object value) {
    List<String> texts = new ArrayList<>();
    if (value instanceof List<?> several) {
      several.forEach(each -> texts.add(String.valueOf(each)));
    } else if (value != null) {
      texts.add(String.valueOf(value));
    }
    return texts;
  }

  private static String string(@Nullable Object value, String otherwise) {
    return value instanceof String text ? text : otherwise;
  }
}
