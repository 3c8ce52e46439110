package io.llmgw.observability;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.counting.TokenCountRequest;
import io.llmgw.api.image.ImageRequest;
import io.llmgw.api.json.Json;
import io.llmgw.api.moderation.ModerationRequest;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Leniency;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Operation;
import io.llmgw.api.rerank.RerankRequest;
import io.llmgw.api.speech.SpeechRequest;
import io.llmgw.api.transcription.TranscriptionRequest;
import io.llmgw.test.socket.ReceivedRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Values that redaction masks, and requests of every operation with them in each of their texts.
 */
final class Planted {
  static final String EMAIL = "canary.lovelace@example.com";

  /** What a model says of all of them. */
  static final String ANSWER =
      "<EMAIL_1> or <CREDIT_CARD_1> or <IBAN_1> or <API_KEY_1>"
          + " or <PASSWORD_1> or <MEDICAL_RECORD_1> or <US_PASSPORT_1>";

  /** What stands for each of them in a request. */
  static final List<String> PLACEHOLDERS =
      List.of(
          "EMAIL_1",
          "CREDIT_CARD_1",
          "IBAN_1",
          "API_KEY_1",
          "PASSWORD_1",
          "MEDICAL_RECORD_1",
          "US_PASSPORT_1");

  /** Nothing gives these away but the words before them. */
  private static final String PASSWORD = "hunter2Xy9!q";

  private static final String RECORD = "48213377";
  private static final String PASSPORT = "C01234567";

  private static final List<String> VALUES =
      List.of(
          EMAIL,
          "4111 1111 1111 1111",
          "GB29 NWBK 6016 1331 9268 19",
          "sk_" + "live_4eC39HqLyjWDarjtT1zdp7dc",
          PASSWORD,
          RECORD,
          PASSPORT);

  /** What the caller gets of it. */
  static final String RESTORED = String.join(" or ", VALUES);

  /** What would give one of them away, without blanks and in lower case. */
  private static final List<String> SIGNS =
      List.of(
          "lovelace",
          "4111111111111111",
          "60161331926819",
          "4ec39hq",
          "hunter2",
          RECORD,
          "01234567");

  /** All of them, those that need it behind their words. */
  private static final String ALL =
      String.join(" and ", VALUES.subList(0, VALUES.indexOf(PASSWORD)))
          + " and password: "
          + PASSWORD
          + " and MRN: "
          + RECORD
          + " and passport number "
          + PASSPORT;

  private static final Media.Bytes SOUND =
      Media.of("words".getBytes(StandardCharsets.UTF_8), "audio/mpeg");

  private Planted() {}

  /** Whether one of them, or a part of one, stands in this. */
  static boolean isGivenAwayBy(String text) {
    String folded = text.replace(" ", "").toLowerCase(Locale.ROOT);
    return SIGNS.stream().anyMatch(folded::contains);
  }

  /** A request with all of them, as far as a provider that can do so much takes it. */
  static LlmRequest<?> request(Operation operation, Capabilities can) {
    return switch (operation) {
      case CHAT -> chat(can);
      case EMBEDDINGS -> EmbeddingRequest.of(ALL); // some take one text at a time
      case MODERATION -> ModerationRequest.of(ALL);
      case RERANK -> RerankRequest.of("who is " + ALL, List.of(ALL, "nobody"));
      case IMAGE ->
          ImageRequest.builder().prompt("draw " + ALL).userId(EMAIL).build().with(Leniency.DROP);
      case SPEECH ->
          SpeechRequest.builder()
              .text("say " + ALL)
              .instructions("as " + ALL)
              .userId(EMAIL)
              .build()
              .with(Leniency.DROP);
      case TRANSCRIPTION ->
          TranscriptionRequest.builder()
              .audio(SOUND)
              .prompt("of " + ALL)
              .timed()
              .extraBody("note", ALL) // not all of them take a prompt
              .build()
              .with(Leniency.DROP);
      case TOKEN_COUNT -> TokenCountRequest.of(chat(can));
    };
  }

  /** For a tokenizer that knows of nothing else. */
  static LlmRequest<?> countOfOneText() {
    return TokenCountRequest.of(ChatRequest.of("user " + ALL));
  }

  private static ChatRequest chat(Capabilities can) {
    ChatRequest.Builder chat = ChatRequest.builder().system("system " + ALL).user("user " + ALL);
    if (can.has(Capability.TOOLS)) {
      chat.message(
              Message.assistant(
                  List.of(
                      Part.text("assistant " + RESTORED), // as a conversation goes on with it
                      new ToolCall("call-1", "find", Json.ofValue(Map.of("q", ALL))))))
          .message(Message.tool(ToolResult.of("call-1", "result " + ALL)))
          .tools(ToolSpec.of("find", "tool " + ALL, Json.ofValue(Map.of("description", ALL))));
    }
    return chat.user("and now?")
        .metadata("note", ALL)
        .userId(EMAIL)
        .stop(EMAIL)
        .extraBody("note", ALL)
        .extraHeader("x-note", EMAIL)
        .build()
        .with(Leniency.DROP);
  }

  /** An error of a provider that repeats a request, and what it would have answered. */
  static String echo(ReceivedRequest request) {
    String said = request.text() + " " + ANSWER;
    Map<String, Object> error = Map.of("message", said, "type", ANSWER, "code", ANSWER);
    return Json.ofValue(Map.of("error", error, "message", said)).text();
  }
}
