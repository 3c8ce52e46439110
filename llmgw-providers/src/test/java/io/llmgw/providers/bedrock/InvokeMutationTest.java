package io.llmgw.providers.bedrock;

import io.llmgw.api.request.ChatRequest;
import io.llmgw.providers.replay.MutationReplay;
import io.llmgw.providers.wire.Framing;
import io.llmgw.test.Fault;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Broken answers: never a crash, a hang, an exception without a type, or memory without bound. */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class InvokeMutationTest {
  @Test
  @Fault({"I23", "F066"})
  void readsBrokenRecordingsOrSaysWhatTheyAre() {
    MutationReplay.ofRecorded(
            InvokeReplayTest.FORMAT,
            Framing.AWS_EVENT_STREAM,
            ChatRequest.of("anything"),
            InvokeReplayTest.API)
        .run();
  }
}
