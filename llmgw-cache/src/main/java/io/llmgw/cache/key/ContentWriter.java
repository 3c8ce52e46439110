package io.llmgw.cache.key;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.content.RequestContent;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.json.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes the content of requests, whole but for cache marks: these ask the provider to keep what it
 * has read, which changes what an answer costs and not what it says.
 */
final class ContentWriter {
  private final KeyWriter out;

  ContentWriter(KeyWriter out) {
    this.out = out;
  }

  void chat(ChatContent content) {
    out.number(content.messages().size());
    content.messages().forEach(this::message);
    allButMessages(content);
  }

  /** All but what the last message says. */
  void chatWithoutQuestion(ChatContent content) {
    List<Message> messages = content.messages();
    int last = messages.size() - 1;
    out.number(messages.size());
    messages.subList(0, last).forEach(this::message);
    head(messages.get(last));
    allButMessages(content);
  }

  private void message(Message message) {
    head(message);
    parts(message.parts());
  }

  private void head(Message message) {
    out.text(message.role().name());
    out.text(message.name());
  }

  private void allButMessages(ChatContent content) {
    out.number(content.tools().size());
    for (ToolSpec tool : content.tools()) {
      out.text(tool.name());
      out.text(tool.description());
      schema(tool.parameters());
      out.number(tool.strict() ? 1 : 0);
    }
    choice(content.toolChoice());
    format(content.responseFormat());
    out.number(content.stop().size());
    content.stop().forEach(out::text);
    texts(content.metadata());
    extras(content);
  }

  /** What all kinds of content have. */
  void extras(RequestContent content) {
    out.text(content.userId());
    Map<String, Json> body = new TreeMap<>(content.extraBody());
    out.number(body.size());
    body.forEach(
        (name, value) -> {
          out.text(name);
          json(value);
        });
    texts(content.extraHeaders());
  }

  private void texts(Map<String, String> values) {
    out.number(values.size());
    new TreeMap<>(values)
        .forEach(
            (name, value) -> {
              out.text(name);
              out.text(value);
            });
  }

  private void choice(@Nullable ToolChoice choice) {
    if (choice instanceof ToolChoice.Named named) {
      out.tag(20);
      out.text(named.name());
    } else {
      out.text(choice == null ? null : ((ToolChoice.Mode) choice).name());
    }
  }

  private void format(@Nullable ResponseFormat format) {
    if (format instanceof ResponseFormat.Schema schema) {
      out.tag(21);
      out.text(schema.name());
      schema(schema.schema());
      out.number(schema.strict() ? 1 : 0);
    } else {
      out.text(format == null ? null : ((ResponseFormat.Mode) format).name());
    }
  }

  private void parts(List<Part> parts) {
    out.number(parts.size());
    parts.forEach(this::part);
  }

  private void part(Part part) {
    if (part instanceof Part.Text text) {
      out.tag(30);
      out.text(text.text());
    } else if (part instanceof Part.Image image) {
      out.tag(31);
      media(image.media());
      out.text(image.detail().name());
    } else if (part instanceof Part.Audio audio) {
      out.tag(32);
      media(audio.media());
    } else if (part instanceof Part.Video video) {
      out.tag(33);
      media(video.media());
    } else if (part instanceof Part.Document document) {
      out.tag(34);
      media(document.media());
      out.text(document.name());
      out.number(document.cited() ? 1 : 0);
    } else if (part instanceof Part.Reasoning reasoning) {
      out.tag(35);
      out.text(reasoning.text());
      out.text(reasoning.signature());
      out.text(reasoning.provider());
    } else if (part instanceof Part.Refusal refusal) {
      out.tag(36);
      out.text(refusal.text());
    } else if (part instanceof Part.Structured structured) {
      out.tag(37);
      json(structured.json());
    } else {
      ofTools(part);
    }
  }

  private void ofTools(Part part) {
    if (part instanceof ToolCall call) {
      out.tag(38);
      out.text(call.id());
      out.text(call.name());
      json(call.arguments());
      Map<String, Json> fields = new TreeMap<>(call.providerFields());
      out.number(fields.size());
      fields.forEach(
          (name, value) -> {
            out.text(name);
            json(value);
          });
    } else if (part instanceof ToolResult result) {
      out.tag(39);
      out.text(result.callId());
      parts(result.content());
      out.number(result.isError() ? 1 : 0);
    } else {
      ProviderItem item = (ProviderItem) part;
      out.tag(40);
      out.text(item.provider());
      out.text(item.type());
      json(item.json());
    }
  }

  void media(Media media) {
    if (media instanceof Media.Bytes bytes) {
      out.tag(50);
      out.hashOf(bytes.bytes());
    } else {
      out.tag(51);
      out.text(((Media.Link) media).uri().toString());
    }
    out.text(media.mediaType());
  }

  /** As it is sent: models write the fields of an answer in the order of its schema. */
  private void schema(Json schema) {
    out.text(schema.text());
  }

  private void json(Json json) {
    if (json.isValid()) {
      value(json.value());
    } else {
      out.tag(60);
      out.text(json.text());
    }
  }

  /** By value, as JSON is compared: the order of members and blanks do not matter. */
  private void value(@Nullable Object value) {
    if (value == null) {
      out.nothing();
    } else if (value instanceof String text) {
      out.tag(61);
      out.text(text);
    } else if (value instanceof Map<?, ?> members) {
      out.tag(62);
      out.number(members.size());
      Map<String, @Nullable Object> sorted = new TreeMap<>();
      members.forEach((name, member) -> sorted.put((String) name, member));
      sorted.forEach(
          (name, member) -> {
            out.text(name);
            value(member);
          });
    } else if (value instanceof List<?> items) {
      out.tag(63);
      out.number(items.size());
      items.forEach(this::value);
    } else if (value instanceof Boolean flag) {
      out.tag(flag ? 64 : 65);
    } else { // a number: of which class belongs to its value
      out.tag(66);
      out.text(value.getClass().getSimpleName());
      out.text(value.toString());
    }
  }
}
