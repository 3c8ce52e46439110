package io.llmgw.providers.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.provider.Delivery;
import io.llmgw.api.provider.Provider;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.providers.rig.Answers;
import io.llmgw.providers.rig.Background;
import io.llmgw.providers.rig.Calls;
import io.llmgw.providers.rig.Http2Server;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.LoneCall;
import io.llmgw.test.Patience;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that goes on talking after the end of its answer. */
@ExtendWith(LeakRule.class)
class FinishedStreamTest {
  // Some three seconds of them, and far less than what is read of a rest.
  private static final String COMMENT = ": ping\n\n";
  private static final int MOST_COMMENTS = 600;
  private static final Duration COMMENT_PACE = Duration.ofMillis(5);

  @ParameterizedTest
  @EnumSource
  @Fault("F076")
  void commentsAfterTheTerminalEventHoldNothingBack(Delivery delivery) {
    Gate allSaid = Gate.closed();
    String comment = HttpText.chunk(COMMENT);
    ConnectionScript talking =
        ConnectionScript.accept()
            .readRequest()
            .send(HttpText.eventStream())
            .send(HttpText.chunk(Answers.stream("Blue")))
            .sendSliced(comment.repeat(MOST_COMMENTS), comment.length(), COMMENT_PACE)
            .waitFor(allSaid);
    try (ScriptedServer server = ScriptedServer.start(talking);
        Provider provider = Answers.provider(server)) {
      assertThat(call(delivery).run(provider).succeeded().text()).isEqualTo("Blue");

      assertThat(allSaid.arrivals()).isZero();
      server.awaitGone(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Fault("F076")
  void commentsAfterTheTerminalEventHoldNothingBackOverHttp2(Delivery delivery) throws IOException {
    OkHttpClient client =
        new OkHttpClient.Builder().protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE)).build();
    HttpSettings settings = HttpSettings.builder().client(client).build();
    String stream = Answers.stream("Blue");
    try (Http2Server server = Http2Server.answering(200, "text/event-stream", stream);
        Provider provider = OpenAi.builder().baseUrl(server.url()).http(settings).build()) {
      Background<LoneCall.Result> running = Background.run(() -> call(delivery).run(provider));
      Patience.until("the answer", () -> server.answered() == 1);

      int said = 0;
      while (said < MOST_COMMENTS && !Patience.comesTrue(COMMENT_PACE, running::isDone)) {
        server.say(0, COMMENT);
        said++;
      }

      assertThat(said).isLessThan(MOST_COMMENTS);
      assertThat(running.result().succeeded().text()).isEqualTo("Blue");
    } finally {
      client.connectionPool().evictAll();
    }
  }

  private static LoneCall call(Delivery delivery) {
    return delivery == Delivery.WHOLE ? Calls.whole() : Calls.streamed();
  }
}
