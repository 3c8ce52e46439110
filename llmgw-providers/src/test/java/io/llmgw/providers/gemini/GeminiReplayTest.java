package io.llmgw.providers.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.providers.replay.AnswerReplay;
import io.llmgw.providers.replay.Exchange;
import io.llmgw.providers.replay.Recordings;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every recorded answer of the protocol, by who sent it. */
class GeminiReplayTest {
  private static final String API = "gemini-generate";

  /** Made up, not recorded, and its end was left out: no finish reason, no usage, half an event. */
  static final String WITHOUT_AN_END =
      "vertexai/gemini-generate-firebase-testdata-fd460233b654.json";

  private final AnswerReplay replay =
      new AnswerReplay(Decoding.READING, RawResponse::of, RawResponse::errorCode);

  @TestFactory
  Stream<DynamicNode> readsWhatWasRecorded() {
    return Recordings.tests(
        recordings ->
            recordings.providersOf(API).stream()
                .map(
                    provider ->
                        DynamicContainer.dynamicContainer(
                            provider, replay.tests(sound(recordings.of(provider, API))))));
  }

  private static List<Exchange> sound(List<Exchange> exchanges) {
    return exchanges.stream().filter(each -> !each.file().equals(WITHOUT_AN_END)).toList();
  }

  @Test
  void oneWithoutAnEndIsTruncated() {
    Exchange exchange = Recordings.required().named(WITHOUT_AN_END);

    LlmException error =
        catchThrowableOfType(LlmException.class, () -> Decoding.READING.events(exchange));

    assertThat(error.kind()).isEqualTo(ErrorKind.STREAM_TRUNCATED);
  }
}
