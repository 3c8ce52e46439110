package io.llmgw.providers.operation;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.MediaProduced;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.speech.SpeechContent;
import io.llmgw.api.speech.SpeechRequest;
import io.llmgw.api.usage.Usage;
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
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Speech (platform.openai.com/docs/api-reference/audio/createSpeech) for one request. Stateless.
 * The answer is the sound itself; nobody counts its tokens.
 */
public final class SpeechFormat implements WireFormat {
  private static final String PATH = "audio/speech";
  private static final Map<String, String> HEADERS = Map.of("Accept", "audio/*, application/json");
  private static final String USUAL = "audio/mpeg";

  private final Dialect dialect;
  private final SpeechRequest request;

  /** The format of this request and its answer. */
  public SpeechFormat(Dialect dialect, SpeechRequest request) {
    this.dialect = dialect;
    this.request = request;
  }

  @Override
  public WireRequest encode(WireCall call) {
    SpeechContent content = request.content();
    JsonBody.refuseUser(call, content);
    return new WireRequest(
        PATH,
        HEADERS,
        JsonBody.of(
            call,
            Set.of("input", "stream_format"),
            json -> {
              json.text("input", content.text())
                  .text("voice", request.voice() == null ? dialect.usualVoice() : request.voice());
              writeInstructions(json, call, content.instructions());
              writeFormat(json, call);
              json.number("speed", request.speed());
            }),
        Framing.SSE);
  }

  private void writeInstructions(JsonBody json, WireCall call, @Nullable String instructions) {
    String field = instructions == null ? null : dialect.field(Parameter.SPEECH_INSTRUCTIONS);
    if (field != null) {
      json.text(field, instructions);
    } else if (instructions != null) {
      call.dropOrRefuse("the parameter " + Parameter.SPEECH_INSTRUCTIONS.label());
    }
  }

  private void writeFormat(JsonBody json, WireCall call) {
    io.llmgw.api.speech.SpeechFormat format = request.format();
    if (format != null && dialect.speechFormats().contains(format)) {
      json.text("response_format", format.name().toLowerCase(Locale.ROOT));
    } else if (format != null) {
      call.dropOrRefuse("the format " + format + " of sound");
    }
  }

  @Override
  public void decodeWhole(byte[] body, int length, AnswerHead head, Consumer<LlmEvent> events) {
    String type = head.mediaType();
    if (length == 0) {
      throw head.failure(ErrorKind.EMPTY_RESPONSE, "answered with an empty body");
    }
    if (type.endsWith("json")) {
      throw WholeAnswer.without("sound", false, body, length, head);
    }
    if (type.startsWith("text/")) {
      throw head.failure(ErrorKind.PROTOCOL, "answered with text instead of sound");
    }
    byte[] sound = length == body.length ? body : Arrays.copyOf(body, length);
    Media media = Media.restored(sound, type.startsWith("audio/") ? type : asked());
    events.accept(head.started(null, null));
    events.accept(new MediaProduced(0, Part.audio(media)));
    events.accept(new Completed(FinishReason.STOP, Usage.UNKNOWN));
  }

  private String asked() {
    return request.format() == null ? USUAL : request.format().mediaType();
  }

  @Override
  public FrameDecoder frames(AnswerHead head, Consumer<LlmEvent> events) {
    return new NeverStreamed(head, "a request for speech");
  }
}
