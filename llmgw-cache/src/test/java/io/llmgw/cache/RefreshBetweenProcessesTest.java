package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a refresh has replaced does not come back from the second level either. */
class RefreshBetweenProcessesTest {
  private static final Duration LATE = Duration.ofSeconds(1);

  private final VirtualTime time = VirtualTime.create();
  private final MapStore store = new MapStore();
  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ScriptedProvider b = ScriptedProvider.named("a").always("asked by the other");
  private final LlmClient one = client(a);
  private final LlmClient other = client(b);

  private LlmClient client(ScriptedProvider provider) {
    return LlmClient.builder()
        .provider(provider)
        .defaultModel("a/m")
        .retries(Retries.none())
        .time(time)
        .closeGrace(Duration.ZERO)
        .use(ResponseCache.ofMegabytes(1).secondLevel(store))
        .build();
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  private static String refreshed(LlmClient client) {
    return client.prompt("Why?").with(CacheControl.refresh()).text();
  }

  private void keepOldAnswer() {
    a.answers("old");
    one.prompt("Why?").text();
    store.awaitStored(1);
  }

  @Test
  void whatComesFromAfarReplacesNoYoungerAnswer() {
    keepOldAnswer();
    Gate gate = Gate.closed();
    store.readsWaitFor(gate);
    CompletableFuture<ChatResponse> slow = other.prompt("Why?").async();
    store.awaitReads(2);
    assertThat(refreshed(other)).isEqualTo("asked by the other");

    gate.open();

    assertThat(slow.join().text()).as("the younger one").isEqualTo("asked by the other");
    ChatResponse next = other.prompt("Why?").send();
    assertThat(next.text()).isEqualTo("asked by the other");
    assertThat(next.served().cache()).isEqualTo(CacheStatus.HIT);
    assertThat(b.received()).isOne();
  }

  @Test
  void whatComesFromAfarReplacesAnOlderAnswer() {
    keepOldAnswer();
    assertThat(other.prompt("Why?").text()).isEqualTo("old");
    time.advance(Duration.ofMinutes(10));
    a.answers("new");
    refreshed(one);
    store.awaitPuts(2);
    CacheControl young = CacheControl.DEFAULT.maxAge(Duration.ofMinutes(5));

    assertThat(other.prompt("Why?").with(young).text()).isEqualTo("new");

    assertThat(other.prompt("Why?").text()).isEqualTo("new");
    assertThat(b.received()).isZero();
  }

  @Test
  void whereTheStoreDoesNotTakeTheNewAnswerTheOldOneIsRemovedThere() {
    keepOldAnswer();
    store.failsPuts(true);
    a.answers("new");

    refreshed(one);

    store.awaitStored(0);
    assertThat(other.prompt("Why?").text()).isEqualTo("asked by the other");
    assertThat(one.prompt("Why?").text()).isEqualTo("new");
  }

  @Test
  void whereTheStoreIsLeftAloneTheOldOneIsRemovedThere() {
    keepOldAnswer();
    store.failsPuts(true);
    a.always("new");
    for (int i = 1; i <= 5; i++) { // so many failures in a row
      one.prompt("question " + i).text();
      store.awaitPuts(1 + i);
    }

    refreshed(one);

    store.awaitStored(0);
    assertThat(store.ttls()).as("it is not told of the new one").hasSize(6);
  }

  @Test
  void whereTheStoreIsLateToTakeItTheOldOneIsRemovedThere() {
    keepOldAnswer();
    store.endsNoPut(true);
    a.answers("new");
    refreshed(one);
    store.awaitPuts(2);
    time.awaitDueIn(LATE);

    time.advance(LATE);

    store.awaitStored(0);
  }

  @Test
  void whereItIsOvertakenAndTheStoreDoesNotTakeTheOtherTheOldOneIsRemovedThere() {
    keepOldAnswer();
    store.endsNoPut(true);
    a.answers("something else").answers("new").answers("newest");
    one.prompt("What?").text();
    store.awaitPuts(2); // what comes next waits for that
    refreshed(one);
    one.prompt("Why?").with(CacheControl.writeOnly()).text();
    store.endsNoPut(false);
    store.failsPuts(true);

    store.endPuts();

    store.awaitStored(0);
    assertThat(other.prompt("Why?").text()).isEqualTo("asked by the other");
  }

  @Test
  void whereTheNewAnswerIsNotKeptTheOldOneIsRemovedThere() {
    keepOldAnswer();
    a.answers(script -> script.text("cut").completed(FinishReason.LENGTH)).answers("next");

    assertThat(refreshed(one)).isEqualTo("cut");

    assertThat(one.prompt("Why?").text()).isEqualTo("next");
    store.awaitRemovals(1);
    store.awaitStored(1);
    assertThat(other.prompt("Why?").text()).isEqualTo("next");
  }

  @Test
  void whoAsksWhileItIsRemovedThereAsksAnewHoweverLongHeReads() {
    keepOldAnswer();
    Gate removal = Gate.closed();
    Gate read = Gate.closed();
    store.removalsWaitFor(removal);
    a.answers(script -> script.text("cut").completed(FinishReason.LENGTH)).answers("next");
    refreshed(one);
    store.readsWaitFor(read);
    int reads = store.reads();
    CompletableFuture<ChatResponse> next = one.prompt("Why?").async();
    Patience.until("one to be asked", () -> store.reads() > reads || a.received() > 2);
    removal.open();
    store.awaitRemovals(1);
    read.open();

    assertThat(next.join().text()).isEqualTo("next");
  }

  /** What others keep at their first try is theirs: an entry that is there is as good. */
  @Test
  void whereTheStoreDoesNotTakeAnyOtherAnswerNothingIsRemoved() {
    keepOldAnswer();
    store.failsPuts(true);
    a.answers("new");
    CacheControl young = CacheControl.DEFAULT.maxAge(Duration.ofMinutes(5));
    time.advance(Duration.ofMinutes(10));

    assertThat(one.prompt("Why?").with(young).text()).isEqualTo("new");
    store.awaitPuts(2);

    assertThat(other.prompt("Why?").text()).isEqualTo("old");
  }

  @Test
  void whoOnlyReadsMovesNothingIntoMemory() {
    keepOldAnswer();

    for (int i = 1; i <= 2; i++) {
      ChatResponse found = other.prompt("Why?").with(CacheControl.readOnly()).send();
      assertThat(found.text()).isEqualTo("old");
      assertThat(found.served().cache()).isEqualTo(CacheStatus.HIT);
      assertThat(store.reads()).as("it is asked each time").isEqualTo(1 + i);
    }
    other.prompt("Why?").text();
    assertThat(other.prompt("Why?").text()).isEqualTo("old");

    assertThat(store.reads()).as("in memory by now").isEqualTo(4);
  }
}
