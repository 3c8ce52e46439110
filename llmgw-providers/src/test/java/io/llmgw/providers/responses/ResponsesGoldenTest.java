package io.llmgw.providers.responses;

import io.llmgw.providers.replay.GoldenAnswers;
import io.llmgw.test.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every golden answer; and again, by name, those that a fault stands and falls with. */
class ResponsesGoldenTest {
  private final GoldenAnswers answers =
      new GoldenAnswers(Decoding.READING, Path.of("src/test/resources/golden/responses"));

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
    return answers.whole("error-instead", "error-flat", "failed");
  }

  @TestFactory
  @Fault("F060")
  Stream<DynamicTest> aStatusThatNobodyKnowsIsPassedOn() {
    return answers.whole("status-unknown", "in-progress");
  }

  @TestFactory
  @Fault("F062")
  Stream<DynamicTest> aCutAnswerSaysSo() {
    return Stream.concat(
        answers.whole("incomplete"), answers.streamed("incomplete", "tool-call-cut-by-length"));
  }

  @TestFactory
  @Fault("F063")
  Stream<DynamicTest> everyToolCallHasAnIdOfItsOwn() {
    return answers.whole("tool-calls-with-one-id", "tool-call-without-call-id");
  }

  @TestFactory
  @Fault("F066")
  Stream<DynamicTest> whatNobodyKnowsIsKeptOrSkipped() {
    return Stream.concat(
        answers.whole("item-unknown", "content-in-parts"), answers.streamed("item-unknown"));
  }

  @TestFactory
  @Fault("F072")
  Stream<DynamicTest> anErrorInsideAStreamEndsIt() {
    return answers.streamed(
        "error-nested", "error-flat", "error-before-anything", "error-by-event-name", "failed");
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
    return answers.streamed("after-end", "done-at-the-end");
  }

  @TestFactory
  Stream<DynamicTest> anEndThatTheProtocolDoesNotKnowIsNone() {
    return answers.streamed("done-without-end", "end-without-response-end");
  }
}
