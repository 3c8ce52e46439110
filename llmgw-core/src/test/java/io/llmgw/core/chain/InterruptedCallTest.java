package io.llmgw.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.chain.Reason;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.Started;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.Usage;
import java.io.InterruptedIOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An interrupt of the calling thread, wherever it blocks, is a cancel by the caller. */
class InterruptedCallTest {
  @RegisterExtension final Stage stage = new Stage();
  private final Diary diary = new Diary();

  @AfterEach
  void clearFlag() {
    Thread.interrupted();
  }

  @Test
  void insideALink() {
    stage.fake.always("blue");
    stage.use(
        diary.link("outer", Slot.APPLICATION),
        TestLink.in(
            Slot.CALL,
            chain -> {
              throw TestLink.sneaky(new InterruptedException());
            }));

    expectCancelled(stage.failure());
  }

  @Test
  void insideALinkThatThrowsItAsTheCauseOfAnother() {
    stage.fake.always("blue");
    stage.use(
        diary.link("outer", Slot.APPLICATION),
        TestLink.in(
            Slot.CALL,
            chain -> {
              throw new IllegalStateException(new InterruptedException());
            }));

    expectCancelled(stage.failure());
  }

  @Test
  void insideAProvider() {
    stage.fake.answers(script -> script.fail(new InterruptedException()));
    stage.use(diary.link("outer", Slot.APPLICATION));

    expectCancelled(stage.failure());
  }

  @Test
  void insideALibraryOfAProviderThatOnlyKeepsTheFlag() {
    stage.fake.answers(
        script ->
            script
                .text("bl")
                .run(Thread.currentThread()::interrupt)
                .fail(new InterruptedIOException()));
    stage.use(diary.link("outer", Slot.APPLICATION));

    expectCancelled(stage.failure());
  }

  @Test
  void doesNotKeepAnAnswerThatIsThereFromBeingDelivered() {
    stage.fake.answers(script -> script.text("blue").run(Thread.currentThread()::interrupt));
    stage.use(diary.link("outer", Slot.APPLICATION));

    assertThat(stage.ask().text()).isEqualTo("blue");

    assertThat(diary.entries()).containsExactly("outer: success");
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void isNotSeenByTheTapsOfAFailure() {
    stage.fake.answers(
        script -> script.run(Thread.currentThread()::interrupt).fail(new IllegalStateException()));
    stage.use(notingTheFlag());

    stage.failure();

    assertThat(diary.entries()).containsExactly("interrupted: false");
  }

  @Test
  void isNotSeenByTheTapsOfASuccess() {
    stage.fake.answers(script -> script.text("blue").run(Thread.currentThread()::interrupt));
    stage.use(notingTheFlag());

    stage.ask();

    assertThat(diary.entries()).containsExactly("interrupted: false");
  }

  @Test
  void isNotSeenByTheTapsOfAStreamThatIsGivenUp() {
    stage.fake.answers(script -> script.text("blue").hang());
    stage.use(
        TestLink.in(
            Slot.APPLICATION,
            chain -> {
              EventStream given = chain.proceed(chain.request());
              Thread.currentThread().interrupt();
              given.close();
              return EventStreams.of(
                  Started.inProcess(), new Completed(FinishReason.STOP, Usage.ZERO));
            }),
        notingTheFlag());

    stage.ask();

    assertThat(diary.entries()).containsExactly("interrupted: false");
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  /** Whether its tap is told on a thread that could not block. */
  private TestLink notingTheFlag() {
    return TestLink.in(
        Slot.CALL,
        chain ->
            chain.proceed(
                chain.request(),
                outcome -> diary.note("interrupted: " + Thread.currentThread().isInterrupted())));
  }

  private void expectCancelled(LlmException failure) {
    assertThat(failure).isInstanceOf(CallCancelledException.class);
    assertThat(((CallCancelledException) failure).reason()).isEqualTo(Reason.CALLER);
    assertThat(Thread.currentThread().isInterrupted()).as("the flag is given back").isTrue();
    assertThat(diary.entries()).containsExactly("outer: cancelled CALLER");
  }
}
