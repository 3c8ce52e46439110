package io.llmgw.api.codec;

import io.llmgw.api.content.Message;
import io.llmgw.api.json.Json;
import io.llmgw.api.json.JsonException;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.response.LlmResponse;
import io.llmgw.api.schema.rule.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Conversations, requests and answers as JSON that a service can store and read again, also with a
 * later version of this library: {@code {"llmgw":1,"messages":[...]}}, {@code
 * {"llmgw":1,"request":{...}}} or {@code {"llmgw":1,"response":{...}}}; those of other operations
 * are {@code embeddingRequest} and {@code embeddingResponse}, {@code rerankRequest} and so on, with
 * vectors, sounds and images in Base64, to the bit.
 *
 * <p>Everything is there: signatures of reasoning, items and fields that only a provider
 * understands, bytes of media, the run that led to an answer with its value. JSON within, such as
 * the arguments of a tool call, is kept as its text, to the byte, even where it is invalid. What is
 * left out is at its default.
 *
 * <p>Not stored with a request: options other than {@code Timeouts}, {@code Leniency}, {@code
 * Retries}, {@code RunLimits}, {@code UnknownPrice}, {@code UsageDrain}, {@code Task} and {@code
 * Requirements}; and extra headers that hold credentials ({@code ResponseHeaders.isSecret}). A
 * member {@code notStored} counts the options and names the headers.
 *
 * <p>What is written holds the text of the conversation. It is as confidential as that is: an
 * address of media may hold an access token.
 *
 * <p>Reading is strict. A later version, and a field, type or word that this one does not know, are
 * refused: to leave them out silently would change what is sent to a model. Errors name the place
 * and never show text. Thread-safe.
 */
public final class LlmJson {
  /** The version that is written and read. */
  public static final int VERSION = 1;

  private LlmJson() {}

  /** The JSON of a conversation, which may be empty. */
  public static Json write(List<Message> messages) {
    // Also where there are none, or nothing would say what this is.
    List<Map<String, Object>> all =
        messages.stream().map(message -> MessageJson.write(message).fields()).toList();
    return written(new FieldWriter().put("messages", all));
  }

  /** The JSON of a request. */
  public static Json write(ChatRequest request) {
    return written(new FieldWriter().object("request", RequestJson.write(request)));
  }

  /** The JSON of an answer. */
  public static Json write(ChatResponse response) {
    return written(new FieldWriter().object("response", ResponseJson.write(response)));
  }

  /** The JSON of a request of any operation. */
  public static Json write(LlmRequest<?> request) {
    return written(StoredForm.of(request.getClass()).written(request));
  }

  /** The JSON of an answer of any operation. */
  public static Json write(LlmResponse response) {
    return written(StoredForm.of(response.getClass()).written(response));
  }

  /**
   * The conversation that was written.
   *
   * @throws LlmJsonException if this is not the JSON of a conversation
   */
  public static List<Message> readMessages(Json json) {
    return read(
        json, in -> List.copyOf(in.present("messages").list("messages", MessageJson::read)));
  }

  /**
   * The request that was written, without what is not stored.
   *
   * @throws LlmJsonException if this is not the JSON of a request
   */
  public static ChatRequest readRequest(Json json) {
    return read(json, in -> RequestJson.read(in.object("request")));
  }

  /**
   * The answer that was written.
   *
   * @throws LlmJsonException if this is not the JSON of an answer
   */
  public static ChatResponse readResponse(Json json) {
    return read(json, in -> ResponseJson.read(in.object("response")));
  }

  /**
   * The request for vectors that was written, without what is not stored.
   *
   * @throws LlmJsonException if this is not the JSON of one
   */
  public static EmbeddingRequest readEmbeddingRequest(Json json) {
    return read(json, in -> EmbeddingJson.readRequest(in.object("embeddingRequest")));
  }

  /**
   * The vectors that were written.
   *
   * @throws LlmJsonException if this is not the JSON of any
   */
  public static EmbeddingResponse readEmbeddingResponse(Json json) {
    return read(json, in -> EmbeddingJson.readResponse(in.object("embeddingResponse")));
  }

  /**
   * The request of any operation that was written, without what is not stored: {@code
   * LlmJson.readRequest(json, RerankRequest.class)}.
   *
   * @throws LlmJsonException if this is not the JSON of such a request
   * @throws IllegalArgumentException if the type is not the class of requests of one operation
   */
  public static <T extends LlmRequest<?>> T readRequest(Json json, Class<T> type) {
    StoredForm<T> form = StoredForm.of(type);
    return read(json, form::read);
  }

  /**
   * The answer of any operation that was written: {@code LlmJson.readResponse(json,
   * RerankResponse.class)}.
   *
   * @throws LlmJsonException if this is not the JSON of such an answer
   * @throws IllegalArgumentException if the type is not the class of answers of one operation
   */
  public static <T extends LlmResponse> T readResponse(Json json, Class<T> type) {
    StoredForm<T> form = StoredForm.of(type);
    return read(json, form::read);
  }

  private static Json written(FieldWriter content) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("llmgw", VERSION);
    document.putAll(content.fields());
    return Json.ofValue(document);
  }

  private static <T> T read(Json json, Function<FieldReader, T> reader) {
    FieldReader in = new FieldReader(decoded(json), Place.ROOT);
    Long version = in.wholeOr("llmgw");
    if (version == null) {
      throw in.refused("has no version: it is not written by LlmJson");
    }
    if (version != VERSION) {
      throw in.refused("is of version " + version + ", this library reads " + VERSION);
    }
    T content = reader.apply(in);
    return in.into(() -> content);
  }

  private static @Nullable Object decoded(Json json) {
    try {
      return json.value();
    } catch (JsonException e) {
      throw new LlmJsonException("", "is invalid at position " + e.position() + ": " + e.reason());
    }
  }
}
