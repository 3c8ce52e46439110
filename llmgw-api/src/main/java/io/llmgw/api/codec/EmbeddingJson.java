package io.llmgw.api.codec;

import io.llmgw.api.content.EmbeddingContent;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.RequestOption;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.response.ResponseHead;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.Usage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Requests for vectors, and vectors. */
final class EmbeddingJson {
  private EmbeddingJson() {}

  static FieldWriter write(EmbeddingRequest request) {
    EmbeddingContent content = request.content();
    FieldWriter out =
        new FieldWriter()
            .put("model", request.model())
            .strings("inputs", content.inputs())
            .put("dimensions", request.dimensions())
            .put("userId", content.userId())
            .jsons("extraBody", content.extraBody())
            .texts("extraHeaders", RequestJson.storedHeaders(content));
    OptionsJson.write(request.options(), out);
    return out.object("notStored", RequestJson.notStored(request.options(), content));
  }

  static EmbeddingRequest readRequest(FieldReader in) {
    String model = in.stringOr("model");
    List<String> inputs = in.strings("inputs");
    Integer dimensions = in.smallOr("dimensions");
    String userId = in.stringOr("userId");
    Map<String, Json> extraBody = in.jsons("extraBody");
    Map<String, String> extraHeaders = in.texts("extraHeaders");
    List<RequestOption> options = OptionsJson.read(in);
    RequestJson.skipNotStored(in.objectOr("notStored"));
    return in.into(
        () -> {
          EmbeddingRequest.Builder request = EmbeddingRequest.builder().inputs(inputs);
          if (model != null) {
            request.model(model);
          }
          if (dimensions != null) {
            request.dimensions(dimensions);
          }
          if (userId != null) {
            request.userId(userId);
          }
          extraBody.forEach(request::extraBody);
          extraHeaders.forEach(request::extraHeader);
          options.forEach(request::option);
          return request.build();
        });
  }

  static FieldWriter write(EmbeddingResponse response) {
    List<String> vectors = new ArrayList<>(response.size());
    response.vectors().forEach(vector -> vectors.add(base64(vector)));
    return new FieldWriter()
        .strings("vectors", vectors)
        .object("usage", UsageJson.write(response.usage()))
        .object("served", ServedJson.write(response.served()))
        .object("head", ResponseJson.writeHead(response.head()));
  }

  static EmbeddingResponse readResponse(FieldReader in) {
    List<String> texts = in.strings("vectors");
    List<float[]> vectors = in.checked(() -> texts.stream().map(EmbeddingJson::vector).toList());
    Usage usage = ServedJson.readUsage(in.objectOr("usage"));
    Served served = ServedJson.read(in.object("served"));
    ResponseHead head = ResponseJson.readHead(in.objectOr("head"));
    return in.into(() -> EmbeddingResponse.of(vectors, usage, served, head));
  }

  /** As providers send them: four bytes a number, the lowest first, so that none is rounded. */
  private static String base64(float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static float[] vector(String base64) {
    byte[] bytes = Base64.getDecoder().decode(base64);
    if (bytes.length % Float.BYTES != 0) {
      throw new IllegalArgumentException("a vector of " + bytes.length + " bytes");
    }
    float[] vector = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
    return vector;
  }
}
