package io.llmgw.providers.operation;

import io.llmgw.api.content.Media;
import io.llmgw.api.image.ImageRequest;
import io.llmgw.api.moderation.ModerationRequest;
import io.llmgw.api.rerank.RerankRequest;
import io.llmgw.api.transcription.TranscriptionRequest;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.replay.MutationReplay;
import io.llmgw.test.Fault;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Broken answers: never a crash, a hang, an exception without a type, or memory without bound. */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class OperationsMutationTest {
  private static final Dialect DIALECT = Dialect.of("openai").build();
  private static final String ERROR =
      "{\"error\":{\"message\":\"no\",\"type\":\"server_error\",\"param\":null,\"code\":null}}";

  @Test
  @Fault({"I23", "F066"})
  void readsBrokenVerdictsOrSaysWhatTheyAre() {
    ModerationRequest request = ModerationRequest.of("one", "two");
    String verdict =
        "{\"flagged\":true,\"categories\":{\"hate\":false,\"violence\":true},"
            + "\"category_scores\":{\"hate\":0.01,\"violence\":1.0e0}}";
    String body =
        "{\"id\":\"modr-1\",\"model\":\"m\",\"results\":[" + verdict + "," + verdict + "]}";

    MutationReplay.ofBodies(new ModerationFormat(request), request, body, ERROR).run();
  }

  @Test
  @Fault({"I23", "F066"})
  void readsBrokenRankingsOrSaysWhatTheyAre() {
    RerankRequest request = RerankRequest.of("q", List.of("one", "two"));
    String body =
        "{\"id\":\"r-1\",\"model\":\"m\",\"results\":[{\"index\":1,\"relevance_score\":0.5,"
            + "\"document\":{\"text\":\"two\"}},{\"index\":0,\"relevance_score\":-3}],"
            + "\"usage\":{\"prompt_tokens\":7,\"total_tokens\":7}}";

    MutationReplay.ofBodies(new RerankFormat("rerank", "top_n", request), request, body, ERROR)
        .run();
  }

  @Test
  @Fault({"I23", "F066"})
  void readsBrokenImagesOrSaysWhatTheyAre() {
    ImageRequest request = ImageRequest.of("a cat");
    String body =
        "{\"created\":1,\"data\":[{\"b64_json\":\"iVBORw0KGgo=\",\"revised_prompt\":\"cat\"},"
            + "{\"url\":\"https://example.com/cat.png\"}],\"output_format\":\"png\",\"usage\":"
            + "{\"input_tokens\":3,\"output_tokens\":9,\"input_tokens_details\":"
            + "{\"image_tokens\":0,\"text_tokens\":3}}}";

    MutationReplay.ofBodies(new ImageFormat(DIALECT, request), request, body, ERROR).run();
  }

  @Test
  @Fault({"I23", "F066"})
  void readsBrokenTranscriptsOrSaysWhatTheyAre() {
    TranscriptionRequest request = TranscriptionRequest.of(Media.of(new byte[] {1}, "audio/mpeg"));
    String body =
        "{\"text\":\"hi\",\"language\":\"english\",\"duration\":1.5,\"segments\":[{\"id\":0,"
            + "\"start\":0.0,\"end\":1.5,\"text\":\"hi\"}],\"usage\":{\"type\":\"tokens\","
            + "\"input_tokens\":10,\"output_tokens\":2,\"input_token_details\":"
            + "{\"audio_tokens\":10}}}";

    MutationReplay.ofBodies(new TranscriptionFormat(DIALECT, request), request, body, ERROR).run();
  }
}
