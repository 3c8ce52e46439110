package io.llmgw.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.json.Json;
import io.llmgw.api.observe.GatewayEvent.BreakerOpened;
import io.llmgw.api.observe.GatewayEvent.Reconfigured;
import io.llmgw.api.request.Retries;
import io.llmgw.api.time.TimeSource;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The webhook of alerts.md, against a server that checks what it gets. */
class AlertsTest {
  private static final byte[] SECRET = "a secret of both sides".getBytes(UTF_8);
  private static final BreakerOpened OPENED =
      new BreakerOpened(Instant.EPOCH, "openai/gpt-5-mini", false, Duration.ofSeconds(5));

  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
  private final VirtualTime time = VirtualTime.skipping();
  private HttpServer server;
  private URI url;

  private record Received(String id, String timestamp, String signature, String body) {}

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/alerts", this::receive);
    server.start();
    url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/alerts");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      Headers headers = exchange.getRequestHeaders();
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      received.add(
          new Received(
              headers.getFirst("webhook-id"),
              headers.getFirst("webhook-timestamp"),
              headers.getFirst("webhook-signature"),
              body));
      Integer answer = answers.poll();
      exchange.sendResponseHeaders(answer == null ? 204 : answer, -1);
    }
  }

  // begin receiver
  /** Whether it was sent by who has the secret, within five minutes. If not, answer 400. */
  static boolean isGenuine(
      byte[] secret,
      @Nullable String id,
      @Nullable String time,
      @Nullable String signature,
      String body) {
    if (id == null || signature == null || time == null || !time.matches("[0-9]{1,12}")) {
      return false; // anybody may send anything
    }
    long sent = Long.parseLong(time);
    long age = Math.abs(Instant.now().getEpochSecond() - sent);
    String expected = AlertWebhook.signature(secret, id, sent, body);
    return age <= 300 && MessageDigest.isEqual(expected.getBytes(UTF_8), signature.getBytes(UTF_8));
  }

  // end receiver

  @Test
  void anOpenBreakerIsToldAndSigned() {
    ScriptedProvider model = ScriptedProvider.named("openai");
    for (int i = 0; i < 5; i++) {
      model.fails(ErrorKind.SERVER);
    }
    // begin webhook
    try (LlmClient llm =
        LlmClient.builder()
            .provider(model)
            .defaultModel("openai/gpt-5-mini")
            .retries(Retries.none())
            .listen(new AlertWebhook(url, SECRET, TimeSource.system()))
            .build()) {
      // end webhook
      for (int i = 0; i < 5; i++) {
        catchThrowable(() -> llm.prompt("Tea?").text());
      }
      Patience.until("the alert", () -> !received.isEmpty());
    }

    assertThat(received).hasSize(1);
    Received alert = received.get(0);
    assertThat(isGenuine(SECRET, alert.id(), alert.timestamp(), alert.signature(), alert.body()))
        .isTrue();
    Json body = Json.ofText(alert.body());
    assertThat(body.value())
        .asString()
        .contains("BreakerOpened", "openai/gpt-5-mini is down, tried again in 5 s");
  }

  @Test
  void whatIsForgedOrOldIsNotGenuine() {
    new AlertWebhook(url, SECRET, TimeSource.system()).onEvent(OPENED);
    new AlertWebhook(url, SECRET, time).onEvent(OPENED);

    Received now = received.get(0);
    Received old = received.get(1);
    byte[] other = "another secret".getBytes(UTF_8);
    assertThat(isGenuine(SECRET, now.id(), now.timestamp(), now.signature(), now.body())).isTrue();
    assertThat(isGenuine(other, now.id(), now.timestamp(), now.signature(), now.body())).isFalse();
    assertThat(isGenuine(SECRET, "x", now.timestamp(), now.signature(), now.body())).isFalse();
    assertThat(isGenuine(SECRET, now.id(), now.timestamp(), now.signature(), "{}")).isFalse();
    assertThat(isGenuine(SECRET, now.id(), "soon", now.signature(), now.body())).isFalse();
    assertThat(isGenuine(SECRET, now.id(), null, now.signature(), now.body())).isFalse();
    assertThat(isGenuine(SECRET, now.id(), now.timestamp(), null, now.body())).isFalse();
    assertThat(isGenuine(SECRET, null, now.timestamp(), now.signature(), now.body())).isFalse();
    assertThat(isGenuine(SECRET, old.id(), old.timestamp(), old.signature(), old.body())).isFalse();
  }

  @Test
  void whatMayPassIsTriedAgainUnderTheSameId() {
    answers.addAll(List.of(503, 429));
    Instant before = time.now();

    new AlertWebhook(url, SECRET, time).onEvent(OPENED);

    assertThat(received).hasSize(3);
    assertThat(received).extracting(Received::id).containsOnly(received.get(0).id());
    assertThat(received).extracting(Received::signature).doesNotHaveDuplicates();
    assertThat(Duration.between(before, time.now())).isEqualTo(Duration.ofSeconds(1 + 4));
  }

  @Test
  void whatIsRefusedIsNotTriedAgain() {
    answers.add(400);
    AlertWebhook webhook = new AlertWebhook(url, SECRET, time);

    assertThatThrownBy(() -> webhook.onEvent(OPENED)).hasMessage("the webhook answered 400");

    assertThat(received).hasSize(1);
  }

  @Test
  void afterFourTriesItIsToldInTheLog() {
    answers.addAll(List.of(500, 500, 500, 500));
    AlertWebhook webhook = new AlertWebhook(url, SECRET, time);

    assertThatThrownBy(() -> webhook.onEvent(OPENED)).hasMessage("the webhook answered 500");

    assertThat(received).hasSize(4);
  }

  @Test
  void aServerThatIsNotThereIsTriedAgain() {
    server.stop(0);
    Instant before = time.now();
    AlertWebhook webhook = new AlertWebhook(url, SECRET, time);

    assertThatThrownBy(() -> webhook.onEvent(OPENED)).hasCauseInstanceOf(IOException.class);

    assertThat(Duration.between(before, time.now())).isEqualTo(Duration.ofSeconds(1 + 4 + 16));
  }

  @Test
  void whatNobodyHasToActOnIsNotTold() {
    new AlertWebhook(url, SECRET, time).onEvent(new Reconfigured(Instant.EPOCH));

    assertThat(received).isEmpty();
  }

  /** An example of Svix, who wrote the specification. */
  @Test
  void theSignatureIsThatOfStandardWebhooks() {
    byte[] secret = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    String id = "msg_p5jXN8AQM9LWM0D4loKWxJek";

    assertThat(AlertWebhook.signature(secret, id, 1_614_265_330, "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }
}
