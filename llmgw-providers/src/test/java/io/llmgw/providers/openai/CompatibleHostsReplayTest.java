package io.llmgw.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.providers.replay.Recordings;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every recorded chat completion of every host, read by the host's own page. */
class CompatibleHostsReplayTest {
  @TestFactory
  Stream<DynamicNode> readsWhatOtherHostsSent() {
    return RecordedHosts.dialects().entrySet().stream()
        .filter(host -> !host.getKey().equals("openai"))
        .map(
            host ->
                DynamicContainer.dynamicContainer(
                    host.getKey(),
                    new ChatCompletionsReplay(host.getKey(), host.getValue(), Map.of()).tests()));
  }

  @Test
  void noHostIsLeftOut() {
    Recordings recordings = Recordings.find();
    Assumptions.assumeTrue(recordings != null, "no recordings");

    assertThat(RecordedHosts.dialects().keySet())
        .containsExactlyInAnyOrderElementsOf(recordings.providersOf("chat-completions"));
  }
}
