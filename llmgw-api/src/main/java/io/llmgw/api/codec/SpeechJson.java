package io.llmgw.api.codec;

import io.llmgw.api.content.Media;
import io.llmgw.api.speech.SpeechContent;
import io.llmgw.api.speech.SpeechFormat;
import io.llmgw.api.speech.SpeechRequest;
import io.llmgw.api.speech.SpeechResponse;

/** Requests for speech, and sounds. */
final class SpeechJson {
  private SpeechJson() {}

  static FieldWriter write(SpeechRequest request) {
    return RequestFrame.around(
        request,
        new FieldWriter()
            .put("text", request.content().text())
            .put("instructions", request.content().instructions())
            .put("voice", request.voice())
            .word("format", request.format())
            .put("speed", request.speed()));
  }

  static SpeechRequest readRequest(FieldReader in) {
    String text = in.string("text");
    String instructions = in.stringOr("instructions");
    String voice = in.stringOr("voice");
    SpeechFormat format = in.wordOr("format", SpeechFormat.class);
    Double speed = in.realOr("speed");
    RequestFrame frame = RequestFrame.read(in);
    return in.into(
        () ->
            new SpeechRequest(
                frame.model(),
                new SpeechContent(text, instructions, frame.extras()),
                voice,
                format,
                speed,
                frame.options()));
  }

  static FieldWriter write(SpeechResponse response) {
    return AnswerFrame.behind(
        new FieldWriter().object("audio", MediaJson.write(response.audio())), response);
  }

  static SpeechResponse readResponse(FieldReader in) {
    Media.Bytes audio = bytes(in, "audio");
    AnswerFrame frame = AnswerFrame.read(in);
    return in.into(() -> new SpeechResponse(audio, frame.usage(), frame.served(), frame.head()));
  }

  /** A sound, which is stored by its bytes. */
  static Media.Bytes bytes(FieldReader in, String name) {
    FieldReader field = in.object(name);
    if (MediaJson.read(field) instanceof Media.Bytes bytes) {
      return bytes;
    }
    throw field.refused("must have bytes");
  }
}
