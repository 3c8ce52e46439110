package io.llmgw.test.simulated;

import static io.llmgw.test.simulated.OpenAiFrames.object;

import io.llmgw.api.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of answers of Google's generateContent. */
final class GeminiFrames {
  private final String id;
  private final String model;
  private final int reasoningTokens;

  GeminiFrames(int number, String model, int reasoningTokens) {
    this.id = "response-sim-" + number;
    this.model = model;
    this.reasoningTokens = reasoningTokens;
  }

  /** An event of a stream, with the line ends of the real one. */
  static String frame(String payload) {
    return "data: " + payload + "\r\n\r\n";
  }

  /** An error, as a body or in a stream. */
  static String error(int status, String word, String message) {
    return OpenAiFrames.json("error", object("code", status, "message", message, "status", word));
  }

  /** A response: an event of a stream, or all of an answer. */
  String response(List<?> parts, @Nullable String finish, Reply.@Nullable Counts counts) {
    Map<String, @Nullable Object> candidate =
        object("content", object("parts", parts, "role", "model"));
    if (finish != null) {
      candidate.put("finishReason", finish);
    }
    candidate.put("index", 0);
    Map<String, @Nullable Object> response = object("candidates", List.of(candidate));
    if (counts != null) {
      response.put("usageMetadata", usage(counts));
    }
    response.put("modelVersion", model);
    response.put("responseId", id);
    return Json.ofValue(response).text();
  }

  /** What is none is left out; what was thought is none of the tokens of the candidates. */
  private Map<String, @Nullable Object> usage(Reply.Counts counts) {
    Map<String, @Nullable Object> usage = object("promptTokenCount", counts.inputTokens());
    long thought = Math.min(reasoningTokens, counts.outputTokens());
    if (counts.outputTokens() > thought) {
      usage.put("candidatesTokenCount", counts.outputTokens() - thought);
    }
    if (thought > 0) {
      usage.put("thoughtsTokenCount", thought);
    }
    usage.put("totalTokenCount", counts.inputTokens() + counts.outputTokens());
    return usage;
  }

  /** Google's word for a status. */
  static String wordOf(int status) {
    return switch (status) {
      case 401 -> "UNAUTHENTICATED";
      case 403 -> "PERMISSION_DENIED";
      case 404 -> "NOT_FOUND";
      case 429 -> "RESOURCE_EXHAUSTED";
      case 499 -> "CANCELLED";
      case 503, 529 -> "UNAVAILABLE";
      case 504 -> "DEADLINE_EXCEEDED";
      default -> status >= 500 ? "INTERNAL" : "INVALID_ARGUMENT";
    };
  }

  /** The status that goes with a word, 500 for one that is not Google's. */
  static int statusOf(String word) {
    for (int status : new int[] {400, 401, 403, 404, 429, 499, 503, 504}) {
      if (wordOf(status).equals(word)) {
        return status;
      }
    }
    return 500;
  }
}
