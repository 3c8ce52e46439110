package io.llmgw.api.content;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message of a conversation. Immutable and thread-safe; {@code toString} shows no text.
 *
 * @param role who speaks
 * @param parts what is said, in order; at least one, except from the assistant. Text and media may
 *     stand in every message but a tool's; tool calls, reasoning, refusals and provider items in
 *     the assistant's; only tool results in a tool's
 * @param name the name of the participant, where the provider takes one; not empty, null for none
 * @param cacheMark asks the provider to cache the conversation up to here; null for no wish
 */
public record Message(
    Role role, List<Part> parts, @Nullable String name, @Nullable CacheMark cacheMark) {
  /** Copies the parts and checks that they may stand in this message. */
  public Message {
    parts = List.copyOf(parts);
    if (parts.isEmpty() && role != Role.ASSISTANT) {
      throw new IllegalArgumentException("a " + role + " message needs at least one part");
    }
    for (Part part : parts) {
      if (!allows(role, part)) {
        throw new IllegalArgumentException(
            part.getClass().getSimpleName() + " cannot stand in a " + role + " message");
      }
    }
    if (name != null && name.isEmpty()) {
      throw new IllegalArgumentException("the name in a message must not be empty");
    }
  }

  private static boolean allows(Role role, Part part) {
    if (part instanceof ToolResult) {
      return role == Role.TOOL;
    }
    if (isTextOrMedia(part)) {
      return role != Role.TOOL;
    }
    return role == Role.ASSISTANT && !(part instanceof Part.Structured);
  }

  static boolean isTextOrMedia(Part part) {
    return part instanceof Part.Text
        || part instanceof Part.Image
        || part instanceof Part.Audio
        || part instanceof Part.Video
        || part instanceof Part.Document;
  }

  /** A user's message in plain text. */
  public static Message user(String text) {
    return of(Role.USER, text);
  }

  /** A user's message of text and media. */
  public static Message user(Part... parts) {
    return new Message(Role.USER, List.of(parts), null, null);
  }

  /** The application's rules. */
  public static Message system(String text) {
    return of(Role.SYSTEM, text);
  }

  /** The application's rules, for models that know the developer's role. */
  public static Message developer(String text) {
    return of(Role.DEVELOPER, text);
  }

  /** An answer in plain text, as if the model had given it. */
  public static Message assistant(String text) {
    return of(Role.ASSISTANT, text);
  }

  /** An answer in parts; may be empty. */
  public static Message assistant(List<? extends Part> parts) {
    return new Message(Role.ASSISTANT, List.copyOf(parts), null, null);
  }

  /** The results of tools, for the calls in the message before. */
  public static Message tool(ToolResult... results) {
    return new Message(Role.TOOL, List.of(results), null, null);
  }

  private static Message of(Role role, String text) {
    return new Message(role, List.of(new Part.Text(text)), null, null);
  }

  /** The text parts, joined; empty if there are none. */
  public String text() {
    if (parts.size() == 1 && parts.get(0) instanceof Part.Text only) {
      return only.text();
    }
    StringBuilder joined = new StringBuilder();
    for (Part part : parts) {
      if (part instanceof Part.Text piece) {
        joined.append(piece.text());
      }
    }
    return joined.toString();
  }

  /** The tool calls, in order; empty if there are none. */
  public List<ToolCall> toolCalls() {
    List<ToolCall> calls = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof ToolCall call) {
        calls.add(call);
      }
    }
    return List.copyOf(calls);
  }

  /** The same message with a name; null for none. */
  public Message withName(@Nullable String newName) {
    return new Message(role, parts, newName, cacheMark);
  }

  /** The same message with a cache mark; null for none. */
  public Message withCacheMark(@Nullable CacheMark mark) {
    return new Message(role, parts, name, mark);
  }

  /** The same message with other parts. */
  public Message withParts(List<? extends Part> newParts) {
    return new Message(role, List.copyOf(newParts), name, cacheMark);
  }

  /** The length of all text in it, in UTF-16 chars. */
  public long textLength() {
    long length = name == null ? 0 : name.length();
    for (Part part : parts) {
      length += part.textLength();
    }
    return length;
  }

  /** Role, number of parts and size. */
  @Override
  public String toString() {
    String marked = cacheMark == null ? "]" : ", cache " + cacheMark + "]";
    return "Message[" + role + ", " + parts.size() + " parts, " + textLength() + " chars" + marked;
  }
}
