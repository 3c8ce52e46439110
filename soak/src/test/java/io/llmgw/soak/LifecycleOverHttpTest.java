package io.llmgw.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.benchmarks.server.ServerProcess;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.test.DoorResult;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.Visit;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Call;
import okhttp3.EventListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same over HTTP/1.1: connections, lookups, exchanges and their buffers included. */
@ExtendWith(LeakRule.class)
class LifecycleOverHttpTest {
  private static final int SOME = 2_000;

  /** A fifth of those without sockets. */
  private static final int MANY = SOME + Integer.getInteger("llmgw.soak.calls", 100_000) / 5;

  /** It remembers each request, with some 6 KB. */
  private static final int SERVER_MEGABYTES = 512;

  /** Bytes per call; an exchange, its registration or a connection have hundreds. */
  private static final long NOISE = 64;

  // So that what rests is gone when the holdings are looked at.
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(1);

  private final AtomicInteger sent = new AtomicInteger();

  @Test
  @Fault("I11")
  void manyCallsHoldNoMoreThanSome() throws IOException {
    try (ServerProcess server = ServerProcess.start(EndingsServer.class, SERVER_MEGABYTES);
        LlmClient llm = client(server.baseUrl())) {
      makeCalls(llm, 0, SOME);
      Holdings afterSome = Holdings.after(SOME);

      makeCalls(llm, SOME, MANY);
      Holdings.after(MANY).expectNoMoreThan(afterSome, NOISE);
    }
  }

  private LlmClient client(String baseUrl) {
    EventListener listener =
        new EventListener() {
          @Override
          public void requestBodyEnd(Call call, long byteCount) {
            sent.incrementAndGet();
          }
        };
    HttpSettings settings =
        HttpSettings.builder().keepAlive(KEEP_ALIVE).eventListenerFactory(call -> listener).build();
    return LlmClient.builder()
        .provider(OpenAi.builder().baseUrl(baseUrl).keys(Keys.of("sk")).http(settings).build())
        .defaultModel("openai/m")
        .retries(Retries.none())
        .build();
  }

  private void makeCalls(LlmClient llm, int from, int to) {
    for (int made = from; made < to; made++) {
      Course course = Course.of(made);
      int before = sent.get();
      Visit visit = Course.door(made).enter(llm, ChatRequest.of(course.name()));
      if (course == Course.CANCELLED) {
        Patience.until("the request to be sent", () -> sent.get() > before);
        visit.cancel();
      }
      DoorResult result = visit.await();
      assertThat(result.ending()).as("call %d: %s", made, result).isEqualTo(course.ending());
    }
  }
}
