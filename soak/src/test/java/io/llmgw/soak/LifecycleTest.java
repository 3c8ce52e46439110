package io.llmgw.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.test.DoorResult;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.Script;
import io.llmgw.test.scripted.ScriptedProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client that lives long: calls by every door, with every ending, leave nothing behind. */
class LifecycleTest {
  /** As many as the scripted provider remembers: from here on it holds no more. */
  private static final int SOME = 10_000;

  private static final int MANY = Integer.getInteger("llmgw.soak.calls", 100_000);

  /** Bytes per call; the smallest object that one could leave behind has 16. */
  private static final long NOISE = 8;

  private static final ChatRequest REQUEST = ChatRequest.of("Why is the sky blue?");

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private volatile Course course = Course.ANSWERED;

  @Test
  @Fault("I11")
  void manyCallsHoldNoMoreThanSome() {
    ScriptedProvider fake = leaks.of(ScriptedProvider.named("fake"));
    fake.always((call, script) -> write(script));
    try (LlmClient llm =
        LlmClient.builder()
            .provider(fake)
            .defaultModel(fake.model())
            .retries(Retries.none())
            .build()) {
      makeCalls(llm, fake, SOME);
      Holdings afterSome = Holdings.after(SOME);

      makeCalls(llm, fake, MANY);
      Holdings.after(MANY).expectNoMoreThan(afterSome, NOISE);
    }
  }

  private void write(Script script) {
    switch (course) {
      case ANSWERED -> script.text("Blue light scatters most.", 5);
      case REFUSED -> script.fail(ErrorKind.OVERLOADED);
      case CANCELLED -> script.text("Blue").hang();
      case BROKEN -> script.text("Blue").fail(ErrorKind.STREAM_BROKEN);
    }
  }

  /** Makes calls until the provider has received so many. */
  private void makeCalls(LlmClient llm, ScriptedProvider fake, int total) {
    for (int made = fake.received(); made < total; made++) {
      course = Course.of(made);
      Visit visit = Course.door(made).enter(llm, REQUEST);
      if (course == Course.CANCELLED) {
        fake.awaitReceived(made + 1);
        visit.cancel();
      }
      DoorResult result = visit.await();
      assertThat(result.ending()).as("call %d: %s", made, result).isEqualTo(course.ending());
    }
    fake.awaitNoOpenStreams();
  }
}
