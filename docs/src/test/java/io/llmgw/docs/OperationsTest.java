package io.llmgw.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Media;
import io.llmgw.api.image.ImageRequest;
import io.llmgw.api.image.ImageResponse;
import io.llmgw.api.moderation.ModerationResponse;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.Operation;
import io.llmgw.api.rerank.RerankRequest;
import io.llmgw.api.rerank.RerankResponse;
import io.llmgw.api.speech.SpeechFormat;
import io.llmgw.api.speech.SpeechRequest;
import io.llmgw.api.transcription.TranscriptionRequest;
import io.llmgw.api.transcription.TranscriptionResponse;
import io.llmgw.providers.openai.CompatibleHost;
import io.llmgw.test.simulated.SimulatedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calls of the page on operations beyond chats and embeddings. */
class OperationsTest {
  private final SimulatedProvider server = SimulatedProvider.openAi().start();
  private final Provider openAi = server.provider();
  private final Provider vllm = CompatibleHost.VLLM.builder().baseUrl(server.baseUrl()).build();
  private final LlmClient llm =
      // begin models
      LlmClient.builder()
          .provider(openAi)
          .provider(vllm)
          .defaultModel("openai/gpt-5-mini")
          .defaultModel(Operation.MODERATION, "openai/omni-moderation-latest")
          .defaultModel(Operation.RERANK, "vllm/bge-reranker-v2-m3")
          .defaultModel(Operation.IMAGE, "openai/gpt-image-1")
          .defaultModel(Operation.SPEECH, "openai/gpt-4o-mini-tts")
          .defaultModel(Operation.TRANSCRIPTION, "openai/whisper-1")
          .build();

  // end models

  @TempDir Path folder;

  @AfterEach
  void close() {
    llm.close();
    server.close();
  }

  @Test
  void moderation() {
    String comment = "I will harm you";

    // begin moderation
    ModerationResponse answer = llm.moderate(comment, "Have a nice day.");
    boolean any = answer.isFlagged();
    List<String> why = answer.verdict(0).flaggedCategories();
    double violence = answer.verdict(0).score("violence");
    // end moderation

    assertThat(any).isTrue();
    assertThat(why).containsExactly("violence");
    assertThat(violence).isEqualTo(0.9);
  }

  @Test
  void rerank() {
    record Article(String title, String text) {}
    String question = "blue sky";
    List<Article> articles =
        List.of(new Article("a", "a red cat"), new Article("b", "why the sky is blue"));

    // begin rerank
    RerankResponse answer = llm.rerank(question, articles.stream().map(Article::text).toList());
    Article best = answer.inOrder(articles).get(0);
    // end rerank

    assertThat(best.title()).isEqualTo("b");
  }

  @Test
  void image() throws IOException {
    Path file = folder.resolve("cat.png");

    // begin image
    ImageRequest request =
        ImageRequest.builder().prompt("A grey cat, in ink.").size("1024x1024").build();
    ImageResponse answer = llm.generateImage(request);
    if (answer.image().media() instanceof Media.Bytes bytes) {
      Files.write(file, bytes.bytes());
    }
    // end image

    assertThat(Files.size(file)).isPositive();
  }

  @Test
  void speechAndTranscript() throws IOException {
    Path file = folder.resolve("hello.mp3");

    // begin speech
    SpeechRequest request =
        SpeechRequest.builder().text("Hello, Ada.").voice("nova").format(SpeechFormat.MP3).build();
    Files.write(file, llm.speak(request).audio().bytes());
    // end speech
    Media.Bytes recording = Media.of(Files.readAllBytes(file), "audio/mpeg");

    // begin transcription
    TranscriptionRequest timed =
        TranscriptionRequest.builder().audio(recording).language("en").timed().build();
    TranscriptionResponse answer = llm.transcribe(timed);
    answer.segments().forEach(each -> System.out.println(each.start() + " " + each.text()));
    // end transcription

    assertThat(answer.text()).isEqualTo("Hello, Ada.");
    assertThat(answer.segments()).hasSize(1);
  }

  @Test
  void otherDoors() {
    RerankRequest request =
        RerankRequest.builder().query("sky").documents(List.of("sky", "sea")).topN(1).build();

    // begin async
    CompletableFuture<RerankResponse> later = llm.rerankAsync(request);
    // end async

    assertThat(later.join().ranking()).hasSize(1);
  }
}
