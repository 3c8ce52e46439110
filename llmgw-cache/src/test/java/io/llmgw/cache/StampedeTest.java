package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.Races;
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.ScriptedProvider;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Very many ask the same, at once, by all doors. */
@Fault("F127")
class StampedeTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Which colour has the sky?");
  private static final Usage USAGE = Usage.reported(7, 3);
  private static final int CROWD = 1_000;

  private final Outcomes outcomes = new Outcomes();
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private LlmClient llm;

  private LlmClient client(Provider provider, String model) {
    llm =
        LlmClient.builder()
            .provider(provider)
            .defaultModel(model)
            .executor(callers)
            .observe(outcomes)
            .use(ResponseCache.ofMegabytes(64))
            .build();
    return llm;
  }

  @AfterEach
  void close() {
    llm.close();
    callers.shutdownNow();
  }

  @Test
  void aThousandAreOneRequestOnTheWire() {
    Gate head = Gate.closed();
    Gate rest = Gate.closed();
    Reply reply =
        Reply.text("blue as ever").usage(7, 3).holdBeforeHead(head).holdAfterEvents(2, rest);
    try (SimulatedProvider server = SimulatedProvider.openAi().answer(reply).start()) {
      LlmClient client = client(server.provider(), server.model());
      List<Visit> visits = new ArrayList<>();

      // Some come before the answer has begun, some while it arrives, some when it is there.
      for (int i = 0; i < CROWD; i++) {
        visits.add(Door.values()[i % Door.values().length].enter(client, QUESTION));
        if (i == CROWD / 2) {
          server.awaitRequests(1);
          head.open();
        } else if (i == CROWD * 3 / 4) {
          rest.open();
        }
      }

      assertAllGet("blue as ever", visits);
      assertThat(server.requests()).hasSize(1);
      assertPaidOnce(outcomes.take(CROWD));
    }
  }

  @Test
  void aThousandThatRaceInAreOneRequestOnTheWire() {
    int rounds = Math.max(1, Races.repeats() / 5); // each takes the most of a second
    Reply reply = Reply.text("blue as ever").usage(7, 3);
    try (SimulatedProvider server = SimulatedProvider.openAi().always(reply).start()) {
      LlmClient client = client(server.provider(), server.model());
      for (int round = 1; round <= rounds; round++) {
        List<Visit> visits = race(client, ChatRequest.of("round " + round), CROWD);

        assertThat(visits).hasSize(CROWD);
        assertAllGet("blue as ever", visits);
        assertThat(server.requests()).as("requests").hasSize(round);
        assertPaidOnce(outcomes.take(CROWD));
      }
    }
  }

  @Test
  void whoeverComesFirstThereIsOneRequest() {
    ScriptedProvider a = ScriptedProvider.named("a");
    a.always(script -> script.text("bl").text("ue").usage(USAGE));
    LlmClient client = client(a, "a/m");
    Races.repeat(
        round -> {
          int before = a.received();

          List<Visit> visits = race(client, ChatRequest.of("round " + round), 12);

          assertThat(visits).hasSize(12);
          assertAllGet("blue", visits);
          assertThat(a.received() - before).as("requests").isOne();
          assertPaidOnce(outcomes.take(12));
        });
  }

  /** All of them enter at the same moment, each on a thread of its own, by all doors in turn. */
  private static List<Visit> race(LlmClient client, ChatRequest question, int callers) {
    Races.Action[] crowd = new Races.Action[callers];
    List<Visit> visits = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < callers; i++) {
      Door door = Door.values()[i % Door.values().length];
      crowd[i] = () -> visits.add(door.enter(client, question));
    }
    Races.together(crowd);
    return visits;
  }

  /** Step by step, so that they look for a call to join at the very same moment. */
  @Test
  void whoComeAtTheSameMomentBeginOneRequest() {
    ScriptedProvider a = ScriptedProvider.named("a").always("blue");
    LlmClient client = client(a, "a/m");
    int questions = 25 * Races.repeats();
    AtomicInteger arrived = new AtomicInteger();
    Races.Action steps =
        () -> {
          for (int i = 1; i <= questions; i++) {
            arrived.incrementAndGet();
            while (arrived.get() < 2 * i && !Thread.currentThread().isInterrupted()) {
              Thread.yield();
            }
            client.prompt("question " + i).text();
          }
        };

    Races.together(steps, steps);

    assertThat(a.received()).isEqualTo(questions);
  }

  private static void assertAllGet(String text, List<Visit> visits) {
    for (Visit visit : visits) {
      assertGets(text, visit.await());
    }
  }

  private static void assertGets(String text, DoorResult result) {
    assertThat(result.error()).as("%s", result).isNull();
    assertThat(result.ending()).isEqualTo(DoorResult.Ending.SUCCEEDED);
    assertThat(result.text()).isEqualTo(text);
  }

  /** One has paid, and all others have joined him or come after. */
  private static void assertPaidOnce(List<ObservedOutcome> all) {
    List<ObservedOutcome> paid =
        all.stream().filter(one -> one.served().cache() == CacheStatus.MISS).toList();
    assertThat(paid).hasSize(1);
    assertThat(paid.get(0).served().usage()).isEqualTo(USAGE);
    assertThat(paid.get(0).served().attempts()).hasSize(1);
    for (ObservedOutcome one : all) {
      if (one != paid.get(0)) {
        assertThat(one.served().cache()).isIn(CacheStatus.JOINED, CacheStatus.HIT);
        assertThat(one.served().usage()).isEqualTo(Usage.ZERO);
        assertThat(one.served().cost()).isEqualTo(Cost.ZERO);
        assertThat(one.served().attempts()).isEmpty();
      }
    }
  }
}
