package io.llmgw.providers.openai;

import io.llmgw.providers.replay.GoldenAnswers;
import io.llmgw.test.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class OpenAiGoldenTest {
  private final GoldenAnswers answers =
      new GoldenAnswers(Decoding.READING, Path.of("src/test/resources/golden/openai"));

  @TestFactory
  @Fault({"F050", "F056", "F058", "F059", "F060", "F061", "F062", "F063", "F064", "F065"})
  Stream<DynamicTest> readsAnswersThatCameWhole() throws IOException {
    return answers.whole();
  }

  @TestFactory
  @Fault({"F072", "F073", "F074", "F075", "F083", "F084"})
  Stream<DynamicTest> readsStreamedAnswers() throws IOException {
    return answers.streamed();
  }
}
