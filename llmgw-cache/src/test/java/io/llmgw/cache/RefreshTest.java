package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.route.Route;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.test.Gate;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a refresh has replaced does not come back. */
class RefreshTest {
  private final VirtualTime time = VirtualTime.create();
  private final Gate gate = Gate.closed();
  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ScriptedProvider b = ScriptedProvider.named("b");
  private final ResponseCache cache =
      ResponseCache.ofMegabytes(1)
          .ttlOf(answer -> answer.text().equals("new") ? null : ResponseCache.TTL);
  private final LlmClient llm =
      LlmClient.builder()
          .provider(a)
          .provider(b)
          .alias("smart", Route.ordered(Route.target("a/m"), Route.target("b/m")))
          .defaultModel("a/m")
          .retries(Retries.none())
          .time(time)
          .closeGrace(Duration.ZERO)
          .use(cache)
          .build();

  @AfterEach
  void close() {
    llm.close();
  }

  private String refreshed() {
    return llm.prompt("Why?").with(CacheControl.refresh()).text();
  }

  @Test
  void aCallThatWasBegunBeforeItDoesNotReplaceItsAnswer() {
    a.answers(script -> script.waitFor(gate).text("begun before")).answers("refreshed");
    CompletableFuture<ChatResponse> slow = llm.prompt("Why?").async();
    a.awaitReceived(1);

    assertThat(refreshed()).isEqualTo("refreshed");
    gate.open();

    assertThat(slow.join().text()).as("he asked for it").isEqualTo("begun before");
    assertThat(llm.prompt("Why?").text()).isEqualTo("refreshed");
    assertThat(a.received()).isEqualTo(2);
  }

  @Test
  void vectorsThatWereAskedForBeforeItDoNotReplaceThose() {
    a.answers(
            (call, script) -> {
              script.waitFor(gate);
              ScriptedVectors.write(call, script, 1);
            })
        .answers(ScriptedVectors.of(2));
    CompletableFuture<EmbeddingResponse> slow = llm.embedAsync(EmbeddingRequest.of("one"));
    a.awaitReceived(1);

    llm.embed(EmbeddingRequest.of("one").with(CacheControl.refresh()));
    gate.open();

    assertThat(slow.join().vector(0)).containsExactly(3, 1);
    assertThat(llm.embed("one").vector(0)).containsExactly(3, 2);
    assertThat(a.received()).isEqualTo(2);
  }

  @Test
  void whereTheNewAnswerIsCutOffTheOldOneIsGone() {
    a.answers("old").answers(script -> script.text("cut").completed(FinishReason.LENGTH));
    llm.prompt("Why?").text();
    assertThat(refreshed()).isEqualTo("cut");
    a.answers("next");

    ChatResponse next = llm.prompt("Why?").send();

    assertThat(next.text()).isEqualTo("next");
    assertThat(next.served().cache()).isEqualTo(CacheStatus.MISS);
  }

  @Test
  void whereTheNewAnswerHasNoTimeTheOldOneIsGone() {
    a.answers("old").answers("new").answers("next");
    llm.prompt("Why?").text();

    assertThat(refreshed()).isEqualTo("new");

    assertThat(llm.prompt("Why?").text()).isEqualTo("next");
  }

  @Test
  void whereAStandInGivesTheNewVectorsTheOldOnesAreGone() {
    a.answers(ScriptedVectors.of(1)).fails(ErrorKind.SERVER).answers(ScriptedVectors.of(1));
    b.answers(ScriptedVectors.of(2));
    EmbeddingRequest one = EmbeddingRequest.builder().inputs(List.of("one")).model("smart").build();
    llm.embed(one);
    assertThat(llm.embed(one.with(CacheControl.refresh())).vector(0)).containsExactly(3, 2);

    EmbeddingResponse next = llm.embed(one);

    assertThat(next.served().cache()).isEqualTo(CacheStatus.MISS);
  }

  @Test
  void whatWasBegunBeforeAnAnswerThatIsNotKeptIsNotKeptEither() {
    a.answers(script -> script.waitFor(gate).text("begun before")).answers("new").answers("next");
    CompletableFuture<ChatResponse> slow = llm.prompt("Why?").async();
    a.awaitReceived(1);

    assertThat(refreshed()).isEqualTo("new");
    gate.open();
    slow.join();

    assertThat(llm.prompt("Why?").text()).isEqualTo("next");
  }

  @Test
  void whatWasAskedForAfterItStays() {
    a.answers(script -> script.waitFor(gate).text("new")).answers("asked for after");
    CompletableFuture<ChatResponse> slow = llm.prompt("Why?").with(CacheControl.refresh()).async();
    a.awaitReceived(1);
    assertThat(llm.prompt("Why?").text()).isEqualTo("asked for after");

    gate.open();
    slow.join();

    assertThat(llm.prompt("Why?").text()).isEqualTo("asked for after");
    assertThat(a.received()).isEqualTo(2);
  }

  @Test
  void whereItFailsTheOldOneStays() {
    a.answers("old").fails(ErrorKind.SERVER);
    llm.prompt("Why?").text();

    assertThat(Failed.kindOf(llm.prompt("Why?").with(CacheControl.refresh()).async()))
        .isEqualTo(ErrorKind.SERVER);

    assertThat(llm.prompt("Why?").text()).isEqualTo("old");
  }
}
