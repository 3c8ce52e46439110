package io.llmgw.docs;

import io.llmgw.api.json.Json;
import io.llmgw.api.observe.GatewayEvent;
import io.llmgw.api.observe.GatewayEvent.BreakerOpened;
import io.llmgw.api.observe.GatewayEvent.KeyQuarantined;
import io.llmgw.api.observe.GatewayEvent.StreamLeaked;
import io.llmgw.api.observe.GatewayListener;
import io.llmgw.api.time.TimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tells a URL what somebody has to act on, signed as Standard Webhooks has it: its owner knows that
 * it comes from here, and what he has had already.
 */
final class AlertWebhook implements GatewayListener {
  private static final int TRIES = 4;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI url;
  private final byte[] secret;
  private final TimeSource time;

  AlertWebhook(URI url, byte[] secret, TimeSource time) {
    this.url = url;
    this.secret = secret.clone();
    this.time = time;
  }

  @Override
  public void onEvent(GatewayEvent event) {
    String text = text(event);
    if (text == null) {
      return;
    }
    String type = event.getClass().getSimpleName();
    Json body = Json.ofValue(Map.of("type", type, "at", event.at().toString(), "text", text));
    try {
      deliver(UUID.randomUUID().toString(), body.text());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the client closes, and its grace is over
      throw new IllegalStateException("closed before this was told: " + text, e);
    }
  }

  private static @Nullable String text(GatewayEvent event) {
    if (event instanceof BreakerOpened opened) {
      return opened.target() + " is down, tried again in " + opened.openFor().toSeconds() + " s";
    } else if (event instanceof KeyQuarantined refused) {
      return refused.provider() + " refuses key " + refused.keyAlias() + ": " + refused.why();
    } else if (event instanceof StreamLeaked leaked) {
      return "call " + leaked.callId() + " was not closed";
    }
    return null;
  }

  /** The id is the same for each try: who gets one twice can tell. */
  private void deliver(String id, String body) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    for (int tries = 1; !isTaken(id, body, tries == TRIES); tries++) {
      time.sleep(pause);
      pause = pause.multipliedBy(4);
    }
  }

  private boolean isTaken(String id, String body, boolean isLast) throws InterruptedException {
    try {
      int status = http.send(request(id, body), BodyHandlers.discarding()).statusCode();
      boolean mayPass = status == 408 || status == 429 || status >= 500;
      if (status / 100 != 2 && (isLast || !mayPass)) {
        throw new IllegalStateException("the webhook answered " + status); // told in the log
      }
      return status / 100 == 2;
    } catch (IOException e) {
      if (isLast) {
        throw new UncheckedIOException(e);
      }
      return false;
    }
  }

  private HttpRequest request(String id, String body) {
    long seconds = time.now().getEpochSecond();
    return HttpRequest.newBuilder(url)
        .timeout(PATIENCE)
        .header("content-type", "application/json")
        .header("webhook-id", id)
        .header("webhook-timestamp", Long.toString(seconds))
        .header("webhook-signature", signature(secret, id, seconds, body))
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  /** What the receiver computes too, and compares. */
  static String signature(byte[] secret, String id, long seconds, String body) {
    try {
      Mac hmac = Mac.getInstance("HmacSHA256");
      hmac.init(new SecretKeySpec(secret, "HmacSHA256"));
      String signed = id + "." + seconds + "." + body;
      byte[] code = hmac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(code);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
