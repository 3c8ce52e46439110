package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.test.Gate;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A call fails, and what was there past its time when it began is no longer what is there. */
class InvalidatedStaleTest {
  private final VirtualTime time = VirtualTime.create();
  private final Gate gate = Gate.closed();
  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ResponseCache cache =
      ResponseCache.ofMegabytes(1).ttl(Duration.ofMinutes(1)).staleIfError(Duration.ofHours(6));
  private final LlmClient llm =
      LlmClient.builder()
          .provider(a)
          .defaultModel("a/m")
          .retries(Retries.none())
          .time(time)
          .closeGrace(Duration.ZERO)
          .use(cache)
          .build();
  private final LlmClient mine = llm.forCaller(Caller.tenant("globex"));
  private CompletableFuture<ChatResponse> asked = new CompletableFuture<>();

  @BeforeEach
  void askOnceAndThenAgainPastItsTime() {
    a.answers("old");
    mine.prompt("Why?").text();
    time.advance(Duration.ofMinutes(2));
    a.answers(script -> script.waitFor(gate).fail(ErrorKind.SERVER));
    asked = mine.prompt("Why?").async();
    a.awaitReceived(2);
  }

  @AfterEach
  void close() {
    llm.close();
  }

  @Test
  void whatWasDroppedMeanwhileIsNotGiven() {
    assertThat(cache.invalidateTenant("globex")).isOne();

    gate.open();

    assertThat(Failed.kindOf(asked)).isEqualTo(ErrorKind.SERVER);
  }

  @Test
  void whatWasKeptMeanwhileIsGivenInItsPlace() {
    a.answers("new");
    mine.prompt("Why?").with(CacheControl.writeOnly()).send();

    gate.open();

    assertThat(asked.join().text()).isEqualTo("new");
    assertThat(asked.join().served().cache()).isEqualTo(CacheStatus.HIT);
  }

  @Test
  void whatIsThereYetIsGiven() {
    cache.invalidateTenant("initech");

    gate.open();

    assertThat(asked.join().text()).isEqualTo("old");
    assertThat(asked.join().served().cache()).isEqualTo(CacheStatus.STALE);
  }
}
