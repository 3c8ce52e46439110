package io.llmgw.api.content;

import io.llmgw.api.image.ImageContent;
import io.llmgw.api.json.Json;
import io.llmgw.api.moderation.ModerationContent;
import io.llmgw.api.rerank.RerankContent;
import io.llmgw.api.speech.SpeechContent;
import io.llmgw.api.transcription.TranscriptionContent;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Content with a string of its own in every place that a text can stand. */
final class Canaries {
  private final List<String> all = new ArrayList<>();

  /** Every canary, in the order of their places. */
  List<String> all() {
    return all;
  }

  String next() {
    String canary = "canary-" + all.size() + "-";
    all.add(canary);
    return canary;
  }

  ChatContent chat() {
    List<Message> messages =
        List.of(
            Message.system(next()),
            Message.developer(next()),
            new Message(Role.USER, userParts(), null, null),
            new Message(Role.ASSISTANT, assistantParts(), null, null),
            Message.tool(toolResult()));
    // A name is visited before the parts, so its canary must be drawn first.
    String name = next();
    messages = append(messages, Message.user(next()).withName(name));
    return options(ChatContent.builder().messages(messages));
  }

  private static List<Message> append(List<Message> messages, Message last) {
    List<Message> all = new ArrayList<>(messages);
    all.add(last);
    return all;
  }

  private List<Part> userParts() {
    return List.of(
        Part.text(next()),
        Part.image(link()),
        Part.audio(link()),
        Part.video(link()),
        Part.document(link(), next()),
        Part.image(Media.of(new byte[] {1}, "image/png")));
  }

  private Media link() {
    return Media.of(URI.create("https://example.com/" + next()));
  }

  private List<Part> assistantParts() {
    return List.of(
        new Part.Reasoning(next(), "signature", "anthropic"),
        Part.text(next()),
        new ToolCall("call-id", next(), named(), Map.of("field", Json.ofValue("opaque"))),
        new Part.Refusal(next()),
        new ProviderItem("openai", "item", Json.ofValue("opaque")));
  }

  private ToolResult toolResult() {
    return new ToolResult(
        "call-id",
        List.of(Part.text(next()), Part.image(link()), new Part.Structured(named())),
        true);
  }

  Json json() {
    return Json.ofText(
        "{ \"a\": \"" + next() + "\", \"n\": 1.0, \"b\": [\"" + next() + "\", {\"c\": null}] }");
  }

  /** JSON whose names are canaries too. */
  private Json named() {
    return Json.ofText(
        ("{ \"" + next() + "\": \"" + next() + "\", \"" + next() + "\": 1.0, ")
            + ("\"" + next() + "\": [\"" + next() + "\", {\"" + next() + "\": null}] }"));
  }

  private ChatContent options(ChatContent.Builder builder) {
    builder.tools(
        new ToolSpec(next(), next(), json(), true, null),
        new ToolSpec(next(), null, json(), false, CacheMark.SHORT));
    builder.toolChoice(ToolChoice.named(next()));
    builder.responseFormat(ResponseFormat.schema(next(), json()));
    builder.stop(next(), next());
    builder.metadata("m1", next()).metadata("m2", next());
    builder.userId(next());
    builder.extraBody("e1", named()).extraBody("e2", next());
    builder.extraHeader("h1", next()).extraHeader("h2", next());
    return builder.build();
  }

  private Extras extras() {
    Extras.Builder extras = Extras.builder();
    extras.userId(next());
    extras.extraBody("e", named());
    extras.extraHeader("h", next());
    return extras.build();
  }

  ModerationContent moderation() {
    return new ModerationContent(List.of(next(), next()), extras());
  }

  RerankContent rerank() {
    return new RerankContent(next(), List.of(next(), next()), extras());
  }

  ImageContent image() {
    return new ImageContent(next(), extras());
  }

  SpeechContent speech() {
    return new SpeechContent(next(), next(), extras());
  }

  TranscriptionContent transcription() {
    return new TranscriptionContent(Media.of(new byte[] {1}, "audio/wav"), next(), extras());
  }

  EmbeddingContent embedding() {
    return EmbeddingContent.builder()
        .inputs(List.of(next(), next()))
        .userId(next())
        .extraBody("e", named())
        .extraHeader("h", next())
        .build();
  }
}
