package io.llmgw.core.shape;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.event.BlockSigned;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.event.RefusalDelta;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.event.ToolCallStarted;
import java.util.List;
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
}
