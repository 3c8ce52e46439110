package io.llmgw.providers.openai;

import io.llmgw.providers.replay.GoldenAnswers;
import io.llmgw.test.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every golden answer; and again, by name, those that a fault stands and falls with. */
class OpenAiGoldenTest {
  private final GoldenAnswers answers =
      new GoldenAnswers(Decoding.READING, Path.of("src/test/resources/golden/openai"));

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
    return answers.whole(
        "error-instead",
        "error-in-array",
        "error-in-choice",
        "error-flat",
        "error-text",
        "error-detail");
  }

  @TestFactory
  @Fault("F056")
  Stream<DynamicTest> marksAndStrayCharactersDoNoHarm() {
    return answers.whole("byte-order-mark", "surrogates-and-nul");
  }

  @TestFactory
  @Fault("F058")
  Stream<DynamicTest> anAnswerWithoutAChoiceIsAnError() {
    return answers.whole("choices-empty", "choices-missing");
  }

  @TestFactory
  @Fault("F059")
  Stream<DynamicTest> contentMayBeMissingBesideCallsAndRefusals() {
    return answers.whole("content-null", "tool-call", "refusal");
  }

  @TestFactory
  @Fault("F060")
  Stream<DynamicTest> aFinishReasonThatNobodyKnowsIsPassedOn() {
    return answers.whole("finish-reason-unknown", "finish-reason-error");
  }

  @TestFactory
  @Fault("F061")
  Stream<DynamicTest> aFilteredAnswerSaysSo() {
    return answers.whole("content-filter", "azure-filtered");
  }

  @TestFactory
  @Fault("F062")
  Stream<DynamicTest> aCutAnswerSaysSo() {
    return answers.whole("length", "tool-calls-cut-by-length");
  }

  @TestFactory
  @Fault("F063")
  Stream<DynamicTest> everyToolCallHasAnIdOfItsOwn() {
    return answers.whole("tool-calls-with-one-id", "tool-calls-without-ids");
  }

  @TestFactory
  @Fault("F064")
  Stream<DynamicTest> argumentsThatAreNoTextAreKept() {
    return answers.whole(
        "tool-arguments-as-object", "tool-arguments-empty-and-null", "tool-calls-cut-by-length");
  }

  @TestFactory
  @Fault("F065")
  Stream<DynamicTest> usageThatCannotBeIsUnknown() {
    return Stream.concat(
        answers.whole("usage-absent", "usage-odd", "usage-zero"),
        answers.streamed("text-without-usage", "usage-odd", "usage-zero"));
  }

  @TestFactory
  @Fault("F066")
  Stream<DynamicTest> fieldsThatNobodyKnowsDoNoHarm() {
    return answers.whole("unknown-fields", "tool-call-with-fields-of-the-host");
  }

  @TestFactory
  @Fault("F072")
  Stream<DynamicTest> anErrorInsideAStreamEndsIt() {
    return answers.streamed("error-before-content", "error-after-content", "error-by-event-name");
  }

  @TestFactory
  @Fault("F073")
  Stream<DynamicTest> aMalformedEventIsNeverSkipped() {
    return answers.streamed("malformed", "malformed-trailing");
  }

  @TestFactory
  @Fault("F074")
  Stream<DynamicTest> noiseIsSkipped() {
    return answers.streamed("noise");
  }

  @TestFactory
  @Fault("F075")
  Stream<DynamicTest> whatComesAfterTheEndIsNotRead() {
    return answers.streamed("after-done");
  }

  @TestFactory
  @Fault("F083")
  Stream<DynamicTest> piecesOfToolCallsFindTheirCall() {
    return answers.streamed(
        "tool-calls-interleaved",
        "tool-call-empty-id-on-continuation",
        "tool-call-new-id-each-piece",
        "tool-calls-all-index-zero",
        "tool-calls-without-index-and-id",
        "tool-calls-empty-list-on-text");
  }

  @TestFactory
  @Fault("F084")
  Stream<DynamicTest> theLastUsageCounts() {
    return answers.streamed(
        "text", "usage-on-every-chunk", "usage-before-the-end", "usage-corrected-downwards");
  }
}
