package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.event.BillReported;
import io.llmgw.api.event.MediaProduced;
import io.llmgw.api.event.UsageReported;
import io.llmgw.api.json.Json;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A store that processes share, good and bad. */
class SecondLevelTest {
  private final Map<String, byte[]> stored = new ConcurrentHashMap<>();
  private final List<String> removed = new CopyOnWriteArrayList<>();
  private final ScriptedProvider a = ScriptedProvider.named("a");
  private LlmClient one;
  private LlmClient other;

  private LlmClient client(ResponseStore store) {
    return client(a, store);
  }

  private static LlmClient client(ScriptedProvider provider, ResponseStore store) {
    return client(provider, ResponseCache.ofMegabytes(1).secondLevel(store));
  }

  private static LlmClient client(ScriptedProvider provider, ResponseCache cache) {
    return LlmClient.builder()
        .provider(provider)
        .defaultModel("a/m")
        .time(VirtualTime.create()) // nothing is waited for in vain on a busy machine
        .closeGrace(Duration.ZERO)
        .use(cache)
        .build();
  }

  @AfterEach
  void close() {
    if (one != null) {
      one.close();
    }
    if (other != null) {
      other.close();
    }
  }

  /** A map, as another process would see it. */
  private class SharedMap implements ResponseStore {
    @Override
    public CompletionStage<byte[]> get(String key) {
      return CompletableFuture.completedFuture(stored.get(key));
    }

    @Override
    public CompletionStage<?> put(StoredEntry entry) {
      stored.put(entry.key(), entry.bytes());
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> remove(Label label, String value) {
      if (label == Label.KEY) {
        stored.remove(value);
      }
      return CompletableFuture.completedFuture(null);
    }
  }

  /** One that keeps nothing new, as what is kept comes when it likes. */
  private class ReadOnlyMap extends SharedMap {
    @Override
    public CompletionStage<?> put(StoredEntry entry) {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> remove(Label label, String value) {
      removed.add(label + " " + value);
      return CompletableFuture.completedFuture(null);
    }
  }

  private void awaitStored(int count) {
    Patience.until(count + " entries in the store", () -> stored.size() == count);
  }

  @Test
  @Fault("F132")
  void anotherProcessGivesTheSameAnswer() {
    ProviderItem item = new ProviderItem("a", "search", Json.ofText("{\"q\": 1}"));
    a.answers(
        script ->
            script
                .reasoning("well")
                .signed("sig")
                .text("bl\ud83d")
                .text("ue")
                .events(
                    new MediaProduced(
                        7, Part.image(Media.of(new byte[] {1, 2}, "application/x-some"))))
                .item(item)
                .events(
                    new UsageReported(Usage.reported(7, 1)),
                    new BillReported(null, null, Usage.reported(2, 1)),
                    new BillReported(Cost.reported(new BigDecimal("0.5"), "EUR"), "flex"))
                .usage(Usage.reported(7, 3)));
    one = client(new SharedMap());
    other = client(new SharedMap());
    ChatResponse first = one.prompt("Why?").send();
    awaitStored(1);

    ChatResponse second = other.prompt("Why?").send();

    assertThat(second.served().cache()).isEqualTo(CacheStatus.HIT);
    assertThat(second.message()).isEqualTo(first.message());
    assertThat(second.usage()).isEqualTo(first.usage());
    assertThat(second.finishReason()).isEqualTo(first.finishReason());
    assertThat(second.head()).isEqualTo(first.head());
    assertThat(second.served().cacheUse().savedCost()).isEqualTo(first.served().cost());
    stored.clear();
    assertThat(other.prompt("Why?").send().served().cache()).isEqualTo(CacheStatus.HIT);
    assertThat(a.received()).isOne();
  }

  @Test
  @Fault("F133")
  void bytesThatAreNoEntryAreAMissAndAreRemoved() {
    a.always("blue");
    one = client(new SharedMap());
    one.prompt("Why?").text();
    awaitStored(1);
    String key = stored.keySet().iterator().next();
    byte[] good = stored.get(key);
    Random random = new Random(17);
    for (int i = 0; i < 300; i++) {
      byte[] bad = broken(good, i, random);
      stored.put(key, bad);
      ScriptedProvider asked = ScriptedProvider.named("a").always("blue");
      try (LlmClient fresh = client(asked, new ReadOnlyMap())) {
        assertThat(fresh.prompt("Why?").text()).as("broken in way %s", i).isEqualTo("blue");
        assertThat(asked.received()).as("broken in way %s", i).isOne();
        int count = i + 1;
        Patience.until("its removal", () -> removed.size() == count);
      }
    }
    assertThat(removed).containsOnly("KEY " + key);
  }

  @Test
  void whoDoesNotKnowTheSecretCannotMakeEntries() {
    a.answers("green");
    ScriptedProvider forging = ScriptedProvider.named("a").always("blue");
    try (LlmClient forger = client(forging, new SharedMap())) {
      forger.prompt("Why?").text();
      awaitStored(1);
    }
    one =
        LlmClient.builder()
            .provider(a)
            .defaultModel("a/m")
            .use(ResponseCache.ofMegabytes(1).secondLevel(new SharedMap(), new byte[16]))
            .build();

    assertThat(one.prompt("Why?").text()).isEqualTo("green");
  }

  /** Cut, of another version, or with some bytes changed. */
  private static byte[] broken(byte[] good, int round, Random random) {
    if (round % 3 == 0) {
      return Arrays.copyOf(good, random.nextInt(good.length));
    }
    byte[] bad = good.clone();
    if (round % 3 == 1) {
      bad[random.nextInt(4)]++;
      return bad;
    }
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      bad[random.nextInt(bad.length)] ^= (byte) (1 + random.nextInt(255));
    }
    return bad;
  }

  @Test
  @Fault("F134")
  void aStoreThatThrowsIsPassedBy() {
    a.always("blue");
    one =
        client(
            new SharedMap() {
              @Override
              public CompletionStage<byte[]> get(String key) {
                throw new IllegalStateException("down");
              }

              @Override
              public CompletionStage<?> put(StoredEntry entry) {
                return CompletableFuture.failedFuture(new IllegalStateException("down"));
              }
            });

    for (int i = 0; i < 10; i++) {
      assertThat(one.prompt("question " + i).text()).isEqualTo("blue");
    }
    assertThat(one.prompt("question 3").send().served().cache()).isEqualTo(CacheStatus.HIT);
  }

  @Test
  @Fault("F134")
  void aStoreThatTakesItsTimeIsWaitedForFiftyMilliseconds() {
    VirtualTime time = VirtualTime.create();
    Gate gate = Gate.closed();
    a.always("blue");
    one =
        LlmClient.builder()
            .provider(a)
            .defaultModel("a/m")
            .time(time)
            .closeGrace(Duration.ZERO)
            .use(
                ResponseCache.ofMegabytes(1)
                    .secondLevel(
                        new SharedMap() {
                          @Override
                          public CompletionStage<byte[]> get(String key) {
                            try {
                              gate.pass(); // blocks the thread that asks
                            } catch (InterruptedException e) {
                              Thread.currentThread().interrupt();
                            }
                            return super.get(key);
                          }
                        }))
            .build();
    CompletableFuture<ChatResponse> asked = one.prompt("Why?").async();

    time.awaitDueIn(Duration.ofMillis(50));
    assertThat(asked).isNotDone();
    time.advance(Duration.ofMillis(50));

    assertThat(asked.join().text()).isEqualTo("blue");
    gate.open();
  }

  @Test
  @Fault("F134")
  void aStoreThatIsAlwaysTooLateIsLeftAlone() {
    VirtualTime time = VirtualTime.create();
    List<CompletableFuture<byte[]>> late = new CopyOnWriteArrayList<>();
    a.always("blue");
    one =
        LlmClient.builder()
            .provider(a)
            .defaultModel("a/m")
            .time(time)
            .closeGrace(Duration.ZERO)
            .use(
                ResponseCache.ofMegabytes(1)
                    .secondLevel(
                        new SharedMap() {
                          @Override
                          public CompletionStage<byte[]> get(String key) {
                            CompletableFuture<byte[]> answer = new CompletableFuture<>();
                            late.add(answer);
                            return answer;
                          }
                        }))
            .build();
    for (int i = 0; i < 5; i++) {
      CompletableFuture<ChatResponse> asked = one.prompt("question " + i).async();
      int count = i + 1;
      Patience.until("the store to be asked", () -> late.size() == count);
      time.awaitDueIn(Duration.ofMillis(50));
      time.advance(Duration.ofMillis(50));
      assertThat(asked.join().text()).isEqualTo("blue");
      late.get(i).complete(null); // too late to count for it
    }

    assertThat(one.prompt("another question").text()).isEqualTo("blue");
    assertThat(late).hasSize(5);
  }

  @Test
  void whoAsksDuringAnInvalidationKeepsNothingOld() {
    a.answers("old").always("new");
    Gate gate = Gate.closed();
    ResponseCache cache =
        ResponseCache.ofMegabytes(1)
            .secondLevel(
                new SharedMap() {
                  @Override
                  public CompletionStage<?> remove(Label label, String value) {
                    CompletableFuture<Boolean> done = new CompletableFuture<>();
                    gate.whenOpen(
                        () -> {
                          stored.clear();
                          done.complete(true);
                        });
                    return done;
                  }
                });
    one =
        LlmClient.builder()
            .provider(a)
            .defaultModel("a/m")
            .time(VirtualTime.create())
            .closeGrace(Duration.ZERO)
            .use(cache)
            .build();
    one.prompt("Why?").text();
    awaitStored(1);

    cache.invalidateModel("a/m");
    assertThat(one.prompt("Why?").text()).as("the store has the old one yet").isEqualTo("new");
    gate.open();
    Patience.until("it to be dropped here as well", () -> cache.size() == 0);

    assertThat(one.prompt("Why?").text()).isEqualTo("new");
  }

  @Test
  @Fault("F134")
  void whereTheJvmHasNoThreadLeftToAskItTheCallGoesOnWithout() {
    a.answers("old").answers("new");
    one = client(new SharedMap());
    one.prompt("Why?").text();
    awaitStored(1);
    other = client(a, ResponseCache.ofMegabytes(1).withoutSharing().secondLevel(new ReadOnlyMap()));

    ChatResponse answer = NoThreads.during(() -> other.prompt("Why?").send());

    assertThat(answer.text()).isEqualTo("new");
    assertThat(answer.served().cache()).isEqualTo(CacheStatus.MISS);
  }

  @Test
  void anotherVersionOfThePoliciesFindsNothingOfTheOldOne() {
    a.answers("old").answers("new");
    one = client(a, ResponseCache.ofMegabytes(1).policyVersion("1").secondLevel(new SharedMap()));
    one.prompt("Why?").text();
    awaitStored(1);

    other = client(a, ResponseCache.ofMegabytes(1).policyVersion("2").secondLevel(new SharedMap()));

    assertThat(other.prompt("Why?").text()).isEqualTo("new");
  }

  @Test
  void whatWasReadBeforeItWasRemovedIsNotGiven() {
    a.answers("new");
    CompletableFuture<byte[]> read = new CompletableFuture<>();
    Gate asked = Gate.closed();
    ResponseCache cache =
        ResponseCache.ofMegabytes(1)
            .secondLevel(
                new ReadOnlyMap() {
                  @Override
                  public CompletionStage<byte[]> get(String key) {
                    asked.open();
                    return read;
                  }
                });
    try (LlmClient filler = client(ScriptedProvider.named("a").always("old"), new SharedMap())) {
      filler.prompt("Why?").text();
      awaitStored(1);
    }
    one =
        LlmClient.builder()
            .provider(a)
            .defaultModel("a/m")
            .time(VirtualTime.create())
            .closeGrace(Duration.ZERO)
            .use(cache)
            .build();
    CompletableFuture<ChatResponse> late = one.prompt("Why?").async();
    Patience.until("the store to be asked", asked::isOpen);

    cache.invalidateNamespace(ResponseCache.NAMESPACE);
    Patience.until("its removal", () -> removed.size() == 1);
    cache.invalidateTenant("initech");
    Patience.until("the removal after it", () -> removed.size() == 2); // so the first is over
    read.complete(stored.values().iterator().next());

    assertThat(late.join().text()).isEqualTo("new");
  }
}
