package io.llmgw.providers.gemini;

import io.llmgw.api.content.EmbeddingContent;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.EmbeddingLimits;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.embedding.VectorLength;
import io.llmgw.providers.gemini.answer.GeminiVectors;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.wire.BodyWriter;
import io.llmgw.providers.wire.FrameDecoder;
import io.llmgw.providers.wire.Framing;
import io.llmgw.providers.wire.NeverStreamed;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireFormat;
import io.llmgw.providers.wire.WireRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/**
 * Embeddings of one request: {@code batchEmbedContents} (ai.google.dev/api/embeddings); at Vertex
 * {@code embedContent} for the models that came after {@code gemini-embedding-001} and those of the
 * model garden ({@code EmbedContentRequest} of its {@code PredictionService}), and {@code predict}
 * for that one and all before (cloud.google.com, text embeddings API). What the caller adds, as
 * {@code taskType}, is said of each of his texts; what {@code predict} has for all of them, as
 * {@code autoTruncate}, of all. Stateless.
 */
final class GeminiEmbeddingFormat implements WireFormat {
  // docs of batchEmbedContents: 100 at most.
  private static final EmbeddingLimits OF_GEMINI = new EmbeddingLimits(100, Long.MAX_VALUE);
  // docs "text embeddings API" of Vertex: gemini-embedding-001 takes one text at a time, and
  // embedContent has room for one.
  private static final EmbeddingLimits OF_VERTEX = new EmbeddingLimits(1, Long.MAX_VALUE);
  // The same page: 250 texts and 20,000 tokens for the models before.
  private static final EmbeddingLimits OF_OLDER = new EmbeddingLimits(250, 20_000);
  private static final List<String> OLDER =
      List.of("text-embedding-", "text-multilingual-embedding-", "textembedding-gecko");

  private static final String LAST_OF_PREDICT = "gemini-embedding-001";

  private static final String DIMENSIONS = EmbedContentConfig.DIMENSIONS;
  private static final Set<String> FIXED =
      Set.of("model", "content", "requests", "instances", "parameters");

  /** What Vertex has for all texts of a request; all else is said of each. */
  private static final Set<String> OF_ALL = Set.of("autoTruncate", DIMENSIONS);

  private final GeminiHost host;
  private final EmbeddingRequest request;

  GeminiEmbeddingFormat(GeminiHost host, EmbeddingRequest request) {
    this.host = host;
    this.request = request;
  }

  static EmbeddingLimits limits(GeminiHost host, String model) {
    if (!host.vertex()) {
      return OF_GEMINI;
    }
    for (String beginning : OLDER) {
      if (model.startsWith(beginning, model.lastIndexOf('/') + 1)) {
        return OF_OLDER;
      }
    }
    return OF_VERTEX;
  }

  @Override
  public WireRequest encode(WireCall call) {
    call.checkTexts(request, limits(host, call.model()).maxInputs());
    return new WireRequest(
        host.path(call, method(call.model())),
        Map.of(),
        BodyWriter.write(call, this::write),
        Framing.SSE);
  }

  private String method(String model) {
    if (!host.vertex()) {
      return "batchEmbedContents";
    }
    return isEmbeddedAsContent(model) ? "embedContent" : "predict";
  }

  /** By the last part of its name, as Google's own clients tell them apart. */
  private static boolean isEmbeddedAsContent(String model) {
    String name = model.substring(model.lastIndexOf('/') + 1);
    return (name.contains("gemini") && !name.equals(LAST_OF_PREDICT)) || name.contains("maas");
  }

  private void write(JsonGenerator json, WireCall call) {
    EmbeddingContent content = request.content();
    call.refuse(FIXED, content.extraBody().keySet());
    if (content.userId() != null) {
      call.dropOrRefuse("the parameter userId");
    }
    json.writeStartObject();
    if (host.vertex() && isEmbeddedAsContent(call.model())) {
      writeContent(json, request.inputs().get(0));
      new EmbedContentConfig(request).write(json);
    } else {
      writeList(json, call, content);
    }
    json.writeEndObject();
  }

  private void writeList(JsonGenerator json, WireCall call, EmbeddingContent content) {
    json.writeArrayPropertyStart(host.vertex() ? "instances" : "requests");
    for (String input : content.inputs()) {
      json.writeStartObject();
      if (host.vertex()) {
        json.writeStringProperty("content", input);
      } else {
        json.writeStringProperty("model", host.resource(call.model()));
        writeContent(json, input);
        writeDimensions(json, content);
      }
      for (Map.Entry<String, Json> extra : content.extraBody().entrySet()) {
        if (!host.vertex() || !OF_ALL.contains(extra.getKey())) {
          json.writeName(nameOf(extra.getKey()));
          WireJson.write(json, extra.getValue());
        }
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    if (host.vertex()) {
      writeParameters(json, content);
    }
  }

  /** Both APIs have it, and spell it otherwise. */
  private String nameOf(String extra) {
    return host.vertex() && extra.equals("taskType") ? "task_type" : extra;
  }

  private void writeParameters(JsonGenerator json, EmbeddingContent content) {
    boolean any = request.dimensions() != null;
    for (String field : OF_ALL) {
      any |= content.extraBody().containsKey(field);
    }
    if (!any) {
      return;
    }
    json.writeObjectPropertyStart("parameters");
    writeDimensions(json, content);
    for (Map.Entry<String, Json> extra : content.extraBody().entrySet()) {
      if (OF_ALL.contains(extra.getKey())) {
        json.writeName(extra.getKey());
        WireJson.write(json, extra.getValue());
      }
    }
    json.writeEndObject();
  }

  private static void writeContent(JsonGenerator json, String input) {
    json.writeObjectPropertyStart("content");
    json.writeArrayPropertyStart("parts");
    json.writeStartObject();
    json.writeStringProperty("text", input);
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeDimensions(JsonGenerator json, EmbeddingContent content) {
    Integer dimensions = request.dimensions();
    if (dimensions != null && !content.extraBody().containsKey(DIMENSIONS)) {
      json.writeNumberProperty(DIMENSIONS, dimensions);
    }
  }

  @Override
  public void decodeWhole(byte[] body, int length, AnswerHead head, Consumer<LlmEvent> events) {
    new GeminiVectors(request.inputs().size(), asked(head.model()), head)
        .decode(body, length, events);
  }

  private VectorLength asked(String model) {
    return host.vertex() && isEmbeddedAsContent(model)
        ? new EmbedContentConfig(request).asked()
        : VectorLength.of(request, DIMENSIONS);
  }

  @Override
  public FrameDecoder frames(AnswerHead head, Consumer<LlmEvent> events) {
    return new NeverStreamed(head, "an embedding");
  }
}
