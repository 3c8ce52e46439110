package io.llmgw.benchmarks.micro;

import io.llmgw.benchmarks.server.CannedAnswers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ByteString;

/**
 * OkHttp without a network: it takes the request's bytes and answers from memory, as OpenAI would,
 * or, where Anthropic's or Google's address is asked for a stream, as that would; in the protocol
 * of the path.
 */
final class MemoryHttp implements Interceptor {
  /** An address that nobody asks for. */
  static final String BASE_URL = "http://memory.invalid/v1";

  private static final MediaType JSON = MediaType.get("application/json");
  private static final MediaType EVENTS = MediaType.get("text/event-stream");
  private static final MediaType LINES = MediaType.get("application/x-ndjson");
  private static final MediaType BINARY = MediaType.get("application/vnd.amazon.eventstream");

  private static final String LINES_PATH = "/api/chat";
  private static final String INVOKE = "/invoke-with-response-stream";
  private static final String CONVERSE = "/converse-stream";

  private final Buffer sent = new Buffer();
  private final ByteString whole;
  private final ByteString streamed = bytes(String.join("", CannedAnswers.events()));
  private final ByteString responses = bytes(String.join("", CannedAnswers.responseEvents()));
  private final ByteString chunks = ByteString.of(EventStream.invoke());
  private final ByteString binary = ByteString.of(EventStream.converse());
  private final ByteString messages = bytes(String.join("", CannedAnswers.messageEvents()));
  private final ByteString lines = bytes(String.join("", CannedAnswers.lines()));
  private final ByteString chat = bytes(String.join("", CannedAnswers.chatEvents()));
  private final ByteString generated = bytes(String.join("", CannedAnswers.generatedEvents()));

  private MemoryHttp(String whole) {
    this.whole = bytes(whole);
  }

  private static ByteString bytes(String text) {
    return ByteString.of(text.getBytes(StandardCharsets.UTF_8));
  }

  static OkHttpClient client() {
    return answering(CannedAnswers.body());
  }

  /** One that answers with this body whoever does not ask for a stream. */
  static OkHttpClient answering(String body) {
    return new OkHttpClient.Builder().addInterceptor(new MemoryHttp(body)).build();
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    RequestBody body = request.body();
    if (body != null) {
      body.writeTo(sent);
    }
    sent.clear();
    String accepted = String.valueOf(request.header("Accept"));
    String path = request.url().encodedPath();
    MediaType type = streamType(path);
    boolean stream = accepted.startsWith(type.toString());
    ByteString events = events(path);
    return new Response.Builder()
        .request(request)
        .protocol(Protocol.HTTP_1_1)
        .code(200)
        .message("OK")
        .body(stream ? ResponseBody.create(events, type) : ResponseBody.create(whole, JSON))
        .build();
  }

  private static MediaType streamType(String path) {
    if (path.endsWith(CONVERSE) || path.endsWith(INVOKE)) {
      return BINARY;
    }
    return path.endsWith(LINES_PATH) ? LINES : EVENTS;
  }

  private ByteString events(String path) {
    if (path.endsWith(LINES_PATH)) {
      return lines;
    }
    if (path.endsWith(CONVERSE)) {
      return binary;
    }
    if (path.endsWith(INVOKE)) {
      return chunks;
    }
    if (path.endsWith("/messages")) {
      return messages;
    }
    if (path.endsWith("/v2/chat")) {
      return chat;
    }
    if (path.endsWith(":streamGenerateContent")) {
      return generated;
    }
    return path.endsWith("/responses") ? responses : streamed;
  }
}
