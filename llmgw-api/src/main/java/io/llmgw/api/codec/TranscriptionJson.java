package io.llmgw.api.codec;

import io.llmgw.api.content.Media;
import io.llmgw.api.transcription.TranscriptDetails;
import io.llmgw.api.transcription.TranscriptDetails.Segment;
import io.llmgw.api.transcription.TranscriptionContent;
import io.llmgw.api.transcription.TranscriptionRequest;
import io.llmgw.api.transcription.TranscriptionResponse;
import java.time.Duration;
import java.util.List;

/** Requests for transcripts, and transcripts. */
final class TranscriptionJson {
  private TranscriptionJson() {}

  static FieldWriter write(TranscriptionRequest request) {
    return RequestFrame.around(
        request,
        new FieldWriter()
            .object("audio", MediaJson.write(request.content().audio()))
            .put("prompt", request.content().prompt())
            .put("language", request.language())
            .put("temperature", request.temperature())
            .flag("timed", request.isTimed()));
  }

  static TranscriptionRequest readRequest(FieldReader in) {
    Media.Bytes audio = SpeechJson.bytes(in, "audio");
    String prompt = in.stringOr("prompt");
    String language = in.stringOr("language");
    Double temperature = in.realOr("temperature");
    boolean timed = in.flag("timed");
    RequestFrame frame = RequestFrame.read(in);
    return in.into(
        () ->
            new TranscriptionRequest(
                frame.model(),
                new TranscriptionContent(audio, prompt, frame.extras()),
                language,
                temperature,
                timed,
                frame.options()));
  }

  static FieldWriter write(TranscriptionResponse response) {
    return AnswerFrame.behind(
        new FieldWriter()
            .put("text", response.text())
            .put("language", response.language())
            .time("duration", response.duration())
            .list("segments", response.segments(), TranscriptionJson::write),
        response);
  }

  static TranscriptionResponse readResponse(FieldReader in) {
    String text = in.string("text");
    String language = in.stringOr("language");
    Duration duration = in.timeOr("duration");
    List<Segment> segments = in.list("segments", TranscriptionJson::readSegment);
    AnswerFrame frame = AnswerFrame.read(in);
    return in.into(
        () ->
            new TranscriptionResponse(
                text,
                new TranscriptDetails(language, duration, segments),
                frame.usage(),
                frame.served(),
                frame.head()));
  }

  private static FieldWriter write(Segment segment) {
    return new FieldWriter()
        .time("start", segment.start())
        .time("end", segment.end())
        .put("text", segment.text());
  }

  private static Segment readSegment(FieldReader in) {
    Duration start = in.time("start");
    Duration end = in.time("end");
    String text = in.string("text");
    return in.into(() -> new Segment(start, end, text));
  }
}
