package io.llmgw.providers.operation;

import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.json.Json;
import io.llmgw.api.transcription.TranscriptionContent;
import io.llmgw.api.transcription.TranscriptionRequest;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.wire.FrameDecoder;
import io.llmgw.providers.wire.Framing;
import io.llmgw.providers.wire.JsonBody;
import io.llmgw.providers.wire.NeverStreamed;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireFormat;
import io.llmgw.providers.wire.WireRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Transcriptions (platform.openai.com/docs/api-reference/audio/createTranscription) for one
 * request. Stateless. Times are asked for by the verbose form of the answer, which whisper alone
 * has at OpenAI.
 */
public final class TranscriptionFormat implements WireFormat {
  private static final String PATH = "audio/transcriptions";
  private static final Set<String> FIXED = Set.of("model", "file", "stream", "response_format");

  private final TranscriptionRequest request;

  /** The format of this request and its answer. */
  public TranscriptionFormat(TranscriptionRequest request) {
    this.request = request;
  }

  @Override
  public WireRequest encode(WireCall call) {
    TranscriptionContent content = request.content();
    JsonBody.refuseUser(call, content);
    call.refuse(FIXED, content.extraBody().keySet());
    Multipart form = new Multipart().field("model", call.model());
    if (content.prompt() != null) {
      form.field("prompt", content.prompt());
    }
    if (request.language() != null) {
      form.field("language", request.language());
    }
    if (request.temperature() != null) {
      form.field("temperature", request.temperature().toString());
    }
    form.field("response_format", request.isTimed() ? "verbose_json" : "json");
    if (request.isTimed()) {
      form.field("timestamp_granularities[]", "segment");
    }
    content.extraBody().forEach((name, value) -> form.field(name, texts(value)));
    return new WireRequest(PATH, Map.of(), form.with("file", content.audio()), Framing.SSE);
  }

  /**
   * A form holds text: strings without their quotes, all else as it is written; of an array each
   * element is a field of that name.
   */
  private static List<String> texts(Json value) {
    return value.value() instanceof List<?> elements
        ? elements.stream().map(element -> text(Json.ofValue(element))).toList()
        : List.of(text(value));
  }

  private static String text(Json value) {
    return value.value() instanceof String text ? text : value.text();
  }

  @Override
  public void decodeWhole(byte[] body, int length, AnswerHead head, Consumer<LlmEvent> events) {
    new TranscriptionDecoder(head).decode(body, length, events);
  }

  @Override
  public FrameDecoder frames(AnswerHead head, Consumer<LlmEvent> events) {
    return new NeverStreamed(head, "a transcription");
  }
}
