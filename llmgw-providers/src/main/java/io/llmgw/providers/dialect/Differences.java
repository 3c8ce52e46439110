package io.llmgw.providers.dialect;

import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.EmbeddingLimits;
import io.llmgw.api.provider.MediaLimits;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.speech.SpeechFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;

/** Puts a dialect into words, so that the guide cannot say anything else than the code does. */
final class Differences {
  private Differences() {}

  static List<String> of(Dialect host) {
    List<String> words = new ArrayList<>();
    parameters(host, words);
    messages(host, words);
    answers(host, words);
    if (host.capabilities().has(Capability.EMBEDDINGS)) {
      embeddings(host, words);
    }
    return words;
  }

  private static void parameters(Dialect host, List<String> words) {
    boolean tools = host.capabilities().has(Capability.TOOLS);
    if (!tools) {
      words.add(
          "its models call no tools; calls and results of earlier turns are refused, or sent as"
              + " text under `Leniency.DROP`");
    }
    for (Parameter parameter : Parameter.values()) {
      String field = host.field(parameter);
      String usual = parameter.openAiField();
      if (field == null && usual != null && (tools || !parameter.isOfTools())) {
        words.add("takes no `" + parameter.label() + "`");
      } else if (field != null && !field.equals(usual)) {
        words.add("`" + parameter.label() + "` is sent as `" + field + "`");
      }
    }
    if (host.field(Parameter.STOP) != null && host.mostStops() != Integer.MAX_VALUE) {
      words.add("takes at most " + host.mostStops() + " stop sequences");
    }
    if (host.mostTemperature() != Double.POSITIVE_INFINITY) {
      words.add("takes no `temperature` above " + host.mostTemperature());
    }
    for (ModelRefusals own : host.modelRefusals()) {
      String what = own.parameters().isEmpty() ? "them" : "no " + labels(own.parameters());
      words.add("of " + own.models().inWords() + " takes " + what);
    }
    if (!host.requiredToolWord().equals("required")) {
      words.add("a required tool call is asked for as `" + host.requiredToolWord() + "`");
    }
    if (!host.forcesToolsWhileThinking()) {
      words.add(
          "no tool can be required while the model reasons, as `"
              + String.join("`, `", host.thinkUnasked())
              + "` do unless `reasoning` is `NONE`");
    }
    reasoning(host, words);
  }

  private static String labels(Set<Parameter> parameters) {
    StringJoiner labels = new StringJoiner("`, `", "`", "`");
    for (Parameter parameter : Parameter.values()) {
      if (parameters.contains(parameter)) {
        labels.add(parameter.label());
      }
    }
    return labels.toString();
  }

  private static void reasoning(Dialect host, List<String> words) {
    if (host.reasoningAsk() != ReasoningAsk.EFFORT && host.reasoningAsk() != ReasoningAsk.NONE) {
      words.add("reasoning is asked for as " + host.reasoningAsk().inWords());
    }
    if (host.reasoningAsk().hasEfforts()
        && host.efforts().size() < ReasoningEffort.values().length) {
      words.add(nearest(host.efforts()));
    }
    for (ModelReasoning own : host.modelReasoning()) {
      words.add("of " + own.models().inWords() + " " + reasoning(host, own));
    }
  }

  private static String reasoning(Dialect host, ModelReasoning own) {
    if (!own.ask().isPossible()) {
      return "takes no `reasoning`";
    }
    String ask = own.ask() == host.reasoningAsk() ? "" : "as " + own.ask().inWords();
    String efforts = own.ask().hasEfforts() ? nearest(own.efforts()) : "";
    return ask + (ask.isEmpty() || efforts.isEmpty() ? "" : ", ") + efforts;
  }

  private static String nearest(List<ReasoningEffort> efforts) {
    StringJoiner words = new StringJoiner("`, `", "the nearest effort of `", "` is sent");
    efforts.forEach(effort -> words.add(effort.name().toLowerCase(Locale.ROOT)));
    return words.toString();
  }

  private static void messages(Dialect host, List<String> words) {
    if (host.turnOrder() != TurnOrder.ANY) {
      words.add(host.turnOrder().inWords());
    }
    if (!host.hasNames()) {
      words.add("takes no `name` in a message");
    }
    if (host.reasoningReturn() != ReasoningReturn.LEFT_OUT) {
      words.add("reasoning goes back as " + host.reasoningReturn().inWords());
    }
    if (host.servesManyMakers()) {
      words.add("what a model signs of its reasoning goes back to models of the same maker alone");
    }
    if (!host.hasDeveloperRole()) {
      words.add("the role `developer` is sent as `system`");
    }
    if (host.marksPrefill()) {
      words.add("a last message of the assistant is marked `prefix`");
    }
    if (host.callIds() != CallIdForm.ANY) {
      words.add(host.callIds().inWords());
    }
    media(host.mediaLimits(), words);
    operations(host, words);
    if (host.partForm() == PartForm.MISTRAL) {
      words.add("`input_audio` is the data alone, documents are a `document_url`");
    }
  }

  private static void media(MediaLimits limits, List<String> words) {
    if (limits.imageBytes() != Long.MAX_VALUE) {
      words.add("an image has at most " + megabytes(limits.imageBytes()));
    }
    if (limits.requestBytes() != Long.MAX_VALUE) {
      words.add("a request with media has at most " + megabytes(limits.requestBytes()));
    }
  }

  private static void operations(Dialect host, List<String> words) {
    boolean speaks = host.capabilities().has(Capability.SPEECH);
    if (speaks && host.usualVoice() == null) {
      words.add("no `voice` is sent unless a request names one");
    }
    if (speaks && host.speechFormats().size() < SpeechFormat.values().length) {
      words.add("sound is written as " + listed(host.speechFormats()));
    }
    if (host.counting() != TokenCounting.NONE) {
      words.add(host.counting().inWords());
    }
    boolean writes = host.capabilities().has(Capability.TRANSCRIPTION);
    if (writes && host.transcriptForm() != TranscriptForm.OPENAI) {
      words.add(host.transcriptForm().inWords());
    }
  }

  private static String listed(Set<SpeechFormat> formats) {
    StringJoiner words = new StringJoiner(", ");
    for (SpeechFormat format : SpeechFormat.values()) {
      if (formats.contains(format)) {
        words.add("`" + format + "`");
      }
    }
    return words.toString();
  }

  private static String megabytes(long bytes) {
    return (bytes >> 20) + " MB";
  }

  private static void answers(Dialect host, List<String> words) {
    if (!host.hasStreamOptions()) {
      words.add("`stream_options` are not sent: usage comes unasked");
    }
    if (host.streamsThoughtsAlone()) {
      words.add(
          "an answer with thoughts, or of `"
              + String.join("`, `", host.streamedAlone())
              + "`, is asked for as a stream, by every door");
    }
  }

  private static void embeddings(Dialect host, List<String> words) {
    EmbeddingDialect embeddings = host.embeddings();
    if (!embeddings.path().equals(EmbeddingDialect.USUAL.path())) {
      words.add("embeds texts at `" + embeddings.path() + "`");
    }
    EmbeddingLimits limits = embeddings.limits();
    if (!limits.equals(EmbeddingLimits.UNKNOWN)) {
      words.add(
          "at most " + limits.maxInputs() + " texts and " + limits.maxBytes() + " bytes at once");
    }
    EmbeddingPurpose purpose = embeddings.purpose();
    if (purpose != null) {
      words.add(
          "texts are embedded with `%s` as `%s` unless an extra field says otherwise"
              .formatted(purpose.field(), purpose.usual()));
    }
    String form = embeddings.vectors().asked();
    if (form != null) {
      words.add("vectors are asked for as `" + form + "`");
    }
  }
}
