package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.DoorResult.Ending;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.Races;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What somebody gets who waits with others depends on what becomes of the shared call and on his
 * own deadline and cancel alone: not on what the others do, nor on who of them came first.
 */
@Fault("I18")
class WaiterTest {
  private static final int WAITERS = 8;
  private static final Duration SOON = Duration.ofSeconds(2);

  /** The first numbers of near seeds are about the same: so none are near. */
  private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

  private final VirtualTime time = VirtualTime.create();
  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final LlmClient llm =
      LlmClient.builder()
          .provider(a)
          .defaultModel("a/m")
          .retries(Retries.none())
          .time(time)
          .closeGrace(Duration.ZERO)
          .executor(callers)
          .use(ResponseCache.ofMegabytes(1))
          .build();

  @AfterEach
  void close() {
    llm.close();
    callers.shutdownNow();
  }

  /** What becomes of the shared call. */
  private enum Flight {
    ANSWERED,
    REFUSED,
    ANSWERED_ON_SECOND_THOUGHTS
  }

  /** What a waiter does himself. */
  private enum Course {
    STAYS,
    CANCELS,
    CANCELS_AS_IT_ENDS,
    HAS_A_DEADLINE
  }

  private record Waiter(Course course, Visit visit) {}

  @Test
  void getsWhatBecomesOfTheCallOrOfHimself() {
    a.always("blue"); // for whoever asks once more, perhaps nobody
    Races.repeat(
        repeat -> {
          Random random = new Random(repeat * GOLDEN);
          for (Flight flight : Flight.values()) {
            Gate gate = Gate.closed();
            script(flight, gate);
            List<Waiter> waiters =
                waiters(ChatRequest.of("question " + repeat + " " + flight), random);

            waiters.forEach(waiter -> act(waiter, Course.CANCELS));
            time.advance(SOON);
            awaitDone(waiters, Course.CANCELS);
            awaitDone(waiters, Course.HAS_A_DEADLINE);
            Races.together(
                gate::open,
                () -> waiters.forEach(waiter -> act(waiter, Course.CANCELS_AS_IT_ENDS)));

            for (int i = 0; i < waiters.size(); i++) {
              assertOwn(flight, i == 0, waiters.get(i), "seed " + repeat + " * " + GOLDEN);
            }
            a.awaitNoOpenStreams();
            Patience.until("nobody to wait", () -> Waiting.forFlights() == 0); // or he is counted
          }
        });
  }

  private void script(Flight flight, Gate gate) {
    a.answers(
        script -> {
          script.waitFor(gate);
          switch (flight) {
            case ANSWERED -> script.text("blue");
            case REFUSED -> script.fail(ErrorKind.INVALID_REQUEST);
            default -> script.fail(ErrorKind.SERVER);
          }
        });
  }

  private List<Waiter> waiters(ChatRequest question, Random random) {
    int stays = random.nextInt(WAITERS); // else all may leave, and nobody asks
    List<Waiter> waiters = new ArrayList<>();
    for (int i = 0; i < WAITERS; i++) {
      Course any = Course.values()[random.nextInt(Course.values().length)];
      Course course = i == stays ? Course.STAYS : any;
      Door door = Door.values()[random.nextInt(Door.values().length)];
      ChatRequest request =
          course == Course.HAS_A_DEADLINE ? question.with(Timeouts.total(SOON)) : question;
      waiters.add(new Waiter(course, door.enter(llm, request)));
      int waiting = i + 1;
      Patience.until(waiting + " to wait", () -> Waiting.forFlights() == waiting);
    }
    return waiters;
  }

  private static void act(Waiter waiter, Course course) {
    if (waiter.course() == course) {
      waiter.visit().cancel();
    }
  }

  private static void awaitDone(List<Waiter> waiters, Course course) {
    waiters.stream()
        .filter(waiter -> waiter.course() == course)
        .forEach(waiter -> waiter.visit().await());
  }

  private static void assertOwn(Flight flight, boolean first, Waiter waiter, String seed) {
    DoorResult result = waiter.visit().await();
    String what = seed + ", " + flight + ", " + waiter.course() + (first ? ", first" : "");
    if (waiter.course() == Course.CANCELS) {
      assertThat(result.ending()).as(what).isEqualTo(Ending.CANCELLED);
    } else if (waiter.course() == Course.HAS_A_DEADLINE) {
      assertThat(result.errorKind()).as(what).isEqualTo(ErrorKind.TIMEOUT);
    } else if (waiter.course() == Course.STAYS) {
      assertFlown(flight, first, result, what);
    } else if (result.ending() != Ending.CANCELLED) {
      boolean asksNoMore = result.errorKind() == ErrorKind.SERVER; // he cancelled before he could
      assertFlown(flight, first || asksNoMore, result, what);
    }
  }

  private static void assertFlown(Flight flight, boolean first, DoorResult result, String what) {
    if (flight == Flight.REFUSED) {
      assertThat(result.errorKind()).as(what).isEqualTo(ErrorKind.INVALID_REQUEST);
    } else if (flight == Flight.ANSWERED_ON_SECOND_THOUGHTS && first) {
      assertThat(result.errorKind()).as(what + ": he began it").isEqualTo(ErrorKind.SERVER);
    } else {
      assertThat(result.text()).as("%s: %s", what, result).isEqualTo("blue");
      assertThat(result.ending()).as(what).isEqualTo(Ending.SUCCEEDED);
    }
  }
}
