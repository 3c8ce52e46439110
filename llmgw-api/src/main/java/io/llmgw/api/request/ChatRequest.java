package io.llmgw.api.request;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.RequestContent;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.json.Json;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.tool.Tool;
import io.llmgw.api.tool.Toolbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A conversation for a model to answer. Immutable and thread-safe; {@code toString} shows no text.
 */
public final class ChatRequest implements LlmRequest<ChatResponse> {
  private final @Nullable String model;
  private final ChatContent content;
  private final GenerationSettings settings;
  private final RequestOptions options;

  private ChatRequest(
      @Nullable String model,
      ChatContent content,
      GenerationSettings settings,
      RequestOptions options) {
    this.model = model;
    this.content = Objects.requireNonNull(content, "content");
    this.settings = Objects.requireNonNull(settings, "settings");
    this.options = options;
  }

  /** An empty builder; it needs at least one message. */
  public static Builder builder() {
    return new Builder(null);
  }

  /** One question in plain text. */
  public static ChatRequest of(String userText) {
    return of(List.of(Message.user(userText)));
  }

  /** A conversation of at least one message. */
  public static ChatRequest of(List<Message> messages) {
    return new ChatRequest(
        null, ChatContent.of(messages), GenerationSettings.NONE, RequestOptions.EMPTY);
  }

  /**
   * A builder that starts with this request: each single value may be set once more, and what can
   * be added is added to what is here.
   */
  public Builder toBuilder() {
    return new Builder(this);
  }

  @Override
  public Operation operation() {
    return Operation.CHAT;
  }

  @Override
  public @Nullable String model() {
    return model;
  }

  @Override
  public ChatContent content() {
    return content;
  }

  /** How the model writes its answer. */
  public GenerationSettings settings() {
    return settings;
  }

  @Override
  public RequestOptions options() {
    return options;
  }

  @Override
  public ChatRequest withModel(String newModel) {
    return new ChatRequest(checkModel(newModel), content, settings, options);
  }

  @Override
  public ChatRequest withContent(RequestContent newContent) {
    if (newContent == content) {
      return this;
    }
    if (newContent instanceof ChatContent chat) {
      return new ChatRequest(model, chat, settings, options);
    }
    throw new IllegalArgumentException(
        "a chat needs ChatContent, not " + newContent.getClass().getSimpleName());
  }

  /** The same request with other settings. */
  public ChatRequest withSettings(GenerationSettings newSettings) {
    return new ChatRequest(model, content, newSettings, options);
  }

  /** The same request with another conversation, as for the next turn. */
  public ChatRequest withMessages(List<Message> messages) {
    return withContent(content.withMessages(messages));
  }

  /** The same request with one more system message, ahead of everything else. */
  public ChatRequest withSystemPrefix(String text) {
    List<Message> messages = new ArrayList<>(content.messages().size() + 1);
    messages.add(Message.system(text));
    messages.addAll(content.messages());
    return withContent(content.withMessages(messages));
  }

  @Override
  public ChatRequest with(RequestOption option) {
    return new ChatRequest(model, content, settings, options.with(option));
  }

  static String checkModel(String model) {
    if (model.isBlank()) {
      throw new IllegalArgumentException("the model must not be blank");
    }
    return model;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ChatRequest that
        && Objects.equals(model, that.model)
        && settings.equals(that.settings)
        && options.equals(that.options)
        && content.equals(that.content);
  }

  @Override
  public int hashCode() {
    return Objects.hash(model, content, settings, options);
  }

  @Override
  public String toString() {
    return "ChatRequest[model=" + model + ", " + content + ", " + settings + ", " + options + "]";
  }

  /**
   * Collects a request. A single value may be set once, and is checked at once; values that can be
   * added may be added as often as one likes. Not thread-safe.
   */
  public static final class Builder {
    private final @Nullable String baseModel;
    private final ChatContent.Builder content;
    private final GenerationSettings.Builder settings;
    private RequestOptions options;
    private @Nullable String model;

    private Builder(@Nullable ChatRequest base) {
      baseModel = base == null ? null : base.model;
      content = base == null ? ChatContent.builder() : base.content.toBuilder();
      settings = base == null ? GenerationSettings.builder() : base.settings.toBuilder();
      options = base == null ? RequestOptions.EMPTY : base.options;
    }

    /** Sets the model: {@code provider/model} or an alias; default the client's. */
    public Builder model(String newModel) {
      if (model != null) {
        throw new IllegalStateException("model is set already");
      }
      model = checkModel(newModel);
      return this;
    }

    /** Adds a message after those so far. */
    public Builder message(Message message) {
      content.message(message);
      return this;
    }

    /** Adds messages after those so far. */
    public Builder messages(List<Message> messages) {
      content.messages(messages);
      return this;
    }

    /** Adds a system message: after the leading system messages, ahead of everything else. */
    public Builder system(String text) {
      content.system(text);
      return this;
    }

    /** Adds a user's message in plain text. */
    public Builder user(String text) {
      return message(Message.user(text));
    }

    /** Adds one user's message of text and media. */
    public Builder user(Part... parts) {
      return message(Message.user(parts));
    }

    /** Adds tools that the caller answers himself; each name may occur once. */
    public Builder tools(ToolSpec... tools) {
      content.tools(tools);
      return this;
    }

    /** Adds tools that are called when the model asks for them; each name may occur once. */
    public Builder tools(Tool... tools) {
      Toolbox known = options.option(Toolbox.class);
      Toolbox all = known == null ? Toolbox.of(tools) : known.and(tools);
      for (Tool tool : tools) {
        content.tools(tool.spec());
      }
      options = options.with(all);
      return this;
    }

    /** Sets which tools the model must ask for; default the provider's. */
    public Builder toolChoice(ToolChoice choice) {
      content.toolChoice(choice);
      return this;
    }

    /** Sets the form of the answer; default the provider's, which is text. */
    public Builder responseFormat(ResponseFormat format) {
      content.responseFormat(format);
      return this;
    }

    /** Adds texts at which the model stops; none may be empty. */
    public Builder stop(String... words) {
      content.stop(words);
      return this;
    }

    /** Adds a fact that the provider stores with the call, or replaces the one of that name. */
    public Builder metadata(String name, String value) {
      content.metadata(name, value);
      return this;
    }

    /** Sets an id of the end user that the provider is told; not empty, default none. */
    public Builder userId(String id) {
      content.userId(id);
      return this;
    }

    /**
     * Adds a field to the provider's request body, or replaces the one of that name.
     *
     * @param value a {@link Json}, or what {@link Json#ofValue} takes
     */
    public Builder extraBody(String name, @Nullable Object value) {
      content.extraBody(name, value);
      return this;
    }

    /** Adds a header to the provider's request, or replaces the one of that name. */
    public Builder extraHeader(String name, String value) {
      content.extraHeader(name, value);
      return this;
    }

    /** Sets how freely words are chosen; finite and at least 0. */
    public Builder temperature(double value) {
      settings.temperature(value);
      return this;
    }

    /** Sets the share of likely words to choose from; 0 to 1. */
    public Builder topP(double value) {
      settings.topP(value);
      return this;
    }

    /** Sets the number of likely words to choose from; at least 1. */
    public Builder topK(int value) {
      settings.topK(value);
      return this;
    }

    /** Sets the most tokens to write, reasoning included; at least 1. */
    public Builder maxOutputTokens(int value) {
      settings.maxOutputTokens(value);
      return this;
    }

    /** Sets the seed; any number. */
    public Builder seed(long value) {
      settings.seed(value);
      return this;
    }

    /** Sets the penalty on often used words; -2 to 2. */
    public Builder frequencyPenalty(double value) {
      settings.frequencyPenalty(value);
      return this;
    }

    /** Sets the penalty on words used at all; -2 to 2. */
    public Builder presencePenalty(double value) {
      settings.presencePenalty(value);
      return this;
    }

    /** Sets whether several tools may be asked for at once. */
    public Builder parallelToolCalls(boolean value) {
      settings.parallelToolCalls(value);
      return this;
    }

    /** Sets how hard the model thinks. */
    public Builder reasoning(ReasoningEffort effort) {
      return reasoning(ReasoningSettings.effort(effort));
    }

    /** Sets how much the model thinks. */
    public Builder reasoning(ReasoningSettings value) {
      settings.reasoning(value);
      return this;
    }

    /** Adds an option, or replaces the one with the same key. */
    public Builder option(RequestOption option) {
      options = options.with(option);
      return this;
    }

    /**
     * The request collected so far; the builder may go on.
     *
     * @throws IllegalStateException if there is no message
     */
    public ChatRequest build() {
      return new ChatRequest(
          model == null ? baseModel : model, content.build(), settings.build(), options);
    }
  }
}
