package io.llmgw.providers.gemini;

import io.llmgw.providers.replay.GoldenAnswers;
import io.llmgw.test.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every golden answer; and again, by name, those that a fault stands and falls with. */
class GeminiGoldenTest {
  private final GoldenAnswers answers =
      new GoldenAnswers(Decoding.READING, Path.of("src/test/resources/golden/gemini"));

  @TestFactory
  Stream<DynamicTest> readsAnswersThatCameWhole() throws IOException {
    return answers.whole();
  }

  @TestFactory
  Stream<DynamicTest> readsStreamedAnswers() throws IOException {
    return answers.streamed();
  }

  @TestFactory
  @Fault({"F024", "F040"})
  Stream<DynamicTest> readsRefusals() throws IOException {
    return answers.refused();
  }

  @TestFactory
  @Fault("F050")
  Stream<DynamicTest> anErrorIsOneWhateverItsStatus() {
    return answers.whole("error", "error-array", "error-without-type", "array-with-an-error");
  }

  @TestFactory
  @Fault("F056")
  Stream<DynamicTest> marksAndStrayCharactersDoNoHarm() {
    return answers.whole("byte-order-mark", "surrogates-and-nul");
  }

  @TestFactory
  @Fault("F059")
  Stream<DynamicTest> contentMayBeMissing() {
    return answers.whole("content-absent", "content-null", "content-without-parts", "tool-calls");
  }

  @TestFactory
  @Fault("F060")
  Stream<DynamicTest> aFinishReasonThatNobodyKnowsIsPassedOn() {
    return answers.whole("finish-made-up", "finish-number-unknown");
  }

  @TestFactory
  @Fault("F061")
  Stream<DynamicTest> aFilteredAnswerSaysSo() {
    return Stream.concat(
        answers.whole("finish-safety", "finish-recitation", "blocked-prompt"),
        answers.streamed("finish-on-every-event", "blocked-prompt"));
  }

  @TestFactory
  @Fault("F062")
  Stream<DynamicTest> aCutAnswerSaysSo() {
    return answers.whole("finish-max-tokens", "content-absent");
  }

  @TestFactory
  @Fault("F063")
  Stream<DynamicTest> everyToolCallHasAnIdOfItsOwn() {
    return Stream.concat(
        answers.whole("tool-calls", "tool-calls-with-ids"),
        answers.streamed("tool-calls-with-one-id"));
  }

  @TestFactory
  @Fault("F064")
  Stream<DynamicTest> argumentsThatWereCutAreKept() {
    return answers.streamed("streamed-arguments-without-an-end");
  }

  @TestFactory
  @Fault("F065")
  Stream<DynamicTest> usageThatCannotBeIsUnknown() {
    return Stream.concat(
        answers.whole("usage-absent", "usage-odd", "usage-zero"), answers.streamed("usage-never"));
  }

  @TestFactory
  @Fault("F066")
  Stream<DynamicTest> partsThatNobodyKnowsAreKept() {
    return answers.whole("parts-unknown");
  }

  @TestFactory
  @Fault("F072")
  Stream<DynamicTest> anErrorInsideAStreamEndsIt() {
    return answers.streamed(
        "error-before-anything",
        "error-after-content",
        "error-as-an-array",
        "error-without-data",
        "error-without-data-or-end",
        "array-with-an-error");
  }

  @TestFactory
  @Fault("F073")
  Stream<DynamicTest> aMalformedEventIsNeverSkipped() {
    return answers.streamed("malformed");
  }

  @TestFactory
  @Fault("F074")
  Stream<DynamicTest> noiseIsSkipped() {
    return answers.streamed("noise");
  }

  @TestFactory
  @Fault("F083")
  Stream<DynamicTest> piecesOfToolCallsFindTheirCall() {
    return answers.streamed(
        "streamed-arguments", "streamed-arguments-nested", "streamed-arguments-of-two-calls");
  }

  @TestFactory
  @Fault("F084")
  Stream<DynamicTest> theLastUsageCounts() {
    return answers.streamed(
        "hosted-tools",
        "usage-corrected-downwards",
        "usage-before-the-end",
        "usage-behind-the-end",
        "usage-said-nine-times");
  }
}
