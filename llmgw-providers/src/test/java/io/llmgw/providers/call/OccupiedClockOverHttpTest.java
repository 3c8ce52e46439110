package io.llmgw.providers.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.test.Door;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.Visit;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.ScriptedServer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Call;
import okhttp3.EventListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A listener of the host is told of a cancel by the clock of the client, and occupies it. */
@ExtendWith(LeakRule.class)
@Fault({"F092", "F093"})
class OccupiedClockOverHttpTest {
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final ChatRequest QUESTION =
      ChatRequest.of("Why is the sky blue?").with(Timeouts.total(SHORT));

  private final AtomicReference<LlmClient> client = new AtomicReference<>();
  private final AtomicBoolean told = new AtomicBoolean();

  @Test
  void aListenerThatBlocksHoldsUpNoOtherCall() {
    Gate blocked = Gate.closed();
    try (ScriptedServer server = silent();
        LlmClient llm = client(server, () -> occupy(blocked))) {
      Visit first = Door.CHAT_ASYNC.enter(llm, QUESTION);
      blocked.awaitArrivals(1);

      Visit other = Door.CHAT_ASYNC.enter(llm, QUESTION);

      assertThat(other.await().errorKind()).isEqualTo(ErrorKind.TIMEOUT);
      blocked.open();
      assertThat(first.await().errorKind()).isEqualTo(ErrorKind.TIMEOUT);
    }
  }

  @Test
  void aListenerThatBlocksAsItsCallIsInterruptedHoldsUpNoOtherInterrupt() {
    Gate blocked = Gate.closed();
    ChatRequest patient = QUESTION.with(Timeouts.total(Duration.ofHours(1)));
    try (ScriptedServer server = silent();
        LlmClient llm = client(server, () -> occupy(blocked))) {
      Visit first = Door.CHAT.enter(llm, patient);
      server.awaitRequests(1);
      Visit other = Door.CHAT.enter(llm, patient);
      server.awaitRequests(2);
      first.interrupt();
      blocked.awaitArrivals(1);

      other.interrupt();

      assertThat(other.await().errorKind()).isEqualTo(ErrorKind.CANCELLED);
      blocked.open();
      assertThat(first.await().errorKind()).isEqualTo(ErrorKind.CANCELLED);
    }
  }

  @Test
  void aListenerMayCloseTheClient() {
    CountDownLatch closed = new CountDownLatch(1);
    Runnable close =
        () -> {
          client.get().close();
          closed.countDown();
        };
    try (ScriptedServer server = silent();
        LlmClient llm = client(server, close)) {
      Visit other = Door.CHAT_ASYNC.enter(llm, QUESTION.with(Timeouts.total(Duration.ofHours(1))));
      server.awaitRequests(1);

      Visit overdue = Door.CHAT_ASYNC.enter(llm, QUESTION);

      Patience.until("the close to come back", () -> closed.getCount() == 0);
      assertThat(overdue.await().errorKind()).isEqualTo(ErrorKind.TIMEOUT);
      assertThat(other.await().errorKind()).isEqualTo(ErrorKind.CANCELLED);
    }
  }

  private static void occupy(Gate gate) {
    gate.arrive();
    Patience.until(() -> "a gate to open", Duration.ofMinutes(1), gate::isOpen);
  }

  private static ScriptedServer silent() {
    return ScriptedServer.start(ConnectionScript.accept().readRequest().stall());
  }

  private LlmClient client(ScriptedServer server, Runnable onFirstCancel) {
    EventListener listener =
        new EventListener() {
          @Override
          public void canceled(Call call) {
            if (told.compareAndSet(false, true)) {
              onFirstCancel.run();
            }
          }
        };
    client.set(
        LlmClient.builder()
            .provider(
                OpenAi.builder()
                    .baseUrl("http://127.0.0.1:" + server.port())
                    .keys(Keys.of("k"))
                    .http(HttpSettings.builder().eventListenerFactory(call -> listener).build())
                    .build())
            .defaultModel("openai/gpt-test")
            .retries(Retries.none())
            .closeGrace(SHORT)
            .build());
    return client.get();
  }
}
