package io.llmgw.api.content;

import io.llmgw.api.content.text.VisitedText;
import io.llmgw.api.json.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** One pass of a visitor over content. Each method returns its argument where nothing changed. */
final class TextMapping {
  private final TextVisitor visitor;

  TextMapping(TextVisitor visitor) {
    this.visitor = Objects.requireNonNull(visitor, "visitor");
  }

  /** Whether nothing changed: unchanged things are passed on, so they are the same instance. */
  static boolean same(@Nullable Object before, @Nullable Object after) {
    return before == after;
  }

  String text(String path, TextKind kind, String text) {
    return VisitedText.of(visitor, path, kind, text);
  }

  Json json(String path, TextKind kind, Json json) {
    Json.StringVisitor strings = (pointer, leaf) -> text(path + "#" + pointer, kind, leaf);
    TextKind ofNames =
        switch (kind) {
          case TOOL_ARGUMENT -> TextKind.TOOL_ARGUMENT_NAME;
          case TOOL_RESULT -> TextKind.TOOL_RESULT_NAME;
          case EXTRA_BODY -> TextKind.EXTRA_BODY_NAME;
          default -> null;
        };
    return ofNames == null
        ? json.mapStrings(strings)
        : json.mapAll(strings, (pointer, name) -> text(path + "#" + pointer + "#", ofNames, name));
  }

  Message message(String path, Message message) {
    String name = message.name();
    String mappedName = name == null ? null : text(path + ".name", TextKind.PARTICIPANT_NAME, name);
    TextKind kind = message.role().textKind();
    List<Part> parts = list(message.parts(), path + ".parts", (at, part) -> part(at, kind, part));
    return same(name, mappedName) && same(message.parts(), parts)
        ? message
        : new Message(message.role(), parts, mappedName, message.cacheMark());
  }

  private Part part(String path, TextKind kind, Part part) {
    if (part instanceof Part.Text it) {
      String mapped = text(path + ".text", kind, it.text());
      return same(it.text(), mapped) ? it : new Part.Text(mapped);
    }
    if (part instanceof ToolCall it) {
      return toolCall(path, it);
    }
    if (part instanceof ToolResult it) {
      List<Part> content =
          list(it.content(), path + ".content", (at, inner) -> part(at, kind, inner));
      return same(it.content(), content) ? it : new ToolResult(it.callId(), content, it.isError());
    }
    if (part instanceof Part.Structured it) {
      Json mapped = json(path + ".json", kind, it.json());
      return same(it.json(), mapped) ? it : new Part.Structured(mapped);
    }
    if (part instanceof Part.Reasoning it) {
      String mapped = text(path + ".text", TextKind.REASONING, it.text());
      return same(it.text(), mapped)
          ? it
          : new Part.Reasoning(mapped, it.signature(), it.provider());
    }
    if (part instanceof Part.Refusal it) {
      String mapped = text(path + ".text", kind, it.text());
      return same(it.text(), mapped) ? it : new Part.Refusal(mapped);
    }
    if (part instanceof ProviderItem) {
      return part;
    }
    return media(path, part);
  }

  private ToolCall toolCall(String path, ToolCall call) {
    String name = text(path + ".name", TextKind.TOOL_NAME, call.name());
    Json arguments = json(path + ".arguments", TextKind.TOOL_ARGUMENT, call.arguments());
    return same(call.name(), name) && same(call.arguments(), arguments)
        ? call
        : new ToolCall(call.id(), name, arguments, call.providerFields());
  }

  private Part media(String path, Part part) {
    if (part instanceof Part.Image it) {
      Media media = link(path, it.media());
      return same(it.media(), media) ? it : new Part.Image(media, it.detail());
    }
    if (part instanceof Part.Audio it) {
      Media media = link(path, it.media());
      return same(it.media(), media) ? it : new Part.Audio(media);
    }
    if (part instanceof Part.Video it) {
      Media media = link(path, it.media());
      return same(it.media(), media) ? it : new Part.Video(media);
    }
    if (part instanceof Part.Document it) {
      Media media = link(path, it.media());
      String name = it.name();
      String mappedName = name == null ? null : text(path + ".name", TextKind.DOCUMENT_NAME, name);
      return same(it.media(), media) && same(name, mappedName)
          ? it
          : new Part.Document(media, mappedName, it.cited());
    }
    // A kind of part that this pass does not know must not slip by unseen.
    throw new IllegalStateException(part.getClass().getName() + " is not visited");
  }

  private Media link(String path, Media media) {
    if (!(media instanceof Media.Link link)) {
      return media;
    }
    String before = link.uri().toString();
    String after = text(path + ".uri", TextKind.URL, before);
    if (after.equals(before)) {
      return media;
    }
    try {
      return new Media.Link(URI.create(after), link.mediaType());
    } catch (IllegalArgumentException e) {
      // Without the cause, whose message quotes the text.
      throw new IllegalArgumentException("the visitor made no address at " + path + ".uri");
    }
  }

  ToolSpec tool(String path, ToolSpec tool) {
    String name = text(path + ".name", TextKind.TOOL_NAME, tool.name());
    String description = tool.description();
    String mappedDescription =
        description == null
            ? null
            : text(path + ".description", TextKind.TOOL_DESCRIPTION, description);
    Json parameters = json(path + ".parameters", TextKind.SCHEMA, tool.parameters());
    boolean same =
        same(tool.name(), name)
            && same(description, mappedDescription)
            && same(tool.parameters(), parameters);
    return same
        ? tool
        : new ToolSpec(name, mappedDescription, parameters, tool.strict(), tool.cacheMark());
  }

  @Nullable ToolChoice choice(@Nullable ToolChoice choice) {
    if (!(choice instanceof ToolChoice.Named named)) {
      return choice;
    }
    String name = text("toolChoice.name", TextKind.TOOL_NAME, named.name());
    return same(named.name(), name) ? choice : new ToolChoice.Named(name);
  }

  @Nullable ResponseFormat format(@Nullable ResponseFormat format) {
    if (!(format instanceof ResponseFormat.Schema it)) {
      return format;
    }
    String name = text("responseFormat.name", TextKind.SCHEMA, it.name());
    Json schema = json("responseFormat.schema", TextKind.SCHEMA, it.schema());
    return same(it.name(), name) && same(it.schema(), schema)
        ? format
        : new ResponseFormat.Schema(name, schema, it.strict());
  }

  /** Maps the elements, each with its path; copies the list at the first change. */
  static <T> List<T> list(List<T> list, String path, BiFunction<String, T, T> each) {
    List<T> changed = null;
    for (int i = 0; i < list.size(); i++) {
      T before = list.get(i);
      T after = each.apply(path + "[" + i + "]", before);
      if (!same(before, after)) {
        changed = changed == null ? new ArrayList<>(list) : changed;
        changed.set(i, after);
      }
    }
    return changed == null ? list : List.copyOf(changed);
  }

  /** Maps the values, each with its key; copies the map at the first change. */
  static <V> Map<String, V> values(Map<String, V> map, BiFunction<String, V, V> each) {
    Map<String, V> changed = null;
    for (Map.Entry<String, V> entry : map.entrySet()) {
      V after = each.apply(entry.getKey(), entry.getValue());
      if (!same(entry.getValue(), after)) {
        changed = changed == null ? new LinkedHashMap<>(map) : changed;
        changed.put(entry.getKey(), after);
      }
    }
    return changed == null ? map : Collections.unmodifiableMap(changed);
  }
}
