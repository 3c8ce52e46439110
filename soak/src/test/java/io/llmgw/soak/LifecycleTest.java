package io.llmgw.soak;

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
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.Script;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client that lives long: calls by every door, with every ending, leave nothing behind. */
class LifecycleTest {
  /** As many as the scripted provider remembers: from here on it holds no more. */
  private static final int SOME = 10_000;

  private static final int MANY = Integer.getInteger("llmgw.soak.calls", 100_000);

  /** Noise; the smallest object that a call could leave behind has 16. */
  private static final long MOST_BYTES_PER_CALL = 8;

  private static final Duration IDLE_THREADS_END = Duration.ofSeconds(30);
  private static final ChatRequest REQUEST = ChatRequest.of("Why is the sky blue?");

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private volatile Course course = Course.ANSWERED;

  /** How a call goes. */
  private enum Course {
    ANSWERED(Ending.SUCCEEDED),
    REFUSED(Ending.FAILED),
    BROKEN(Ending.FAILED),
    CANCELLED(Ending.CANCELLED);

    private final Ending ending;

    Course(Ending ending) {
      this.ending = ending;
    }

    void write(Script script) {
      switch (this) {
        case ANSWERED -> script.text("Blue light scatters most.", 5);
        case REFUSED -> script.fail(ErrorKind.OVERLOADED);
        case BROKEN -> script.text("Blue").fail(ErrorKind.STREAM_BROKEN);
        case CANCELLED -> script.text("Blue").hang();
      }
    }
  }

  @Test
  @Fault("I11")
  void manyCallsHoldNoMoreThanSome() {
    ScriptedProvider fake = leaks.of(ScriptedProvider.named("fake"));
    fake.always((call, script) -> course.write(script));
    try (LlmClient llm =
        LlmClient.builder()
            .provider(fake)
            .defaultModel(fake.model())
            .retries(Retries.none())
            .build()) {
      makeCalls(llm, fake, SOME);
      int threadsAfterSome = threadsAtRest();
      long heapAfterSome = Heap.used();
      long directAfterSome = Heap.direct();

      makeCalls(llm, fake, MANY);
      int threadsAfterMany = threadsAtRest();
      long heapAfterMany = Heap.used();
      long directAfterMany = Heap.direct();

      System.out.printf(
          "live heap after %d calls: %d bytes, after %d: %d bytes (%.2f per call);"
              + " direct %d, %d bytes; threads %d, %d%n",
          SOME,
          heapAfterSome,
          MANY,
          heapAfterMany,
          (heapAfterMany - heapAfterSome) / (double) (MANY - SOME),
          directAfterSome,
          directAfterMany,
          threadsAfterSome,
          threadsAfterMany);
      assertThat(heapAfterMany - heapAfterSome).isLessThan(MOST_BYTES_PER_CALL * (MANY - SOME));
      assertThat(directAfterMany).isLessThanOrEqualTo(directAfterSome);
      assertThat(threadsAfterMany).isEqualTo(threadsAfterSome);
    }
  }

  /** Makes calls until the provider has received so many. */
  private void makeCalls(LlmClient llm, ScriptedProvider fake, int total) {
    Door[] doors = Door.values();
    Course[] courses = Course.values();
    for (int made = fake.received(); made < total; made++) {
      course = courses[made / doors.length % courses.length];
      Visit visit = doors[made % doors.length].enter(llm, REQUEST);
      if (course == Course.CANCELLED) {
        fake.awaitReceived(made + 1);
        visit.cancel();
      }
      DoorResult result = visit.await();
      assertThat(result.ending()).as("call %d: %s", made, result).isEqualTo(course.ending);
    }
    fake.awaitNoOpenStreams();
  }

  /** Threads of this JVM when the gateway's own, which end after some idle seconds, are gone. */
  private static int threadsAtRest() {
    Patience.until(
        () -> "idle threads to end",
        IDLE_THREADS_END,
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("llmgw-")));
    return Heap.threads();
  }
}
