package io.llmgw.api.content;

import io.llmgw.api.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The text-bearing part of a chat request: messages, tools, the form of the answer, and what else
 * leaves the process as text. Immutable and thread-safe; {@code toString} shows sizes only.
 */
public final class ChatContent implements RequestContent {
  private final List<Message> messages;
  private final List<ToolSpec> tools;
  private final @Nullable ToolChoice toolChoice;
  private final @Nullable ResponseFormat responseFormat;
  private final List<String> stop;
  private final Map<String, String> metadata;
  private final Extras extras;

  private ChatContent(
      List<Message> messages,
      List<ToolSpec> tools,
      @Nullable ToolChoice toolChoice,
      @Nullable ResponseFormat responseFormat,
      List<String> stop,
      Map<String, String> metadata,
      Extras extras) {
    this.messages = messages;
    this.tools = tools;
    this.toolChoice = toolChoice;
    this.responseFormat = responseFormat;
    this.stop = stop;
    this.metadata = metadata;
    this.extras = extras;
    stop.forEach(ChatContent::checkStop);
  }

  /** An empty builder; it needs at least one message. */
  public static Builder builder() {
    return new Builder(null);
  }

  /** Content that is nothing but a conversation of at least one message. */
  public static ChatContent of(List<Message> messages) {
    return builder().messages(atLeastOne(messages)).build();
  }

  /**
   * A builder that starts with this content: each single value may be set once more, and what can
   * be added is added to what is here.
   */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** The conversation, oldest message first; at least one. */
  public List<Message> messages() {
    return messages;
  }

  /** The tools on offer; may be empty. */
  public List<ToolSpec> tools() {
    return tools;
  }

  /** Which tools the model must ask for; null leaves it to the provider's default. */
  public @Nullable ToolChoice toolChoice() {
    return toolChoice;
  }

  /** The form of the answer; null leaves it to the provider's default, which is text. */
  public @Nullable ResponseFormat responseFormat() {
    return responseFormat;
  }

  /** Texts at which the model stops; may be empty. */
  public List<String> stop() {
    return stop;
  }

  /** Facts that the provider stores with the call, by name; may be empty. */
  public Map<String, String> metadata() {
    return metadata;
  }

  @Override
  public Extras extras() {
    return extras;
  }

  /** The same content with another conversation. */
  public ChatContent withMessages(List<Message> newMessages) {
    return new ChatContent(
        atLeastOne(newMessages), tools, toolChoice, responseFormat, stop, metadata, extras);
  }

  /** The same content with other tools; none of the old ones is left. */
  public ChatContent withTools(List<ToolSpec> newTools) {
    return new ChatContent(
        messages, distinct(newTools), toolChoice, responseFormat, stop, metadata, extras);
  }

  @Override
  public ChatContent mapText(TextVisitor visitor) {
    TextMapping text = new TextMapping(visitor);
    List<Message> newMessages = TextMapping.list(messages, "messages", text::message);
    List<ToolSpec> newTools = TextMapping.list(tools, "tools", text::tool);
    ToolChoice newChoice = text.choice(toolChoice);
    ResponseFormat newFormat = text.format(responseFormat);
    List<String> newStop =
        TextMapping.list(stop, "stop", (path, word) -> text.text(path, TextKind.STOP, word));
    Map<String, String> newMetadata =
        TextMapping.values(
            metadata, (name, value) -> text.text("metadata." + name, TextKind.METADATA, value));
    Extras newExtras = extras.mapText(text);
    boolean same =
        TextMapping.same(messages, newMessages)
            && TextMapping.same(tools, newTools)
            && TextMapping.same(toolChoice, newChoice)
            && TextMapping.same(responseFormat, newFormat)
            && TextMapping.same(stop, newStop)
            && TextMapping.same(metadata, newMetadata)
            && TextMapping.same(extras, newExtras);
    return same
        ? this
        : new ChatContent(
            newMessages, newTools, newChoice, newFormat, newStop, newMetadata, newExtras);
  }

  @Override
  public long textLength() {
    long length = extras.textLength();
    for (Message message : messages) {
      length += message.textLength();
    }
    for (ToolSpec tool : tools) {
      length += tool.textLength();
    }
    if (toolChoice instanceof ToolChoice.Named named) {
      length += named.name().length();
    }
    if (responseFormat instanceof ResponseFormat.Schema it) {
      length += it.name().length() + it.schema().text().length();
    }
    for (String word : stop) {
      length += word.length();
    }
    for (String value : metadata.values()) {
      length += value.length();
    }
    return length;
  }

  private static List<Message> atLeastOne(List<Message> messages) {
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("a chat needs at least one message");
    }
    return List.copyOf(messages);
  }

  private static List<ToolSpec> distinct(List<ToolSpec> tools) {
    for (int i = 0; i < tools.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (tools.get(i).name().equals(tools.get(j).name())) {
          throw new IllegalArgumentException("tools " + j + " and " + i + " have the same name");
        }
      }
    }
    return List.copyOf(tools);
  }

  private static void checkStop(String word) {
    if (word.isEmpty()) {
      throw new IllegalArgumentException("a stop sequence must not be empty");
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ChatContent that
        && messages.equals(that.messages)
        && tools.equals(that.tools)
        && Objects.equals(toolChoice, that.toolChoice)
        && Objects.equals(responseFormat, that.responseFormat)
        && stop.equals(that.stop)
        && metadata.equals(that.metadata)
        && extras.equals(that.extras);
  }

  @Override
  public int hashCode() {
    return Objects.hash(messages, tools, toolChoice, responseFormat, stop, metadata, extras);
  }

  /** Number of messages and tools, and size. */
  @Override
  public String toString() {
    return "ChatContent["
        + (messages.size() + " messages, " + tools.size() + " tools, ")
        + (textLength() + " chars]");
  }

  /**
   * Collects content. A single value may be set once; values that can be added may be added as
   * often as one likes. Not thread-safe.
   */
  public static final class Builder {
    private final List<Message> messages = new ArrayList<>();
    private final List<ToolSpec> tools = new ArrayList<>();
    private final List<String> stop = new ArrayList<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final Extras.Builder extras;
    private final @Nullable ToolChoice baseChoice;
    private final @Nullable ResponseFormat baseFormat;
    private @Nullable ToolChoice toolChoice;
    private @Nullable ResponseFormat responseFormat;

    private Builder(@Nullable ChatContent base) {
      extras = new Extras.Builder(base == null ? Extras.NONE : base.extras);
      baseChoice = base == null ? null : base.toolChoice;
      baseFormat = base == null ? null : base.responseFormat;
      if (base != null) {
        messages.addAll(base.messages);
        tools.addAll(base.tools);
        stop.addAll(base.stop);
        metadata.putAll(base.metadata);
      }
    }

    /** Adds a message after those so far. */
    public Builder message(Message message) {
      messages.add(Objects.requireNonNull(message, "message"));
      return this;
    }

    /** Adds messages after those so far. */
    public Builder messages(List<Message> more) {
      messages.addAll(List.copyOf(more));
      return this;
    }

    /** Adds a system message: after the leading system messages, ahead of everything else. */
    public Builder system(String text) {
      int at = 0;
      while (at < messages.size() && messages.get(at).role() == Role.SYSTEM) {
        at++;
      }
      messages.add(at, Message.system(text));
      return this;
    }

    /** Adds tools; each name may occur once. */
    public Builder tools(ToolSpec... more) {
      tools.addAll(List.of(more));
      distinct(tools);
      return this;
    }

    /** Sets which tools the model must ask for; default the provider's. */
    public Builder toolChoice(ToolChoice choice) {
      checkUnset(toolChoice, "toolChoice");
      toolChoice = Objects.requireNonNull(choice, "choice");
      return this;
    }

    /** Sets the form of the answer; default the provider's, which is text. */
    public Builder responseFormat(ResponseFormat format) {
      checkUnset(responseFormat, "responseFormat");
      responseFormat = Objects.requireNonNull(format, "format");
      return this;
    }

    /** Adds texts at which the model stops; none may be empty. */
    public Builder stop(String... more) {
      List<String> words = List.of(more);
      words.forEach(ChatContent::checkStop);
      stop.addAll(words);
      return this;
    }

    /** Adds a fact that the provider stores with the call, or replaces the one of that name. */
    public Builder metadata(String name, String value) {
      if (name.isEmpty()) {
        throw new IllegalArgumentException("the name of metadata must not be empty");
      }
      metadata.put(name, Objects.requireNonNull(value, "value"));
      return this;
    }

    /** Sets the id of the end user; not empty, default none. */
    public Builder userId(String id) {
      extras.userId(id);
      return this;
    }

    /**
     * Adds a field to the provider's request body, or replaces the one of that name.
     *
     * @param value a {@link Json}, or what {@link Json#ofValue} takes
     */
    public Builder extraBody(String name, @Nullable Object value) {
      extras.extraBody(name, value);
      return this;
    }

    /** Adds a header to the provider's request, or replaces the one of that name. */
    public Builder extraHeader(String name, String value) {
      extras.extraHeader(name, value);
      return this;
    }

    private static void checkUnset(@Nullable Object value, String property) {
      if (value != null) {
        throw new IllegalStateException(property + " is set already");
      }
    }

    /**
     * The content collected so far; the builder may go on.
     *
     * @throws IllegalStateException if there is no message
     */
    public ChatContent build() {
      if (messages.isEmpty()) {
        throw new IllegalStateException("a chat needs at least one message");
      }
      return new ChatContent(
          List.copyOf(messages),
          List.copyOf(tools),
          toolChoice == null ? baseChoice : toolChoice,
          responseFormat == null ? baseFormat : responseFormat,
          List.copyOf(stop),
          Extras.copy(metadata),
          extras.build());
    }
  }
}
