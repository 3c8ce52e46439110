package io.llmgw.providers.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.Started;
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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An exchange that is left before its end is cancelled first and closed then: a close alone would
 * wait for the rest, up to 100 ms.
 */
@ExtendWith(LeakRule.class)
@Fault("F089")
class AbandonedAnswerTest {
  private static final ConnectionScript STREAM =
      ConnectionScript.accept().readRequest().send(HttpText.eventStream());

  private final List<String> order = new CopyOnWriteArrayList<>();

  private final HttpSettings settings =
      HttpSettings.builder()
          .eventListenerFactory(
              call ->
                  new EventListener() {
                    @Override
                    public void canceled(Call call) {
                      order.add("cancelled");
                    }

                    @Override
                    public void connectionReleased(Call call, Connection connection) {
                      order.add("released");
                    }
                  })
          .build();

  @Test
  void byItsReader() {
    ConnectionScript half = STREAM.send(HttpText.event(Answers.delta("Blue "))).stall();
    try (ScriptedServer server = ScriptedServer.start(half);
        Provider provider = Answers.provider(server, settings)) {
      EventStream stream = provider.open(Calls.streamed());
      assertThat(stream.next()).isInstanceOf(Started.class);

      stream.close();

      assertThat(order).containsExactly("cancelled", "released");
    }
  }

  @Test
  void sinceItCannotBeRead() {
    ConnectionScript broken = STREAM.send(HttpText.event("{")).stall();
    try (ScriptedServer server = ScriptedServer.start(broken);
        Provider provider = Answers.provider(server, settings)) {
      LoneCall.Result result = Calls.streamed().run(provider);

      assertThat(result.error().kind()).isEqualTo(ErrorKind.STREAM_BROKEN);
      assertThat(order).containsExactly("cancelled", "released");
    }
  }

  @Test
  void sinceItDoesNotEndAfterItsLastEvent() {
    ConnectionScript endless =
        STREAM
            .send(HttpText.chunk(Answers.stream("Blue")))
            .sendForever(HttpText.chunk(":".repeat(1_000)));
    try (ScriptedServer server = ScriptedServer.start(endless);
        Provider provider = Answers.provider(server, settings)) {
      assertThat(Calls.streamed().run(provider).succeeded().text()).isEqualTo("Blue");

      assertThat(order).containsExactly("cancelled", "released");
    }
  }

  @Test
  void exceptThatAnAnswerReadToItsEndIsNotCancelled() {
    ConnectionScript whole =
        STREAM.send(HttpText.chunk(Answers.stream("Blue")) + HttpText.LAST_CHUNK);
    try (ScriptedServer server = ScriptedServer.start(whole);
        Provider provider = Answers.provider(server, settings)) {
      assertThat(Calls.streamed().run(provider).succeeded().text()).isEqualTo("Blue");

      assertThat(order).containsExactly("released");
    }
  }
}
