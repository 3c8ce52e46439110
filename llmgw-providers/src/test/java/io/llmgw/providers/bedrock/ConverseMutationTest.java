package io.llmgw.providers.bedrock;

import io.llmgw.api.request.ChatRequest;
import io.llmgw.providers.replay.MutationReplay;
import io.llmgw.providers.wire.Framing;
import io.llmgw.test.Fault;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Broken answers: never a crash, a hang, an exception without a type, or memory without bound. What
 * is broken of the binary framing its checksums find; so the payloads are broken in another framing
 * as well.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class ConverseMutationTest {
  private static final ChatRequest CHAT = ChatRequest.of("anything");

  @Test
  @Fault({"I23", "F066"})
  void readsBrokenGoldenFilesOrSaysWhatTheyAre() {
    MutationReplay.ofGolden(Decoding.FORMAT, CHAT, Path.of("src/test/resources/golden/bedrock"))
        .run();
  }

  @Test
  @Fault({"I23", "F066"})
  void readsBrokenRecordingsOrSaysWhatTheyAre() {
    MutationReplay.ofRecorded(Decoding.FORMAT, Framing.AWS_EVENT_STREAM, CHAT, "bedrock-converse")
        .run();
  }
}
