package io.llmgw.providers.ollama;

import io.llmgw.providers.replay.GoldenAnswers;
import io.llmgw.test.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every golden answer; and again, by name, those that a fault stands and falls with. */
class OllamaGoldenTest {
  private final GoldenAnswers answers =
      new GoldenAnswers(Decoding.READING, Path.of("src/test/resources/golden/ollama"));

  @TestFactory
  Stream<DynamicTest> readsAnswersThatCameWhole() throws IOException {
    return answers.whole();
  }

  @TestFactory
  Stream<DynamicTest> readsStreamedAnswers() throws IOException {
    return answers.streamed();
  }

  @TestFactory
  @Fault("F024")
  Stream<DynamicTest> readsRefusals() throws IOException {
    return answers.refused();
  }

  @TestFactory
  @Fault("F050")
  Stream<DynamicTest> anErrorIsOneWhateverItsStatus() {
    return answers.whole("error", "error-object", "lines-with-an-error");
  }

  @TestFactory
  @Fault("F056")
  Stream<DynamicTest> marksAndStrayCharactersDoNoHarm() {
    return answers.whole("byte-order-mark", "surrogates-and-nul");
  }

  @TestFactory
  @Fault("F059")
  Stream<DynamicTest> contentMayBeMissing() {
    return answers.whole("content-absent", "content-null", "tool-calls");
  }

  @TestFactory
  @Fault("F060")
  Stream<DynamicTest> aFinishReasonThatNobodyKnowsIsPassedOn() {
    return answers.whole("finish-made-up", "finish-absent");
  }

  @TestFactory
  @Fault("F062")
  Stream<DynamicTest> aCutAnswerSaysSo() {
    return Stream.concat(answers.whole("finish-length"), answers.streamed("cut-by-the-limit"));
  }

  @TestFactory
  @Fault("F063")
  Stream<DynamicTest> everyToolCallHasAnIdOfItsOwn() {
    return Stream.concat(
        answers.whole("tool-calls", "tool-calls-with-ids"),
        answers.streamed("tool-calls-with-one-id"));
  }

  @TestFactory
  @Fault("F065")
  Stream<DynamicTest> usageThatCannotBeIsUnknown() {
    return Stream.concat(
        answers.whole("usage-absent", "usage-odd", "usage-without-the-prompt"),
        answers.streamed("usage-never"));
  }

  @TestFactory
  @Fault("F072")
  Stream<DynamicTest> anErrorInsideAStreamEndsIt() {
    return answers.streamed("error-before-anything", "error-after-content");
  }

  @TestFactory
  @Fault("F073")
  Stream<DynamicTest> aMalformedLineIsNeverSkipped() {
    return answers.streamed("malformed", "cut-line");
  }

  @TestFactory
  @Fault("F074")
  Stream<DynamicTest> noiseIsSkipped() {
    return answers.streamed("noise");
  }
}
