package io.llmgw.api.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.json.Json;
import io.llmgw.api.moderation.ModerationVerdict;
import io.llmgw.api.rerank.RankedDocument;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.transcription.TranscriptDetails;
import io.llmgw.api.usage.Usage;
import java.util.List;
import org.junit.jupiter.api.Test;

class LlmEventTest {
  @Test
  void contentAndTheEndCommit() {
    assertThat(new TextDelta(0, "a").isCommitting()).isTrue();
    assertThat(new ReasoningDelta(0, "a").isCommitting()).isTrue();
    assertThat(new RefusalDelta(0, "a").isCommitting()).isTrue();
    assertThat(new ToolCallStarted(0, "id", "name").isCommitting()).isTrue();
    assertThat(new ToolArgumentsDelta(0, "").isCommitting()).isTrue();
    assertThat(new MediaProduced(0, Part.image(Media.of(new byte[1], "image/png"))).isCommitting())
        .isTrue();
    assertThat(new VectorProduced(0, new float[1]).isCommitting()).isTrue();
    assertThat(new InputJudged(0, new ModerationVerdict(true, List.of())).isCommitting()).isTrue();
    assertThat(new DocumentRanked(new RankedDocument(0, 1)).isCommitting()).isTrue();
    assertThat(new TranscriptDescribed(TranscriptDetails.NONE).isCommitting()).isTrue();
    assertThat(new Completed(FinishReason.STOP, Usage.UNKNOWN).isCommitting()).isTrue();
  }

  @Test
  void whatNobodyCouldReadDoesNotCommit() {
    assertThat(Started.inProcess().isCommitting()).isFalse();
    assertThat(new TextDelta(0, "").isCommitting()).isFalse();
    assertThat(new ReasoningDelta(0, "").isCommitting()).isFalse();
    assertThat(new RefusalDelta(0, "").isCommitting()).isFalse();
    assertThat(new BlockSigned(0, "s", "p").isCommitting()).isFalse();
    assertThat(
            new ProviderItemReceived(0, new ProviderItem("p", "t", Json.object())).isCommitting())
        .isFalse();
    assertThat(new UsageReported(Usage.UNKNOWN).isCommitting()).isFalse();
    assertThat(Ping.INSTANCE.isCommitting()).isFalse();
  }

  @Test
  void refusesANegativeIndex() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TextDelta(-1, "a"))
        .withMessage("index must be at least 0, not -1");
  }

  @Test
  void refusesAsMediaWhatIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MediaProduced(0, Part.text("a")))
        .withMessage("Text is not media");
  }

  @Test
  void keepsItsVectorToItself() {
    float[] given = {1, 2};
    VectorProduced event = new VectorProduced(0, given);

    given[0] = 9;
    event.vector()[1] = 9;

    assertThat(event.vector()).containsExactly(1, 2);
    assertThat(event).isEqualTo(new VectorProduced(0, new float[] {1, 2}));
  }
}
