package io.llmgw.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.usage.Usage;
import io.llmgw.cache.CacheControl;
import io.llmgw.cache.ResponseCache;
import io.llmgw.observability.metrics.Metrics;
import io.llmgw.test.Door;
import io.llmgw.test.Gate;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.ScriptedProvider;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the meters of a client say of its cache: nothing is counted as asked that was not. */
class CacheMetersTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Which colour has the sky?");
  private static final Usage USAGE = Usage.reported(7, 3);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final VirtualTime time = VirtualTime.skipping();
  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final LlmClient llm =
      LlmClient.builder()
          .provider(a)
          .defaultModel("a/m")
          .retries(Retries.none())
          .time(time)
          .use(
              ResponseCache.ofMegabytes(1)
                  .ttl(Duration.ofMinutes(1))
                  .staleIfError(Duration.ofHours(1)))
          .use(Metrics.to(registry))
          .build();

  @AfterEach
  void close() {
    llm.close();
  }

  @Test
  void whatIsGivenAgainIsCountedByHowAndCostsNothing() {
    a.answers(script -> script.text("blue").usage(USAGE));
    a.answers(script -> script.text("blue").usage(USAGE));
    a.answers(script -> script.fail(ErrorKind.OVERLOADED));

    llm.chat(QUESTION);
    llm.chat(QUESTION);
    llm.chat(QUESTION);
    llm.chat(QUESTION.with(CacheControl.off()));
    time.advance(Duration.ofMinutes(2));
    llm.chat(QUESTION);

    llm.close(); // which waits until all is told
    assertThat(sum("llmgw.cache.requests", "result", "miss")).isOne();
    assertThat(sum("llmgw.cache.requests", "result", "hit")).isEqualTo(2);
    assertThat(sum("llmgw.cache.requests", "result", "bypass")).isOne();
    assertThat(sum("llmgw.cache.requests", "result", "stale")).isOne();
    assertThat(sum("llmgw.cache.requests")).isEqualTo(5);
    assertThat(sum("llmgw.cache.saved.tokens")).isEqualTo(30);
    assertThat(sum("llmgw.attempts", "outcome", "success")).isEqualTo(2);
    assertThat(sum("llmgw.attempts", "outcome", "failure")).isOne();
    assertThat(sum("llmgw.tokens")).isEqualTo(20);
    assertThat(succeeded()).isEqualTo(5);
  }

  @Test
  void callsThatShareOneAreOneAttempt() {
    Gate rest = Gate.closed();
    a.answers(script -> script.text("bl").waitFor(rest).text("ue").usage(USAGE));
    Visit first = Door.STREAM.enter(llm, QUESTION);
    first.awaitEvents(2);
    Visit second = Door.STREAM.enter(llm, QUESTION);
    Visit third = Door.PUBLISH.enter(llm, QUESTION);

    second.awaitEvents(2); // so they have joined it
    third.awaitEvents(2);
    rest.open();

    assertThat(first.await().text()).isEqualTo("blue");
    assertThat(second.await().text()).isEqualTo("blue");
    assertThat(third.await().text()).isEqualTo("blue");
    llm.close(); // which waits until all is told
    assertThat(sum("llmgw.cache.requests", "result", "miss")).isOne();
    assertThat(sum("llmgw.cache.requests", "result", "coalesced")).isEqualTo(2);
    assertThat(sum("llmgw.attempts")).isOne();
    assertThat(sum("llmgw.tokens")).isEqualTo(10);
    assertThat(succeeded()).isEqualTo(3);
  }

  private double sum(String name, String... tags) {
    return registry.find(name).tags(tags).counters().stream().mapToDouble(Counter::count).sum();
  }

  private long succeeded() {
    return registry.find("llmgw.request.duration").tag("outcome", "success").timers().stream()
        .mapToLong(Timer::count)
        .sum();
  }
}
