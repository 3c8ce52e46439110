package io.llmgw.providers.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.OutcomeProbe;
import io.llmgw.test.Patience;
import io.llmgw.test.Races;
import io.llmgw.test.RecordingSubscriber;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Eight threads close a client on which calls of all sorts are under way, wait and begin, over real
 * sockets: 200 calls, 1,000 with the races at length.
 */
@ExtendWith(LeakRule.class)
class CloseRaceTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final int CALLS = Math.min(1_000, 10 * Races.repeats());
  private static final int CLOSERS = 8;
  private static final int CALLERS = 8;
  private static final Duration GRACE = Duration.ofSeconds(7); // and nothing else takes 7 s

  private final ConcurrentLinkedQueue<Visit> visits = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<ChatStream> unread = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<RecordingSubscriber<LlmEvent>> pausing =
      new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<LlmException> refused = new ConcurrentLinkedQueue<>();

  private final VirtualTime time = VirtualTime.create(); // so that no close gives up unasked
  private final OutcomeProbe probe = OutcomeProbe.in(Slot.APPLICATION);

  @Test
  @Fault("F093")
  void eachCallEndsOnceAndNothingIsLeft() {
    race(LlmClient.builder().closeGrace(Duration.ZERO), () -> {});
  }

  /** Those that end by themselves may, and the others are cancelled then. */
  @Test
  @Fault("F093")
  void eachCallThatOutlivesTheGraceEndsOnceAndNothingIsLeft() {
    race(
        LlmClient.builder().closeGrace(GRACE),
        () -> {
          time.awaitDueIn(GRACE); // rounds that look for leaks are due before it
          time.advance(GRACE);
        });
  }

  private void race(LlmClientBuilder builder, Runnable meanwhile) {
    ExecutorService host = Executors.newFixedThreadPool(4); // so that most of its calls wait
    try (SimulatedProvider server = server()) {
      LlmClient llm =
          builder
              .provider(server.provider())
              .defaultModel(server.model())
              .time(time)
              .executor(host)
              .use(probe)
              .build();
      for (int call = 0; call < CALLS / 2; call++) {
        begin(llm, call);
      }
      server.awaitRequests(CALLS / 8);
      Patience.until("some streams that nobody reads", () -> unread.size() >= CALLS / 50);

      Races.together(callsAndCloses(llm, meanwhile));

      expectAnEndOfEachCall();
      assertThat(probe.outcomes()).hasSize(probe.proceeds());
      assertThat(server.requests()).hasSizeLessThanOrEqualTo(probe.proceeds());
      Patience.until("the connections to be closed", () -> server.openConnections() == 0);
      assertThat(server.failures()).isEmpty();
    } finally {
      host.shutdownNow();
    }
  }

  private static SimulatedProvider server() {
    SimulatedProvider.Builder script = SimulatedProvider.openAi();
    Reply text = Reply.text("Blue light scatters most, since its waves are short.");
    for (int i = 0; i < CALLS; i++) {
      script.answer(
          switch (i % 4) {
            case 0 -> text.stallBeforeHead();
            case 1 -> text.stallAfterEvents(2);
            case 2 -> text.pace(Duration.ofMillis(20));
            default -> text;
          });
    }
    return script.start();
  }

  private Races.Action[] callsAndCloses(LlmClient llm, Runnable meanwhile) {
    List<Races.Action> actions = new ArrayList<>();
    actions.add(meanwhile::run);
    for (int caller = 0; caller < CALLERS; caller++) {
      int first = CALLS / 2 + caller;
      actions.add(
          () -> {
            for (int call = first; call < CALLS; call += CALLERS) {
              begin(llm, call);
            }
          });
    }
    for (int closer = 0; closer < CLOSERS; closer++) {
      actions.add(
          () -> {
            llm.close();
            expectRest();
          });
    }
    return actions.toArray(new Races.Action[0]);
  }

  /** Whoever was first: when a close returns, what had begun has ended, and nothing begins. */
  private void expectRest() {
    int begun = probe.proceeds();
    assertThat(probe.outcomes()).as("outcomes at the end of a close").hasSize(begun);
    assertThat(probe.proceeds()).as("calls at the end of a close").isEqualTo(begun);
  }

  /** One of six sorts: through each door, a stream that nobody reads on, one without demand. */
  private void begin(LlmClient llm, int call) {
    int sort = call % 6;
    if (sort < Door.values().length) {
      visits.add(Door.values()[sort].enter(llm, QUESTION));
    } else if (sort == 4) {
      RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.withDemand(1);
      pausing.add(subscriber);
      llm.publish(QUESTION).subscribe(subscriber);
    } else {
      openUnread(llm);
    }
  }

  private void openUnread(LlmClient llm) {
    Thread reader =
        new Thread(
            () -> {
              try {
                unread.add(llm.stream(QUESTION));
              } catch (LlmException e) {
                refused.add(e);
              }
            });
    reader.setDaemon(true);
    reader.start();
  }

  private void expectAnEndOfEachCall() {
    int sixth = CALLS / 6;
    for (Visit visit : visits) {
      DoorResult result = visit.await();
      expectEnd(result.error());
    }
    for (RecordingSubscriber<LlmEvent> subscriber : pausing) {
      subscriber.request(Long.MAX_VALUE);
      subscriber.awaitEnd();
      expectEnd(subscriber.error());
      assertThat(subscriber.violations()).isEmpty();
    }
    Patience.until("the streams that nobody reads", () -> unread.size() + refused.size() >= sixth);
    refused.forEach(CloseRaceTest::expectEnd);
    for (ChatStream stream : unread) {
      expectEnd(endOf(stream));
    }
    assertThat(visits.size() + pausing.size() + unread.size() + refused.size()).isEqualTo(CALLS);
  }

  private static LlmException endOf(ChatStream stream) {
    try (stream) {
      stream.response();
      return null;
    } catch (LlmException e) {
      return e;
    }
  }

  private static void expectEnd(Throwable error) {
    if (error != null) {
      assertThat(error).isInstanceOf(LlmException.class);
      assertThat(((LlmException) error).kind()).isIn(ErrorKind.CANCELLED, ErrorKind.CLOSED);
    }
  }
}
