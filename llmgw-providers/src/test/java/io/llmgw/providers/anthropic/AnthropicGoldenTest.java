package io.llmgw.providers.anthropic;

import io.llmgw.providers.replay.GoldenAnswers;
import io.llmgw.test.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every golden answer; and again, by name, those that a fault stands and falls with. */
class AnthropicGoldenTest {
  private final GoldenAnswers answers =
      new GoldenAnswers(Decoding.READING, Path.of("src/test/resources/golden/anthropic"));

  @TestFactory
  Stream<DynamicTest> readsAnswersThatCameWhole() throws IOException {
    return answers.whole();
  }

  @TestFactory
  Stream<DynamicTest> readsStreamedAnswers() throws IOException {
    return answers.streamed();
  }

  @TestFactory
  @Fault("F050")
  Stream<DynamicTest> anErrorIsOneWhateverItsStatus() {
    return answers.whole("error", "error-bare", "error-without-type");
  }

  @TestFactory
  @Fault("F056")
  Stream<DynamicTest> marksAndStrayCharactersDoNoHarm() {
    return answers.whole("byte-order-mark", "surrogates-and-nul");
  }

  @TestFactory
  @Fault("F059")
  Stream<DynamicTest> contentMayBeMissingBesideCallsAndRefusals() {
    return answers.whole("content-null", "content-empty", "tool-calls", "stop-refusal");
  }

  @TestFactory
  @Fault("F060")
  Stream<DynamicTest> aStopReasonThatNobodyKnowsIsPassedOn() {
    return answers.whole("stop-made-up");
  }

  @TestFactory
  @Fault("F061")
  Stream<DynamicTest> aRefusedAnswerSaysSo() {
    return Stream.concat(answers.whole("stop-refusal"), answers.streamed("refusal"));
  }

  @TestFactory
  @Fault("F062")
  Stream<DynamicTest> aCutAnswerSaysSo() {
    return answers.whole("stop-max-tokens", "stop-model-context-window-exceeded");
  }

  @TestFactory
  @Fault("F063")
  Stream<DynamicTest> everyToolCallHasAnIdOfItsOwn() {
    return Stream.concat(
        answers.whole("tool-calls-with-bad-ids"), answers.streamed("tool-calls-with-one-id"));
  }

  @TestFactory
  @Fault("F065")
  Stream<DynamicTest> usageThatCannotBeIsUnknown() {
    return Stream.concat(
        answers.whole("usage-absent", "usage-odd", "usage-zero"),
        answers.streamed("usage-never", "usage-odd", "usage-zero"));
  }

  @TestFactory
  @Fault("F066")
  Stream<DynamicTest> blocksThatNobodyKnowsAreKept() {
    return answers.whole("blocks-unknown");
  }

  @TestFactory
  @Fault("F064")
  Stream<DynamicTest> argumentsThatWereCutAreKept() {
    return answers.streamed("tool-call-cut-by-max-tokens");
  }

  @TestFactory
  @Fault("F072")
  Stream<DynamicTest> anErrorInsideAStreamEndsIt() {
    return answers.streamed("error-before-anything", "error-before-content", "error-after-content");
  }

  @TestFactory
  @Fault("F073")
  Stream<DynamicTest> aMalformedEventIsNeverSkipped() {
    return answers.streamed("malformed");
  }

  @TestFactory
  @Fault("F074")
  Stream<DynamicTest> noiseIsSkipped() {
    return answers.streamed("noise", "events-unknown");
  }

  @TestFactory
  @Fault("F075")
  Stream<DynamicTest> whatComesAfterTheEndIsNotRead() {
    return answers.streamed("after-message-stop");
  }

  @TestFactory
  @Fault("F083")
  Stream<DynamicTest> piecesOfToolCallsFindTheirCall() {
    return answers.streamed("tool-calls-interleaved");
  }

  @TestFactory
  @Fault("F084")
  Stream<DynamicTest> theLastUsageCounts() {
    return answers.streamed("usage-corrected", "usage-corrected-downwards", "usage-cached");
  }
}
