package io.llmgw.providers.replay;

import io.llmgw.api.provider.Delivery;
import io.llmgw.providers.answer.AnswerHeaders;
import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One recorded exchange with a real provider, as it is described beside the recordings. */
public final class Exchange {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern BEDROCK = Pattern.compile("/model/([^/]+)/[a-z-]+");

  private final String file;
  private final JsonNode content;

  Exchange(String file, JsonNode content) {
    this.file = file;
    this.content = content;
  }

  /** Path in the folder of recordings, which is its name. */
  public String file() {
    return file;
  }

  /** Who answered. */
  public String provider() {
    return content.path("provider").stringValue();
  }

  /** Which path of the host was asked. */
  public String path() {
    return content.path("endpoint_path").asString("");
  }

  /** The whole answer, however it came; of binary messages the payloads. */
  public String text() {
    return isStreamed() ? events() : new String(body(), StandardCharsets.UTF_8);
  }

  public int status() {
    return content.path("status").intValue();
  }

  /** What was asked; missing where only answers were kept, and no object where it is no JSON. */
  public JsonNode request() {
    return content.path("request_body");
  }

  /** Which model was asked for, by the body or, at Bedrock, by the path. */
  public String model() {
    Matcher path = BEDROCK.matcher(path());
    return path.matches()
        ? URLDecoder.decode(path.group(1), StandardCharsets.UTF_8)
        : request().path("model").stringValue();
  }

  /** Whether a stream was asked for. */
  public Delivery delivery() {
    boolean streamed = request().path("stream").asBoolean(false) || path().endsWith("-stream");
    return streamed ? Delivery.STREAMED : Delivery.WHOLE;
  }

  public boolean isStreamed() {
    return content.path("stream_chunks").size() > 0;
  }

  /** The body of an answer that came whole: as it was kept, else as JSON was rewritten. */
  public byte[] body() {
    JsonNode raw = content.path("response_raw");
    JsonNode body = content.path("response_body");
    if (raw.isString()) {
      return bytes(raw.stringValue());
    }
    if (body.isString()) {
      return bytes(body.stringValue());
    }
    return body.isNull() || body.isMissingNode()
        ? new byte[0]
        : bytes(JSON.writeValueAsString(body));
  }

  /** The body of a streamed answer; where only payloads were kept, they are framed as SSE. */
  public byte[] streamBody() {
    if (content.path("stream_format").asString("").equals("aws-eventstream")) {
      return messages();
    }
    return bytes(events());
  }

  private String events() {
    StringBuilder all = new StringBuilder();
    boolean lines = content.path("stream_format").asString("").equals("lines");
    for (JsonNode chunk : content.path("stream_chunks")) {
      String text =
          chunk.isString() ? chunk.stringValue() : "data: " + chunk.path("payload") + "\n\n";
      all.append(lines ? "data: " + text.strip() + "\n\n" : text);
    }
    return all.toString();
  }

  /** The pieces of a streamed answer in order, as they were kept. */
  public JsonNode chunks() {
    return content.path("stream_chunks");
  }

  private byte[] messages() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (JsonNode chunk : content.path("stream_chunks")) {
      all.writeBytes(Base64.getDecoder().decode(chunk.path("base64").stringValue()));
    }
    return all.toByteArray();
  }

  public AnswerHeaders headers() {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    content
        .path("response_headers")
        .properties()
        .forEach(header -> headers.add(Map.entry(header.getKey(), header.getValue().asString(""))));
    return new ListedHeaders(headers);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return file;
  }
}
