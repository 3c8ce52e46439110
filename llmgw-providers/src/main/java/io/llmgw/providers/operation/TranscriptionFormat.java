package io.llmgw.providers.operation;

import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.json.Json;
import io.llmgw.api.transcription.TranscriptionContent;
import io.llmgw.api.transcription.TranscriptionRequest;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.dialect.Parameter;
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
 * request. Stateless. OpenAI has times in the verbose form of the answer, which whisper alone has
 * there; others are asked for them in other ways, or have none.
 */
public final class TranscriptionFormat implements WireFormat {
  private static final String PATH = "audio/transcriptions";
  private static final String PASSAGES = "segment";
  private static final Set<String> FIXED = Set.of("model", "file", "stream", "response_format");

  private final Dialect dialect;
  private final TranscriptionRequest request;

  /** The format of this request and its answer. */
  public TranscriptionFormat(Dialect dialect, TranscriptionRequest request) {
    this.dialect = dialect;
    this.request = request;
  }

  @Override
  public WireRequest encode(WireCall call) {
    TranscriptionContent content = request.content();
    JsonBody.refuseUser(call, content);
    call.refuse(FIXED, content.extraBody().keySet());
    Multipart form = new Multipart().field("model", call.model());
    String prompt = content.prompt();
    String promptField = prompt == null ? null : dialect.field(Parameter.TRANSCRIPT_PROMPT);
    if (prompt != null && promptField != null) {
      form.field(promptField, prompt);
    } else if (prompt != null) {
      call.dropOrRefuse("the parameter " + Parameter.TRANSCRIPT_PROMPT.label());
    }
    if (request.language() != null) {
      form.field("language", request.language());
    }
    if (request.temperature() != null) {
      form.field("temperature", request.temperature().toString());
    }
    askForTimes(form, call);
    content.extraBody().forEach((name, value) -> form.field(name, texts(value)));
    return new WireRequest(PATH, Map.of(), form.with("file", content.audio()), Framing.SSE);
  }

  private void askForTimes(Multipart form, WireCall call) {
    boolean timed = request.isTimed();
    switch (dialect.transcriptForm()) {
      case OPENAI -> {
        form.field("response_format", timed ? "verbose_json" : "json");
        if (timed) {
          form.field("timestamp_granularities[]", PASSAGES);
        }
      }
      case MISTRAL -> {
        if (timed) {
          form.field("timestamp_granularities", PASSAGES);
        }
      }
      case TEXT_ALONE -> {
        if (timed) {
          call.dropOrRefuse("times in a transcript");
        }
      }
    }
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
