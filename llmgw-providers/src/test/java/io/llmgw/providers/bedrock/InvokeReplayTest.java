package io.llmgw.providers.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.request.ChatRequest;
import io.llmgw.providers.anthropic.RawMessage;
import io.llmgw.providers.anthropic.RecordedCall;
import io.llmgw.providers.anthropic.SameRequest;
import io.llmgw.providers.replay.AnswerReplay;
import io.llmgw.providers.replay.Exchange;
import io.llmgw.providers.replay.FormatReading;
import io.llmgw.providers.replay.Recordings;
import io.llmgw.providers.replay.Written;
import io.llmgw.providers.wire.Framing;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was recorded of InvokeModel with Claude's messages; all else is of other protocols: those of
 * Titan, Nova and Cohere (of which the embeddings have a test of their own), and Claude's before it
 * had messages.
 */
class InvokeReplayTest {
  static final BedrockFormat FORMAT = BedrockFormat.of(BedrockApi.INVOKE);
  static final FormatReading READING =
      new FormatReading(FORMAT, "bedrock", "anthropic.claude-test", Framing.AWS_EVENT_STREAM);

  static final String API = "bedrock-invoke";

  private final AnswerReplay replay = new AnswerReplay(READING, RawMessage::of, body -> null);

  private static List<Exchange> ofClaude(Recordings recordings) {
    List<Exchange> found =
        recordings.of(API).stream()
            .filter(each -> each.request().has("anthropic_version"))
            .toList();
    assertThat(found).hasSize(5);
    return found;
  }

  @TestFactory
  Stream<DynamicNode> readsWhatWasRecorded() {
    return Recordings.tests(recordings -> replay.tests(ofClaude(recordings)));
  }

  @Test
  void theSameCallsMakeTheSameRequests() {
    for (Exchange exchange : ofClaude(Recordings.required())) {
      JsonNode recorded = exchange.request();
      ObjectNode asked = (ObjectNode) recorded.deepCopy();
      asked.remove("anthropic_version");
      ChatRequest call = RecordedCall.of(asked);

      JsonNode body = Written.json(FORMAT, call, exchange);

      assertThat(SameRequest.of(body)).as(exchange.file()).isEqualTo(SameRequest.of(recorded));
    }
  }
}
