package io.llmgw.providers.cohere;

import io.llmgw.providers.replay.GoldenAnswers;
import io.llmgw.test.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** One file per feature of the wire. */
class CohereGoldenTest {
  private final GoldenAnswers answers =
      new GoldenAnswers(Decoding.READING, Path.of("src/test/resources/golden/cohere"));

  @TestFactory
  Stream<DynamicTest> readsWholeAnswers() throws IOException {
    return answers.whole();
  }

  @TestFactory
  Stream<DynamicTest> readsStreamedAnswers() throws IOException {
    return answers.streamed();
  }

  @TestFactory
  Stream<DynamicTest> readsRefusals() throws IOException {
    return answers.refused();
  }

  @TestFactory
  @Fault("F060")
  Stream<DynamicTest> aFinishReasonThatNobodyKnowsIsPassedOn() {
    return answers.whole("finish-made-up");
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
        answers.whole("usage-absent", "usage-odd", "usage-zero"), answers.streamed("usage-never"));
  }

  @TestFactory
  @Fault("F066")
  Stream<DynamicTest> blocksThatNobodyKnowsAreKept() {
    return Stream.concat(answers.whole("blocks-unknown"), answers.streamed("blocks-unknown"));
  }

  @TestFactory
  @Fault("F072")
  Stream<DynamicTest> anErrorInsideAStreamEndsIt() {
    return answers.streamed(
        "error-at-the-end",
        "error-at-the-end-as-an-object",
        "error-before-anything",
        "error-by-event-name",
        "error-without-type");
  }

  @TestFactory
  @Fault("F073")
  Stream<DynamicTest> aMalformedEventIsNeverSkipped() {
    return answers.streamed("malformed", "no-object");
  }

  @TestFactory
  @Fault("F074")
  Stream<DynamicTest> whatNobodyKnowsIsSkipped() {
    return answers.streamed("events-unknown", "noise");
  }

  @TestFactory
  @Fault("F075")
  Stream<DynamicTest> whatComesAfterTheEndIsNotRead() {
    return answers.streamed("after-message-end");
  }
}
