package io.llmgw.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.ProviderItemReceived;
import io.llmgw.providers.replay.Cuts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members of a message that nobody here knows are the same, streamed or not. */
class OtherMembersTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden/openai");

  @ParameterizedTest
  @ValueSource(strings = {"executed-tools", "azure-context", "other-members", "thinking-blocks"})
  void whatCameInPiecesIsWhatComesWhole(String name) throws IOException {
    List<LlmEvent> whole = new ArrayList<>();
    List<LlmEvent> streamed = new ArrayList<>();
    byte[] pieces =
        Files.readString(FOLDER.resolve("streams/" + name + ".sse"))
            .getBytes(StandardCharsets.UTF_8);

    Decoding.READING.whole(Files.readString(FOLDER.resolve("whole/" + name + ".json")), whole::add);
    Decoding.READING.stream(Cuts.whole(pieces), Decoding.READING.head(), streamed::add);

    assertThat(items(streamed)).isNotEmpty().containsExactlyInAnyOrderElementsOf(items(whole));
  }

  /** As of a broken answer: nobody could ask for it. */
  @ParameterizedTest
  @ValueSource(strings = {"\"\":1", "\"\":[1]", "\"\":{\"a\":1},\"\":\"b\""})
  void aMemberWithoutANameIsNone(String nameless) {
    List<LlmEvent> whole = new ArrayList<>();
    List<LlmEvent> streamed = new ArrayList<>();
    String said = "{\"choices\":[{\"index\":0,\"%s\":{\"content\":\"4\"," + nameless + "},";
    String body = said.formatted("message") + "\"finish_reason\":\"stop\"}]}";
    String event = said.formatted("delta") + "\"finish_reason\":\"stop\"}]}";
    byte[] pieces = ("data: " + event + "\n\ndata: [DONE]\n\n").getBytes(StandardCharsets.UTF_8);

    Decoding.READING.whole(body, whole::add);
    Decoding.READING.stream(Cuts.whole(pieces), Decoding.READING.head(), streamed::add);

    assertThat(items(whole)).isEmpty();
    assertThat(items(streamed)).isEmpty();
  }

  /** With a name that comes twice, which no JSON has. */
  @Test
  void aBrokenPieceOfASignedBlockIsNoFailure() {
    List<LlmEvent> streamed = new ArrayList<>();
    String piece = "data: {\"choices\":[{\"index\":0,\"delta\":{\"thinking_blocks\":%s}%s}]}\n\n";
    String stream =
        piece.formatted("[{\"type\":\"thinking\",\"thinking\":\"a\",\"thinking\":\"b\"}]", "")
            + piece.formatted(
                "[{\"type\":\"thinking\",\"signature\":\"s\"}]", ",\"finish_reason\":\"stop\"")
            + "data: [DONE]\n\n";

    Decoding.READING.stream(
        Cuts.whole(stream.getBytes(StandardCharsets.UTF_8)),
        Decoding.READING.head(),
        streamed::add);

    assertThat(items(streamed)).hasSize(1);
  }

  private static List<ProviderItem> items(List<LlmEvent> events) {
    List<ProviderItem> items = new ArrayList<>();
    for (LlmEvent event : events) {
      if (event instanceof ProviderItemReceived received) {
        items.add(received.item());
      }
    }
    return items;
  }
}
