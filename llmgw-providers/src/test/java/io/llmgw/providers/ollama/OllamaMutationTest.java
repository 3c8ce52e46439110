package io.llmgw.providers.ollama;

import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.providers.replay.MutationReplay;
import io.llmgw.providers.wire.Framing;
import io.llmgw.test.Fault;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Broken answers: never a crash, a hang, an exception without a type, or memory without bound. */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class OllamaMutationTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/ollama");
  private static final ChatRequest CHAT = ChatRequest.of("anything");

  @Test
  @Fault({"I23", "F066"})
  void readsBrokenGoldenFilesOrSaysWhatTheyAre() {
    MutationReplay.ofGolden(Decoding.FORMAT, Framing.JSON_LINES, CHAT, GOLDEN).run();
  }

  @Test
  @Fault({"I23", "F066"})
  void readsBrokenRecordingsOrSaysWhatTheyAre() {
    MutationReplay.ofRecorded(Decoding.FORMAT, Framing.JSON_LINES, CHAT, "ollama-chat").run();
  }

  @Test
  @Fault("I23")
  void readsBrokenVectorsOrSaysWhatTheyAre() {
    MutationReplay.ofGolden(
            Decoding.FORMAT,
            Framing.JSON_LINES,
            EmbeddingRequest.of("anything"),
            GOLDEN.resolve("vectors"))
        .run();
  }
}
