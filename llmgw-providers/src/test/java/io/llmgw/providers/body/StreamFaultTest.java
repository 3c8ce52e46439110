package io.llmgw.providers.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.provider.Provider;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.rig.Answers;
import io.llmgw.providers.rig.Calls;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.LoneCall;
import io.llmgw.test.Patience;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ScriptedServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to a streamed answer on its way. */
@ExtendWith(LeakRule.class)
class StreamFaultTest {
  private static final ConnectionScript REQUEST = ConnectionScript.accept().readRequest();
  private static final ConnectionScript STREAM = REQUEST.send(HttpText.eventStream());

  @Test
  @Fault("F067")
  void aResetBeforeAnyContentDeliversNothing() {
    LoneCall.Result result = streaming(STREAM.send(HttpText.chunk(": ping\n\n")).reset());

    assertThat(result.error().kind()).isEqualTo(ErrorKind.STREAM_BROKEN);
    assertThat(result.error().isRetryable()).isTrue();
    assertThat(result.error().isPossiblyBilled()).isTrue();
    assertThat(result.events()).isEmpty();
  }

  @Test
  @Fault("F068")
  void aResetAfterContentComesAfterThatContent() {
    Gate read = Gate.closed();
    try (ScriptedServer server =
            ScriptedServer.start(
                STREAM.send(HttpText.event(Answers.delta("Blue "))).waitFor(read).reset());
        Provider provider = Answers.provider(server)) {
      LoneCall call = Calls.streamed();
      List<LlmEvent> events = new ArrayList<>();
      LlmException failure = null;
      try (EventStream stream = provider.open(call)) {
        events.add(stream.next());
        events.add(stream.next());
        read.open();
        events.add(stream.next());
      } catch (LlmException e) {
        failure = e;
      }

      assertThat(failure).isNotNull();
      assertThat(failure.kind()).isEqualTo(ErrorKind.STREAM_BROKEN);
      assertThat(new LoneCall.Result(events, true, null).text()).isEqualTo("Blue ");
      assertThat(server.requests()).hasSize(1);
      assertThat(call.wakeUps()).isZero();
    }
  }

  @Test
  @Fault("F069")
  void chunksWithoutTheLastOneAreBroken() {
    LoneCall.Result result = streaming(STREAM.send(HttpText.event(Answers.delta("Blue "))));

    assertThat(result.error().kind()).isEqualTo(ErrorKind.STREAM_BROKEN);
    assertThat(result.text()).isEqualTo("Blue ");
  }

  @Test
  @Fault("F070")
  void aCleanEndWithoutTheTerminalEventIsNoEnd() {
    String text = Answers.event(Answers.delta("Blue "));
    LoneCall.Result untilClose = streaming(REQUEST.send(Answers.openHead() + text));
    LoneCall.Result inChunks =
        streaming(STREAM.send(HttpText.chunk(text) + HttpText.LAST_CHUNK).stall());

    for (LoneCall.Result result : List.of(untilClose, inChunks)) {
      assertThat(result.error().kind()).isEqualTo(ErrorKind.STREAM_TRUNCATED);
      assertThat(result.error().isPossiblyBilled()).isTrue();
      assertThat(result.text()).isEqualTo("Blue ");
    }
  }

  @Test
  void aCleanEndAfterTheFinishReasonIsOne() {
    String body = Answers.event(Answers.delta("Blue")) + Answers.event(Answers.FINISH);

    LoneCall.Result result = streaming(REQUEST.send(Answers.openHead() + body));

    assertThat(result.succeeded().text()).isEqualTo("Blue");
  }

  @Test
  @Fault("F071")
  void aCutAnywhereDeliversAPrefixAndSaysSo() {
    String whole = Answers.stream("Bl\u00fce \u20ac", "\uD83D\uDE00!").replace("\n", "\r\n");
    byte[] body = whole.getBytes(StandardCharsets.UTF_8);
    int finished = whole.indexOf("data: [DONE]");
    int finishedBytes = whole.substring(0, finished).getBytes(StandardCharsets.UTF_8).length;
    ConnectionScript[] clean = new ConnectionScript[body.length];
    ConnectionScript[] chunked = new ConnectionScript[body.length];
    for (int cut = 0; cut < body.length; cut++) {
      byte[] part = Arrays.copyOf(body, cut);
      clean[cut] = REQUEST.send(Answers.openHead()).send(part);
      String size = Integer.toHexString(body.length);
      chunked[cut] = STREAM.send(size + "\r\n").send(part);
    }
    try (ScriptedServer cleanServer = ScriptedServer.start(clean);
        ScriptedServer chunkedServer = ScriptedServer.start(chunked);
        Provider cleanly = Answers.provider(cleanServer);
        Provider brokenly = Answers.provider(chunkedServer)) {
      for (int cut = 0; cut < body.length; cut++) {
        LoneCall.Result ended = Calls.streamed().run(cleanly);
        LoneCall.Result broken = Calls.streamed().run(brokenly);

        assertThat("Bl\u00fce \u20ac\uD83D\uDE00!")
            .startsWith(ended.text())
            .startsWith(broken.text());
        // The finish reason may lack its line end and its blank line, four bytes together.
        if (cut >= finishedBytes - 4) {
          assertThat(ended.failure()).as("cut " + cut).isNull();
        } else {
          assertThat(ended.error().kind()).as("cut " + cut).isEqualTo(ErrorKind.STREAM_TRUNCATED);
        }
        if (cut < body.length - 1) {
          assertThat(broken.error().kind()).as("cut " + cut).isEqualTo(ErrorKind.STREAM_BROKEN);
        }
      }
    }
  }

  @Test
  @Fault("F071")
  void slowPiecesOfAnySizeAreTheSameAnswer() {
    String body = Answers.stream("Bl\u00fce \u20ac", "\uD83D\uDE00!").replace("\n", "\r");
    for (int slice = 1; slice < 8; slice++) {
      LoneCall.Result result = streaming(REQUEST.send(Answers.openHead()).sendSliced(body, slice));

      assertThat(result.succeeded().text()).isEqualTo("Bl\u00fce \u20ac\uD83D\uDE00!");
    }
  }

  @Test
  @Fault("F072")
  void anErrorFrameIsAnErrorBeforeAndAfterContent() {
    String error =
        "{\"error\":{\"message\":\"x\",\"type\":\"overloaded_error\",\"code\":\"overloaded\"}}";
    LoneCall.Result before = streaming(STREAM.send(HttpText.event(error)).stall());
    LoneCall.Result after =
        streaming(
            STREAM.send(HttpText.event(Answers.delta("Blue ")) + HttpText.event(error)).stall());

    assertThat(before.error().kind()).isEqualTo(ErrorKind.OVERLOADED);
    assertThat(before.events()).isEmpty();
    assertThat(after.error().kind()).isEqualTo(ErrorKind.OVERLOADED);
    assertThat(after.error().providerCode()).isEqualTo("overloaded");
    assertThat(after.text()).isEqualTo("Blue ");
  }

  @Test
  @Fault("F073")
  void aMalformedFrameIsNeverSkipped() {
    String frames =
        Answers.event(Answers.delta("Blue "))
            + "data: {\"choices\": canary\n\n"
            + Answers.stream("light");

    LoneCall.Result result = streaming(STREAM.send(HttpText.chunk(frames)).stall());

    assertThat(result.error().kind()).isEqualTo(ErrorKind.STREAM_BROKEN);
    assertThat(result.error()).hasMessageNotContaining("canary").hasNoCause();
    assertThat(result.text()).isEqualTo("Blue ");
  }

  @Test
  @Fault("F074")
  void whatIsNoContentIsIgnored() {
    String noise =
        ": ping\n\nevent: made-up\ndata: {\"type\":\"ping\"}\n\nid: 1\nretry: 9\n\ndata:\n\n";
    String body =
        noise + Answers.event(Answers.delta("Blue")) + noise + Answers.event(Answers.FINISH);

    LoneCall.Result result =
        streaming(STREAM.send(HttpText.chunk(body + noise + "data: [DONE]\n\n")).stall());

    assertThat(result.succeeded().text()).isEqualTo("Blue");
    assertThat(result.events()).hasSize(3);
  }

  @Test
  @Fault("F075")
  void whatComesAfterTheEndDoesNotCount() {
    String body = Answers.stream("Blue") + Answers.stream("more") + "data: {broken\n\n";
    ConnectionScript twice =
        STREAM
            .send(HttpText.chunk(body) + HttpText.LAST_CHUNK)
            .readRequest()
            .send(HttpText.json(200, Answers.JSON));
    try (ScriptedServer server = ScriptedServer.start(twice);
        Provider provider = Answers.provider(server)) {
      LoneCall.Result result = Calls.streamed().run(provider).succeeded();

      assertThat(result.text()).isEqualTo("Blue");
      assertThat(result.events()).last().isInstanceOf(Completed.class);
      Calls.whole().run(provider).succeeded();
      assertThat(server.connections()).hasSize(1);
    }
  }

  @Test
  @Fault("F076")
  void theTerminalEventEndsItThoughTheSocketStaysOpen() {
    try (ScriptedServer server =
            ScriptedServer.start(STREAM.send(HttpText.chunk(Answers.stream("Blue"))).stall());
        Provider provider = Answers.provider(server)) {
      LoneCall call = Calls.streamed();

      assertThat(call.run(provider).succeeded().text()).isEqualTo("Blue");

      assertThat(call.wakeUps()).isZero();
      server.awaitGone(1);
    }
  }

  @Test
  void theConnectionOfAFinishedStreamIsUsedAgain() {
    ConnectionScript twice =
        STREAM
            .send(HttpText.chunk(Answers.stream("Blue")) + HttpText.LAST_CHUNK)
            .readRequest()
            .send(HttpText.json(200, Answers.JSON));
    try (ScriptedServer server = ScriptedServer.start(twice);
        Provider provider = Answers.provider(server)) {
      Calls.streamed().run(provider).succeeded();
      Calls.whole().run(provider).succeeded();

      assertThat(server.connections()).hasSize(1);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  @Fault("F082")
  void oneEventAboveTheLimitIsCutOff() {
    String start = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"";
    ConnectionScript endless =
        STREAM
            .send(HttpText.event(Answers.delta("Blue ")) + HttpText.chunk(start))
            .sendForever(HttpText.chunk("x".repeat(8_192)));
    HttpSettings settings = HttpSettings.builder().maxEventBytes(500_000).build();
    try (ScriptedServer server = ScriptedServer.start(endless);
        Provider provider = Answers.provider(server, settings)) {
      LoneCall.Result result = Calls.streamed().run(provider);

      assertThat(result.error().kind()).isEqualTo(ErrorKind.RESPONSE_LIMIT);
      assertThat(result.error()).hasMessageContaining("500000");
      assertThat(result.text()).isEqualTo("Blue ");
      server.awaitGone(1);
    }
  }

  @Test
  void anEndlessStreamIsCutAtTheLimitOfTheAnswer() {
    ConnectionScript endless = STREAM.sendForever(HttpText.event(Answers.delta("x".repeat(1_000))));
    HttpSettings settings = HttpSettings.builder().maxResponseBytes(200_000).build();
    try (ScriptedServer server = ScriptedServer.start(endless);
        Provider provider = Answers.provider(server, settings)) {
      LoneCall.Result result = Calls.streamed().run(provider);

      assertThat(result.error().kind()).isEqualTo(ErrorKind.RESPONSE_LIMIT);
      server.awaitGone(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json", "text/plain", "application/problem+json; charset=utf-8"})
  @Fault("F085")
  void oneJsonBodyInsteadOfAStreamIsAnErrorOrTheAnswer(String type) {
    String head = "HTTP/1.1 200 OK\r\ncontent-type: " + type + "\r\nconnection: close\r\n\r\n";

    LoneCall.Result answer = streaming(REQUEST.send(head + "\n" + Answers.JSON));
    LoneCall.Result error =
        streaming(REQUEST.send(head + "{\"error\":{\"message\":\"x\",\"code\":429}}"));

    assertThat(answer.succeeded().text()).isEqualTo("Blue");
    assertThat(answer.events()).first().isInstanceOf(Started.class);
    assertThat(answer.events()).last().isInstanceOf(Completed.class);
    assertThat(error.error().kind()).isEqualTo(ErrorKind.RATE_LIMIT);
  }

  @Test
  void aStreamIsReadAsOneWhateverItIsCalled() {
    String head = HttpText.head(200, "content-type: text/plain", "connection: close");

    assertThat(streaming(REQUEST.send(head + Answers.stream("Blue"))).succeeded().text())
        .isEqualTo("Blue");
  }

  @Test
  void aStreamThatNobodyAskedForIsReadAsOne() {
    try (ScriptedServer server =
            ScriptedServer.start(REQUEST.send(Answers.openHead() + Answers.stream("Blue")));
        Provider provider = Answers.provider(server)) {
      assertThat(Calls.whole().run(provider).succeeded().text()).isEqualTo("Blue");
    }
  }

  @Test
  @Fault("F086")
  void aSlowReaderSlowsTheProviderDownAndLosesNothing() {
    int events = 20_000;
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < events; i++) {
      body.append(HttpText.event(Answers.delta(i + ";" + "x".repeat(2_000))));
    }
    String end = HttpText.event(Answers.FINISH) + HttpText.event("[DONE]") + HttpText.LAST_CHUNK;
    byte[] bytes = body.append(end).toString().getBytes(StandardCharsets.UTF_8);
    ConnectionScript script = STREAM;
    int slice = 64 * 1024;
    for (int from = 0; from < bytes.length; from += slice) {
      script = script.send(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + slice)));
    }
    try (ScriptedServer server = ScriptedServer.start(script);
        Provider provider = Answers.provider(server)) {
      EventStream stream = provider.open(Calls.streamed());
      assertThat(stream.next()).isInstanceOf(Started.class);
      boolean ranAhead =
          Patience.comesTrue(
              Duration.ofSeconds(1), () -> server.bytesSent() > bytes.length * 3L / 4);
      int seen = 0;
      for (LlmEvent event = stream.next(); event != null; event = stream.next()) {
        if (event instanceof TextDelta delta) {
          assertThat(delta.text()).startsWith(seen + ";");
          seen++;
        }
      }
      stream.close();

      assertThat(ranAhead).isFalse();
      assertThat(seen).isEqualTo(events);
    }
  }

  private static LoneCall.Result streaming(ConnectionScript script) {
    try (ScriptedServer server = ScriptedServer.start(script);
        Provider provider = Answers.provider(server)) {
      LoneCall call = Calls.streamed();
      LoneCall.Result result = call.run(provider);
      assertThat(server.requests()).hasSize(1);
      assertThat(call.timesSent()).isEqualTo(1);
      assertThat(call.wakeUps()).isZero();
      return result;
    }
  }
}
