package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import io.llmgw.api.event.MediaProduced;
import io.llmgw.api.image.ImageRequest;
import io.llmgw.api.moderation.ModerationResponse;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Operation;
import io.llmgw.api.rerank.RerankResponse;
import io.llmgw.api.response.LlmResponse;
import io.llmgw.api.transcription.TranscriptionRequest;
import io.llmgw.api.transcription.TranscriptionResponse;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is kept of operations that are neither chats nor embeddings. */
class CachedOperationsTest {
  private static final String LARGE = "a large picture";

  private final Map<String, byte[]> stored = new ConcurrentHashMap<>();
  private final ScriptedProvider a =
      ScriptedProvider.named("a")
          .always(
              (call, script) -> {
                if (call.request().content().textLength() == LARGE.length()) {
                  Media large = Media.of(new byte[1 << 20], "image/png");
                  script.events(new MediaProduced(0, Part.image(large)));
                } else {
                  script.fitting(call.request());
                }
              });
  private final LlmClient llm = client();

  private LlmClient client() {
    return LlmClient.builder()
        .provider(a)
        .defaultModel("a/m")
        .time(VirtualTime.create())
        .closeGrace(Duration.ZERO)
        .use(ResponseCache.ofMegabytes(1).secondLevel(new Store()))
        .build();
  }

  private final class Store implements ResponseStore {
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
      return CompletableFuture.completedFuture(null);
    }
  }

  @AfterEach
  void close() {
    llm.close();
  }

  static Stream<LlmRequest<?>> judged() {
    return OperationSamples.requests().filter(request -> !isMade(request));
  }

  static Stream<LlmRequest<?>> made() {
    return OperationSamples.requests().filter(CachedOperationsTest::isMade);
  }

  private static boolean isMade(LlmRequest<?> request) {
    return request.operation() == Operation.IMAGE || request.operation() == Operation.SPEECH;
  }

  private static Object content(LlmResponse answer) {
    if (answer instanceof ModerationResponse moderation) {
      return moderation.verdicts();
    }
    if (answer instanceof RerankResponse rerank) {
      return rerank.ranking();
    }
    TranscriptionResponse transcript = (TranscriptionResponse) answer;
    return Map.of("text", transcript.text(), "details", transcript.details());
  }

  @ParameterizedTest
  @MethodSource("judged")
  void theSameIsAskedOnce(LlmRequest<?> request) {
    LlmResponse first = llm.send(request);
    LlmResponse second = llm.send(request);

    assertThat(a.received()).isOne();
    assertThat(second.served().cache()).isEqualTo(CacheStatus.HIT);
    assertThat(content(second)).isEqualTo(content(first));
  }

  @ParameterizedTest
  @MethodSource("judged")
  void anotherProcessGivesTheSameAnswer(LlmRequest<?> request) {
    LlmResponse first = llm.send(request);
    Patience.until("it to be stored", () -> stored.size() == 1);

    try (LlmClient other = client()) {
      LlmResponse second = other.send(request);

      assertThat(second.served().cache()).isEqualTo(CacheStatus.HIT);
      assertThat(content(second)).isEqualTo(content(first));
      assertThat(a.received()).isOne();
    }
  }

  /** Who asks for an image a second time wants another one. */
  @ParameterizedTest
  @MethodSource("made")
  void whatIsMadeIsMadeAnewUnlessSampledAnswersAreKept(LlmRequest<?> request) {
    llm.send(request);

    assertThat(llm.send(request).served().cache()).isEqualTo(CacheStatus.NONE);
    LlmRequest<?> sampled = request.with(CacheControl.DEFAULT.alsoSampled());
    llm.send(sampled);
    assertThat(llm.send(sampled).served().cache()).isEqualTo(CacheStatus.HIT);
    assertThat(a.received()).isEqualTo(3);
  }

  @Test
  void aTranscriptAtATemperatureIsASampledAnswer() {
    TranscriptionRequest warm =
        TranscriptionRequest.builder().audio(OperationSamples.SOUND).temperature(0.5).build();
    llm.transcribe(warm);

    assertThat(llm.transcribe(warm).served().cache()).isEqualTo(CacheStatus.NONE);
  }

  @Test
  void anImageThatIsTooLargeIsNotKept() {
    ImageRequest request = ImageRequest.of(LARGE).with(CacheControl.DEFAULT.alsoSampled());
    llm.generateImage(request);

    assertThat(llm.generateImage(request).served().cache()).isEqualTo(CacheStatus.MISS);
  }

  @ParameterizedTest
  @MethodSource("made")
  void whatHasANameIsMadeOnce(LlmRequest<?> request) {
    LlmRequest<?> once = request.with(Idempotency.key("order-17"));
    llm.send(once);

    assertThat(llm.send(once).served().cache()).isEqualTo(CacheStatus.HIT);
    assertThat(a.received()).isOne();
  }
}
