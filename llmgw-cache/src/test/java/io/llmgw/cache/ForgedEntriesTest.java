package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import io.llmgw.api.event.BillReported;
import io.llmgw.api.event.MediaProduced;
import io.llmgw.api.event.UsageReported;
import io.llmgw.api.moderation.ModerationRequest;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.rerank.RerankRequest;
import io.llmgw.api.response.LlmResponse;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store whose entries have the right seal and are no answers: without a secret anybody can. */
class ForgedEntriesTest {
  private static final int SEAL = 32;
  private static final int MUTATIONS = 4_000;

  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final Forger store = new Forger();
  private final LlmClient llm =
      LlmClient.builder()
          .provider(a)
          .defaultModel("a/m")
          .time(VirtualTime.create())
          .closeGrace(Duration.ZERO)
          .use(
              ResponseCache.ofMegabytes(4)
                  .with(CacheControl.DEFAULT.alsoToolCalls())
                  .staleIfError(Duration.ofDays(1))
                  .secondLevel(store))
          .build();

  @AfterEach
  void close() {
    llm.close();
  }

  /** Keeps one entry, and gives what is made of it for whatever it is asked for. */
  private static final class Forger implements ResponseStore {
    private final List<String> removed = new CopyOnWriteArrayList<>();
    private volatile byte @Nullable [] kept;
    private volatile byte @Nullable [] given;

    @Override
    public CompletionStage<byte[]> get(String key) {
      byte[] content = given;
      return CompletableFuture.completedFuture(content == null ? null : sealed(key, content));
    }

    private static byte[] sealed(String key, byte[] content) {
      byte[] sealed = Arrays.copyOf(content, content.length + SEAL);
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(key.getBytes(StandardCharsets.US_ASCII));
        System.arraycopy(digest.digest(content), 0, sealed, content.length, SEAL);
      } catch (NoSuchAlgorithmException everyJvmHasIt) {
        throw new IllegalStateException(everyJvmHasIt);
      }
      return sealed;
    }

    @Override
    public CompletionStage<?> put(StoredEntry entry) {
      if (kept == null) {
        kept = Arrays.copyOf(entry.bytes(), entry.bytes().length - SEAL);
      }
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> remove(Label label, String value) {
      removed.add(value);
      return CompletableFuture.completedFuture(null);
    }

    byte[] awaitKept() {
      Patience.until("an entry in the store", () -> kept != null);
      return Objects.requireNonNull(kept);
    }

    void gives(byte[] content) {
      given = content;
    }
  }

  private byte[] kept(LlmRequest<?> request) {
    llm.send(request);
    return store.awaitKept();
  }

  private void rich() {
    a.always(
        (call, script) ->
            script
                .reasoning("thought")
                .signed("sig")
                .text("hello ")
                .text("world")
                .toolCall("c1", "look", "{}")
                .events(
                    new MediaProduced(9, Part.image(Media.of(new byte[] {1, 2}, "image/png"))),
                    new UsageReported(Usage.reported(7, 1)),
                    new BillReported(Cost.reported(new BigDecimal("0.5"), "EUR"), "flex"))
                .usage(Usage.reported(7, 3)));
  }

  @Test
  void noMutationOfAChatFailsACall() {
    rich();

    expectNoFailure(number -> ChatRequest.of("Why? " + number), new Random(7));
  }

  @Test
  void noMutationOfVerdictsFailsACall() {
    a.always((call, script) -> script.fitting(call.request()));

    expectNoFailure(number -> ModerationRequest.of("a", "b " + number), new Random(8));
  }

  @Test
  void noMutationOfARankingFailsACall() {
    a.always((call, script) -> script.fitting(call.request()));

    expectNoFailure(number -> RerankRequest.of("q " + number, List.of("a", "b")), new Random(9));
  }

  private <R extends LlmResponse> void expectNoFailure(
      IntFunction<LlmRequest<R>> question, Random random) {
    byte[] good = kept(question.apply(0));
    int hits = 0;

    for (int i = 1; i <= MUTATIONS; i++) {
      store.gives(mutated(good, random));
      LlmResponse answer = llm.send(question.apply(i)); // fails where the entry would
      hits += answer.served().cache() == CacheStatus.HIT ? 1 : 0;
    }

    assertThat(hits).isBetween(MUTATIONS / 20, MUTATIONS * 19 / 20);
  }

  /** Half of them with a small number more or less, which is another kind, or another place. */
  private static byte[] mutated(byte[] good, Random random) {
    byte[] mutated = good.clone();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      int at = 4 + random.nextInt(mutated.length - 4);
      mutated[at] =
          switch (random.nextInt(6)) {
            case 0 -> (byte) random.nextInt();
            case 1 -> 0x7f;
            case 2 -> (byte) 0xff;
            default -> (byte) (mutated[at] + random.nextInt(5) - 2);
          };
    }
    return random.nextInt(10) == 0
        ? Arrays.copyOf(mutated, random.nextInt(mutated.length))
        : mutated;
  }

  /** Of few chars, and of more digits than there is time to write. */
  @ParameterizedTest
  @ValueSource(strings = {"1E100000000", "1E-100000000", "1E2147483647", "9e99"})
  void anEntryOfAnEndlessCostIsAMissAndRemoved(String amount) {
    rich();
    byte[] good = kept(ChatRequest.of("Why?"));

    expectMiss(replaced(good, "0.5", amount));
  }

  @Test
  void anEntryWhoseEventsDoNotFitTogetherIsAMissAndRemoved() {
    a.always((call, script) -> script.reasoning("thought").text("hello"));
    byte[] good = kept(ChatRequest.of("Why?"));
    int text = indexOf(good, utf16("hello")) - Integer.BYTES;

    expectMiss(changed(good, bytes -> bytes.putInt(text - Integer.BYTES, 0)));
  }

  private void expectMiss(byte[] forged) {
    store.gives(forged);

    LlmResponse answer = llm.send(ChatRequest.of("Why not?"));

    assertThat(answer.served().cache()).isEqualTo(CacheStatus.MISS);
    Patience.until("its removal", () -> store.removed.size() == 1);
  }

  private static byte[] changed(byte[] good, UnaryOperator<ByteBuffer> change) {
    return change.apply(ByteBuffer.wrap(good.clone())).array();
  }

  private static byte[] replaced(byte[] good, String text, String other) {
    int at = indexOf(good, utf16(text)) - Integer.BYTES;
    int rest = at + Integer.BYTES + utf16(text).length;
    return ByteBuffer.allocate(good.length + utf16(other).length - utf16(text).length)
        .put(good, 0, at)
        .putInt(other.length())
        .put(utf16(other))
        .put(good, rest, good.length - rest)
        .array();
  }

  private static byte[] utf16(String text) {
    return text.getBytes(StandardCharsets.UTF_16BE);
  }

  private static int indexOf(byte[] bytes, byte[] sought) {
    int at = 0;
    while (!Arrays.equals(bytes, at, at + sought.length, sought, 0, sought.length)) {
      at++;
    }
    return at;
  }
}
