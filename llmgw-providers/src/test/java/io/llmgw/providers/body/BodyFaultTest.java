package io.llmgw.providers.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Provider;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.rig.Answers;
import io.llmgw.providers.rig.Calls;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.LoneCall;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with the body of an answer that was to come whole. */
@ExtendWith(LeakRule.class)
class BodyFaultTest {
  private static final ConnectionScript REQUEST = ConnectionScript.accept().readRequest();

  @ParameterizedTest
  @ValueSource(ints = {201, 202, 204, 205, 206})
  @Fault("F048")
  void noOtherSuccessIsAnAnswer(int status) {
    String head = HttpText.head(status, "content-length: 0", "x-request-id: req_1");

    LlmException refused = answering(REQUEST.send(head));

    assertThat(refused.kind()).isEqualTo(ErrorKind.PROTOCOL);
    assertThat(refused.httpStatus()).isEqualTo(status);
    assertThat(refused.requestId()).isEqualTo("req_1");
  }

  @Test
  @Fault("F048")
  void noContentWithContentIsNoAnswer() {
    String answer = HttpText.head(204, "content-length: 2") + "{}";

    assertThat(answering(REQUEST.send(answer)).kind()).isEqualTo(ErrorKind.PROTOCOL);
  }

  @Test
  void anEmptyBodyIsNoAnswer() {
    String head = HttpText.head(200, "content-type: application/json", "content-length: 0");

    assertThat(answering(REQUEST.send(head)).kind()).isEqualTo(ErrorKind.EMPTY_RESPONSE);
  }

  @Test
  @Fault("F050")
  void anErrorAsABodyIsOne() {
    String body = "{\"error\":{\"message\":\"x\",\"type\":\"overloaded_error\",\"code\":null}}";

    LlmException refused = answering(REQUEST.send(HttpText.json(200, body)));

    assertThat(refused.kind()).isEqualTo(ErrorKind.OVERLOADED);
    assertThat(refused.providerCode()).isEqualTo("overloaded_error");
  }

  @Test
  @Fault("F051")
  void aBodyShorterThanItsLengthIsBroken() {
    String head = HttpText.head(200, "content-type: application/json", "content-length: 500");

    LlmException broken = answering(REQUEST.send(head + Answers.JSON));

    assertThat(broken.kind()).isEqualTo(ErrorKind.STREAM_BROKEN);
    assertThat(broken.isPossiblyBilled()).isTrue();
    assertThat(broken.isRetryable()).isTrue();
  }

  @Test
  @Fault("F051")
  void aBodyCutInsideItsChunksOrItsTextIsBroken() {
    String chunked =
        HttpText.head(200, "content-type: application/json", "transfer-encoding: chunked");
    String half = Answers.JSON.substring(0, 60);
    String open = HttpText.head(200, "content-type: application/json", "connection: close");

    assertThat(answering(REQUEST.send(chunked + HttpText.chunk(half))).kind())
        .isEqualTo(ErrorKind.STREAM_BROKEN);
    assertThat(answering(REQUEST.send(open + half)).kind()).isEqualTo(ErrorKind.STREAM_BROKEN);
    assertThat(answering(REQUEST.send(chunked + HttpText.chunk(half)).reset()).kind())
        .isEqualTo(ErrorKind.STREAM_BROKEN);
  }

  @Test
  @Fault("F052")
  void invalidJsonIsNoAnswerAndIsNotShown() {
    LlmException refused = answering(REQUEST.send(HttpText.json(200, "canary-answer {")));

    assertThat(refused.kind()).isEqualTo(ErrorKind.PROTOCOL);
    assertThat(refused.isRetryable()).isTrue();
    assertThat(refused).hasMessageNotContaining("canary").hasNoCause();
  }

  @Test
  @Fault("F053")
  void aPageOfHtmlIsNoAnswer() {
    String page = "<html>Please log in</html>";
    String answer =
        HttpText.head(
                200, "content-type: text/html; charset=utf-8", "content-length: " + page.length())
            + page;

    LlmException refused = answering(REQUEST.send(answer));

    assertThat(refused.kind()).isEqualTo(ErrorKind.PROTOCOL);
    assertThat(refused).hasMessageContaining("unexpected content-type text/html");
    assertThat(answering(REQUEST.send(answer), Calls.streamed()).kind())
        .isEqualTo(ErrorKind.PROTOCOL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "content-type: text/plain",
        "content-type: application/octet-stream",
        "content-type: ",
        "content-type: nonsense",
        "content-type: application/json; charset=iso-8859-1",
        "x: no content type at all",
      })
  @Fault("F054")
  void theRightJsonIsTakenUnderAnyType(String type) {
    String body = Answers.JSON.replace("Blue", "Bl\u00fce \u20ac");
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    String answer = HttpText.head(200, type, "content-length: " + length) + body;
    try (ScriptedServer server = ScriptedServer.start(REQUEST.send(answer));
        Provider provider = Answers.provider(server)) {
      assertThat(Calls.whole().run(provider).succeeded().text()).isEqualTo("Bl\u00fce \u20ac");
    }
  }

  @Test
  @Fault("F055")
  void compressedBodiesAreRead() throws IOException {
    byte[] body = gzip(Answers.JSON.getBytes(StandardCharsets.UTF_8), 1);
    try (ScriptedServer server =
            ScriptedServer.start(REQUEST.send(gzipHead(body.length)).send(body));
        Provider provider = Answers.provider(server)) {
      assertThat(Calls.whole().run(provider).succeeded().text()).isEqualTo("Blue");
      assertThat(server.requests().get(0).header("accept-encoding")).contains("gzip");
    }
  }

  @Test
  @Fault("F055")
  void aCompressedBodyThatBreaksOffIsBroken() throws IOException {
    byte[] body = gzip(Answers.JSON.getBytes(StandardCharsets.UTF_8), 1);
    byte[] half = Arrays.copyOf(body, body.length / 2);

    assertThat(answering(REQUEST.send(gzipHead(half.length)).send(half)).kind())
        .isEqualTo(ErrorKind.STREAM_BROKEN);
  }

  @Test
  @Fault("F055")
  void aCompressedBodyIsCountedAfterItsExpansion() throws IOException {
    byte[] bomb = gzip(new byte[1024 * 1024], 200);
    HttpSettings settings = HttpSettings.builder().maxResponseBytes(4 * 1024 * 1024).build();
    try (ScriptedServer server =
            ScriptedServer.start(REQUEST.send(gzipHead(bomb.length)).send(bomb));
        Provider provider = Answers.provider(server, settings)) {
      LlmException cut = Calls.whole().run(provider).error();

      assertThat(cut.kind()).isEqualTo(ErrorKind.RESPONSE_LIMIT);
      assertThat(cut).hasMessageContaining("4194304");
    }
  }

  @Test
  @Fault("F055")
  void aCompressedBodyOverTheUsualLimitTakesNoMoreMemoryThanTheLimit() throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    byte[] bomb = gzip(new byte[1024 * 1024], 300);
    try (ScriptedServer server =
            ScriptedServer.start(REQUEST.send(gzipHead(bomb.length)).send(bomb));
        Provider provider = Answers.provider(server)) {
      long before = threads.getCurrentThreadAllocatedBytes();
      LlmException cut = Calls.whole().run(provider).error();
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;

      assertThat(cut.kind()).isEqualTo(ErrorKind.RESPONSE_LIMIT);
      assertThat(allocated).isBetween(64L << 20, 72L << 20);
    }
  }

  @Test
  @Fault("F057")
  void anEndlessBodyIsCutAtTheLimitAndItsConnectionClosed() {
    String chunked =
        HttpText.head(200, "content-type: application/json", "transfer-encoding: chunked");
    ConnectionScript endless = REQUEST.send(chunked).sendForever(HttpText.chunk(" ".repeat(8_192)));
    HttpSettings settings = HttpSettings.builder().maxResponseBytes(1_000_000).build();
    try (ScriptedServer server = ScriptedServer.start(endless);
        Provider provider = Answers.provider(server, settings)) {
      LlmException cut = Calls.whole().run(provider).error();

      assertThat(cut.kind()).isEqualTo(ErrorKind.RESPONSE_LIMIT);
      assertThat(cut.isPossiblyBilled()).isTrue();
      server.awaitGone(1);
    }
  }

  @Test
  void ofAnErrorNoMoreThanItsHeadIsRead() {
    String head = HttpText.head(500, "transfer-encoding: chunked");
    String message = "{\"error\":{\"message\":\"x\",\"code\":\"boom\",\"rest\":\"";
    ConnectionScript endless =
        REQUEST.send(head + HttpText.chunk(message)).sendForever(HttpText.chunk("y".repeat(8_192)));
    try (ScriptedServer server = ScriptedServer.start(endless);
        Provider provider = Answers.provider(server)) {
      LlmException refused = Calls.whole().run(provider).error();

      assertThat(refused.kind()).isEqualTo(ErrorKind.SERVER);
      assertThat(refused.providerCode()).isEqualTo("boom");
      server.awaitGone(1);
    }
  }

  @Test
  void anErrorThatBreaksOffIsKnownByItsStatus() {
    String answer = HttpText.head(429, "content-length: 500", "retry-after: 3") + "{\"error\":{";

    LlmException refused = answering(REQUEST.send(answer).reset());

    assertThat(refused.kind()).isEqualTo(ErrorKind.RATE_LIMIT);
    assertThat(refused.retryAfter()).hasSeconds(3);
  }

  @Test
  @Fault("F058")
  void anAnswerWithoutChoicesIsEmpty() {
    LlmException empty =
        answering(REQUEST.send(HttpText.json(200, "{\"id\":\"x\",\"choices\":[]}")));

    assertThat(empty.kind()).isEqualTo(ErrorKind.EMPTY_RESPONSE);
    assertThat(empty.isRetryable()).isTrue();
  }

  private static LlmException answering(ConnectionScript script) {
    return answering(script, Calls.whole());
  }

  private static LlmException answering(ConnectionScript script, LoneCall call) {
    try (ScriptedServer server = ScriptedServer.start(script);
        Provider provider = Answers.provider(server)) {
      LlmException failure = call.run(provider).error();
      assertThat(server.requests()).hasSize(1);
      assertThat(call.wakeUps()).isZero();
      return failure;
    }
  }

  private static String gzipHead(int length) {
    return HttpText.head(
        200,
        "content-type: application/json",
        "content-encoding: gzip",
        "content-length: " + length);
  }

  private static byte[] gzip(byte[] bytes, int times) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      for (int i = 0; i < times; i++) {
        out.write(bytes);
      }
    }
    return packed.toByteArray();
  }
}
