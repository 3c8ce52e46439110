package io.llmgw.providers.cohere;

import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.providers.replay.MutationReplay;
import io.llmgw.test.Fault;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Broken answers: never a crash, a hang, an exception without a type, or memory without bound. */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class CohereMutationTest {
  private static final ChatRequest CHAT = ChatRequest.of("anything");
  private static final EmbeddingRequest EMBEDDING = EmbeddingRequest.of("anything");

  @Test
  @Fault({"I23", "F066"})
  void readsBrokenGoldenFilesOrSaysWhatTheyAre() {
    MutationReplay.ofGolden(Decoding.FORMAT, CHAT, Path.of("src/test/resources/golden/cohere"))
        .run();
  }

  @Test
  @Fault({"I23", "F066"})
  void readsBrokenRecordingsOrSaysWhatTheyAre() {
    MutationReplay.ofRecorded(Decoding.FORMAT, CHAT, "cohere-chat").run();
  }

  @Test
  @Fault({"I23", "F066"})
  void readsBrokenVectorsOrSaysWhatTheyAre() {
    MutationReplay.ofRecorded(Decoding.FORMAT, EMBEDDING, "cohere-embed").run();
  }
}
