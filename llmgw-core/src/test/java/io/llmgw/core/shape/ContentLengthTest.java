package io.llmgw.core.shape;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.event.BlockSigned;
import io.llmgw.api.event.DocumentRanked;
import io.llmgw.api.event.InputJudged;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.MediaProduced;
import io.llmgw.api.event.Ping;
import io.llmgw.api.event.ProviderItemReceived;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.event.RefusalDelta;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.event.ToolCallStarted;
import io.llmgw.api.event.TranscriptDescribed;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.json.Json;
import io.llmgw.api.moderation.ModerationVerdict;
import io.llmgw.api.rerank.RankedDocument;
import io.llmgw.api.transcription.TranscriptDetails;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContentLengthTest {
  private static final int OTHERWISE = 7;

  @Test
  void countsTheCharactersOfWhatIsMadeOfThem() {
    List<LlmEvent> made =
        List.of(
            new TextDelta(0, "blue"),
            new ReasoningDelta(0, "blue"),
            new RefusalDelta(0, "blue"),
            new ToolArgumentsDelta(0, "{\"\"}"));

    assertThat(made).allMatch(event -> ContentLength.of(event, OTHERWISE) == 4);
  }

  @Test
  void anEmptyPieceIsNothingAndNotSomethingElse() {
    assertThat(ContentLength.of(new TextDelta(0, ""), OTHERWISE)).isZero();
  }

  @Test
  void givesTheOtherNumberForWhatIsNotMadeOfThem() {
    List<LlmEvent> others =
        List.of(
            Started.inProcess(),
            new ToolCallStarted(0, "id", "look"),
            new BlockSigned(0, "signature", "fake"));

    assertThat(others).allMatch(event -> ContentLength.of(event, OTHERWISE) == OTHERWISE);
  }

  @Test
  void everyContentHoldsItsCharactersOrItsBytes() {
    Json fields = Json.ofText("{}");
    Media bytes = Media.restored(new byte[30], "image/png");

    assertThat(
            List.of(
                new TextDelta(0, "blue"),
                new ToolArgumentsDelta(0, "{\"\"}"),
                new BlockSigned(0, "signature", "fake"),
                new ToolCallStarted(0, "id", "look", Map.of("extra", fields)),
                new ProviderItemReceived(0, new ProviderItem("fake", "search", Json.ofText("[1]"))),
                new VectorProduced(0, new float[] {1, 2, 3}),
                new InputJudged(
                    0,
                    new ModerationVerdict(
                        true, List.of(new ModerationVerdict.Category("hate", true, 1)))),
                new DocumentRanked(new RankedDocument(0, 1)),
                new TranscriptDescribed(
                    new TranscriptDetails(
                        "en",
                        null,
                        List.of(
                            new TranscriptDetails.Segment(Duration.ZERO, Duration.ZERO, "blue")))),
                new MediaProduced(0, Part.image(bytes)),
                new MediaProduced(0, new Part.Audio(bytes)),
                new MediaProduced(0, new Part.Video(bytes)),
                new MediaProduced(0, new Part.Document(bytes, null)),
                new MediaProduced(0, Part.image(Media.of(URI.create("https://a.b/c"))))))
        .extracting(ContentLength::held)
        .containsExactly(4, 4, 9, 8, 3, 12, 12, 8, 4, 30, 30, 30, 30, 13);
  }

  @Test
  void whatIsNoContentHoldsNothing() {
    assertThat(List.of(Started.inProcess(), Ping.INSTANCE))
        .allMatch(event -> ContentLength.held(event) == 0);
  }
}
