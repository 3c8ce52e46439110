package io.llmgw.api;

import io.llmgw.api.answer.ExpectedAnswer;
import io.llmgw.api.answer.ValueStream;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.request.ReasoningSettings;
import io.llmgw.api.request.RequestOption;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.schema.JsonType;
import io.llmgw.api.schema.TypeOf;
import io.llmgw.api.tool.Tool;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * One call in words. Settings first, then one of {@link #text()}, {@link #send()}, {@link
 * #as(Class)}, {@link #stream()}, {@link #streamAs(Class)}, {@link #async()}, {@link #publish()} or
 * {@link #explain()}. Bad values are refused at once with {@link IllegalArgumentException}, a
 * single value that is set once more with {@link IllegalStateException}. Not thread-safe; {@link
 * #request()} gives the same as an immutable request.
 */
public final class Prompt {
  private final ChatRequest.Builder request = ChatRequest.builder();
  private final Message text;
  private final List<Part> parts = new ArrayList<>();
  private LlmClient client;
  private boolean timed;

  Prompt(LlmClient client, String userText) {
    this.client = client;
    this.text = Message.user(userText);
    this.parts.addAll(text.parts());
    request.message(text);
  }

  /** Model to ask: {@code provider/model} or an alias; default the client's. */
  public Prompt model(String model) {
    request.model(model);
    return this;
  }

  /** System text, ahead of everything else. */
  public Prompt system(String text) {
    request.system(text);
    return this;
  }

  /** One more message after those so far. */
  public Prompt message(Message message) {
    request.message(message);
    return this;
  }

  /** More messages after those so far. */
  public Prompt messages(List<Message> messages) {
    request.messages(messages);
    return this;
  }

  /** More for the model to look at beside the prompt's text: images, documents, audio. */
  public Prompt attach(Part... parts) {
    this.parts.addAll(List.of(parts));
    return this;
  }

  /**
   * An image to look at, from a file that is read now.
   *
   * @throws IllegalArgumentException if it is no image, and as {@link Media#of(Path)}
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public Prompt image(Path file) {
    return attach(Part.image(PromptMedia.of("image", file)));
  }

  /** An image to look at, which the provider fetches from there. */
  public Prompt image(URI address) {
    return attach(Part.image(Media.of(address)));
  }

  /**
   * An image to look at, of a kind that its bytes tell; they are copied.
   *
   * @throws IllegalArgumentException if they are of no image, or do not tell
   */
  public Prompt image(byte[] bytes) {
    return attach(Part.image(PromptMedia.of("image", bytes)));
  }

  /**
   * A document to read, from a file that is read now. The model is told the file's name.
   *
   * @throws IllegalArgumentException if it is an image, sound or film, and as {@link
   *     Media#of(Path)}
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public Prompt document(Path file) {
    return attach(PromptMedia.document(file));
  }

  /** A document to read, which the provider fetches from there. */
  public Prompt document(URI address) {
    return attach(Part.document(Media.of(address)));
  }

  /**
   * A document to read, by its bytes, which are copied.
   *
   * @param mediaType such as {@code application/pdf} or {@code text/csv}
   * @param name the name that the model is told, usually a file's
   * @throws IllegalArgumentException if it is an image, sound or film, and as {@link
   *     Media#of(byte[], String)}
   */
  public Prompt document(byte[] bytes, String mediaType, String name) {
    return attach(PromptMedia.document(bytes, mediaType, name));
  }

  /**
   * Sound to listen to, from a file that is read now.
   *
   * @throws IllegalArgumentException if it is no sound, and as {@link Media#of(Path)}
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public Prompt audio(Path file) {
    return attach(Part.audio(PromptMedia.of("audio", file)));
  }

  /** Sound to listen to, which the provider fetches from there. */
  public Prompt audio(URI address) {
    return attach(Part.audio(Media.of(address)));
  }

  /**
   * Sound to listen to, by its bytes, which are copied.
   *
   * @param mediaType such as {@code audio/wav}
   * @throws IllegalArgumentException if that is no sound, and as {@link Media#of(byte[], String)}
   */
  public Prompt audio(byte[] bytes, String mediaType) {
    return attach(Part.audio(PromptMedia.of("audio", bytes, mediaType)));
  }

  /**
   * A film to watch, from a file that is read now.
   *
   * @throws IllegalArgumentException if it is no film, and as {@link Media#of(Path)}
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public Prompt video(Path file) {
    return attach(Part.video(PromptMedia.of("video", file)));
  }

  /** A film to watch, which the provider fetches from there. */
  public Prompt video(URI address) {
    return attach(Part.video(Media.of(address)));
  }

  /**
   * A film to watch, by its bytes, which are copied.
   *
   * @param mediaType such as {@code video/mp4}
   * @throws IllegalArgumentException if that is no film, and as {@link Media#of(byte[], String)}
   */
  public Prompt video(byte[] bytes, String mediaType) {
    return attach(Part.video(PromptMedia.of("video", bytes, mediaType)));
  }

  /**
   * Tools that the model may ask for. Each is a {@link Tool}, which is called then, so that the
   * answer is the one that follows; or an object whose methods with {@link
   * io.llmgw.api.tool.ToolMethod} are such tools; or a {@link ToolSpec}, whose calls the caller
   * finds in the answer; or a collection of any of these. An answer that asks for one of the last
   * kind ends the call, and none of its tools is called.
   *
   * @throws IllegalArgumentException when two tools have the same name, or an object is no tool and
   *     offers none
   */
  public Prompt tools(Object... tools) {
    PromptTools.add(request, tools);
    return this;
  }

  /** Whether and which tool must be asked for; default the model decides. */
  public Prompt toolChoice(ToolChoice choice) {
    request.toolChoice(choice);
    return this;
  }

  /** Form of the answer; default free text. */
  public Prompt responseFormat(ResponseFormat format) {
    request.responseFormat(format);
    return this;
  }

  /** Randomness, 0 or more; default the model's. */
  public Prompt temperature(double temperature) {
    request.temperature(temperature);
    return this;
  }

  /** Share of the likeliest tokens to choose from, 0 to 1; default the model's. */
  public Prompt topP(double share) {
    request.topP(share);
    return this;
  }

  /** Makes answers repeatable as far as the provider can; default not set. */
  public Prompt seed(long seed) {
    request.seed(seed);
    return this;
  }

  /** Only this many of the likeliest tokens to choose from, 1 or more; default the model's. */
  public Prompt topK(int most) {
    request.topK(most);
    return this;
  }

  /** Penalty on often used words, -2 to 2; default the model's. */
  public Prompt frequencyPenalty(double penalty) {
    request.frequencyPenalty(penalty);
    return this;
  }

  /** Penalty on words used at all, -2 to 2; default the model's. */
  public Prompt presencePenalty(double penalty) {
    request.presencePenalty(penalty);
    return this;
  }

  /** Whether several tools may be asked for at once; default the model's. */
  public Prompt parallelToolCalls(boolean several) {
    request.parallelToolCalls(several);
    return this;
  }

  /** A field of the provider's own in the request's body, as JSON-like Java; default none. */
  public Prompt extraBody(String name, @Nullable Object value) {
    request.extraBody(name, value);
    return this;
  }

  /** A header of the provider's own on the request; default none. */
  public Prompt extraHeader(String name, String value) {
    request.extraHeader(name, value);
    return this;
  }

  /** A fact that the provider stores with the call; default none. */
  public Prompt metadata(String name, String value) {
    request.metadata(name, value);
    return this;
  }

  /** Your id of the end user, for the provider's abuse detection; default none. */
  public Prompt userId(String id) {
    request.userId(id);
    return this;
  }

  /** Texts that end the answer where they would come; default none. */
  public Prompt stop(String... words) {
    request.stop(words);
    return this;
  }

  /** How hard the model thinks before it answers; default the model's. */
  public Prompt reasoning(ReasoningEffort effort) {
    request.reasoning(effort);
    return this;
  }

  /** How the model thinks, by effort or by a budget of tokens; default the model's. */
  public Prompt reasoning(ReasoningSettings settings) {
    request.reasoning(settings);
    return this;
  }

  /** The answer may not be longer, reasoning included; 1 or more, default the model's. */
  public Prompt maxOutputTokens(int tokens) {
    request.maxOutputTokens(tokens);
    return this;
  }

  /** Clocks of this call; what is not set is as for its model or alias, then as for the client. */
  public Prompt timeouts(Timeouts timeouts) {
    if (timed) {
      throw new IllegalStateException("timeouts is set already");
    }
    return with(timeouts);
  }

  /** An option of this call, as some feature defines it. It replaces one with the same key. */
  public Prompt with(RequestOption option) {
    request.option(option);
    timed |= option instanceof Timeouts;
    return this;
  }

  /** Makes the call on behalf of that caller. */
  public Prompt forCaller(Caller caller) {
    client = client.forCaller(caller);
    return this;
  }

  /** Lets the handle cancel the call. */
  public Prompt cancelledBy(CancelHandle handle) {
    client = client.cancelledBy(handle);
    return this;
  }

  /** What will be asked, as an immutable request. */
  public ChatRequest request() {
    return PromptMedia.attached(request.build(), text, parts);
  }

  /** Makes the call, waits, and returns the text of the answer. */
  public String text() {
    return send().text();
  }

  /**
   * Makes the call, waits, and returns the value that the model answers with: a record, an enum, a
   * scalar. The provider's own form of such answers is used where there is one; an answer that does
   * not fit is sent back once, with what is wrong with it. {@link ExpectedAnswer} says more, and
   * changes that: {@code with(ExpectedAnswer.of(type).repairs(0))}.
   *
   * @throws io.llmgw.api.error.InvalidAnswerException when the answer does not fit the type
   * @throws io.llmgw.api.error.LlmException when the call fails, or the model refuses or is cut off
   * @throws IllegalArgumentException when {@link JsonType} does not know the type
   * @throws IllegalStateException when the prompt has a {@link ToolSpec} without a function, whose
   *     calls nobody could answer; nothing is sent
   */
  public <T> T as(Class<T> type) {
    return PromptValue.of(client, request(), JsonType.of(type));
  }

  /** The same for types with parameters: {@code as(new TypeOf<List<Invoice>>() {})}. */
  public <T> T as(TypeOf<T> type) {
    return PromptValue.of(client, request(), JsonType.of(type));
  }

  /**
   * Makes the call and returns at its first content; the value is read while it is written. An
   * answer that does not fit is an error: what was shown of it cannot be taken back. Close the
   * stream.
   *
   * @throws IllegalArgumentException when {@link JsonType} does not know the type
   * @throws IllegalStateException when the prompt has a {@link ToolSpec} without a function, as in
   *     {@link #as(Class)}; nothing is sent
   */
  public <T> ValueStream<T> streamAs(Class<T> type) {
    return PromptValue.stream(client, request(), JsonType.of(type));
  }

  /** The same for types with parameters: {@code streamAs(new TypeOf<List<Invoice>>() {})}. */
  public <T> ValueStream<T> streamAs(TypeOf<T> type) {
    return PromptValue.stream(client, request(), JsonType.of(type));
  }

  /** Makes the call and waits for the answer. */
  public ChatResponse send() {
    return client.chat(request());
  }

  /** Makes the call and returns at its first content; close the stream. */
  public ChatStream stream() {
    return client.stream(request());
  }

  /** Makes the call on the client's executor; cancelling the future cancels the exchange. */
  public CompletableFuture<ChatResponse> async() {
    return client.chatAsync(request());
  }

  /** Describes the call as a publisher; it is made when a subscriber first asks for an element. */
  public Flow.Publisher<LlmEvent> publish() {
    return client.publish(request());
  }

  /** What the call would go through and where it would go, without making it. */
  public Explanation explain() {
    return client.explain(request());
  }
}
