package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.DoorResult.Ending;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What calls leave in the heap and in threads: nothing. A short one of what {@code -Psoak} does
 * with a hundred thousand.
 */
class ManyCallsTest {
  /** As many as the scripted provider remembers: from here on it holds no more. */
  private static final int SOME = 10_000;

  private static final int MANY = 5_000;

  /** Noise; whatever keeps a call keeps hundreds, and an entry in a list or map 32 at least. */
  private static final int MOST_BYTES_PER_CALL = 24;

  /** Within it the watch for forgotten streams lets go of those that have ended. */
  private static final Duration ROUND = Duration.ofSeconds(10);

  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final VirtualTime time = VirtualTime.create();
  private volatile Ending course = Ending.SUCCEEDED;

  @Test
  @Fault("I11")
  void leaveNeitherMemoryNorThreadsHoweverTheyEnd() {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    ScriptedProvider fake = leaks.of(ScriptedProvider.named("fake"));
    fake.always(
        (call, script) -> {
          switch (course) {
            case SUCCEEDED -> script.text("Blue light scatters most.", 5);
            case FAILED -> script.text("Blue").fail(ErrorKind.STREAM_BROKEN);
            case CANCELLED -> script.text("Blue").hang();
          }
        });
    try (LlmClient llm =
        LlmClient.builder()
            .provider(fake)
            .defaultModel(fake.model())
            .retries(Retries.none())
            .time(time)
            .build()) {
      makeCalls(llm, fake, SOME);
      time.advance(ROUND);
      long afterSome = LiveHeap.bytes();

      makeCalls(llm, fake, SOME + MANY);
      time.advance(ROUND);
      double perCall = (LiveHeap.bytes() - afterSome) / (double) MANY;

      System.out.printf("Memory left by a call: %.1f B%n", perCall);
      assertThat(perCall).isLessThan(MOST_BYTES_PER_CALL);
    }
    Patience.until(
        "the threads of the client to end",
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(t -> t.getName().startsWith("llmgw-") && !before.contains(t)));
  }

  /** By every door, with every ending, until the provider has received so many. */
  private void makeCalls(LlmClient llm, ScriptedProvider fake, int total) {
    Door[] doors = Door.values();
    Ending[] endings = Ending.values();
    for (int made = fake.received(); made < total; made++) {
      course = endings[made / doors.length % endings.length];
      Visit visit = doors[made % doors.length].enter(llm, QUESTION);
      if (course == Ending.CANCELLED) {
        fake.awaitReceived(made + 1);
        visit.cancel();
      }
      DoorResult result = visit.await();
      assertThat(result.ending()).as("call %d: %s", made, result).isEqualTo(course);
    }
    fake.awaitNoOpenStreams();
  }
}
