package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Cancellation;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult.Ending;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A wake-up must not block. One that does holds up its own call, and neither others nor a close.
 */
@Fault("F093")
class BlockedWakeUpTest {
  private static final int OTHERS = 8;

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final Gate hung = Gate.closed();
  private final Gate blocked = Gate.closed();
  private final List<Cancellation> tokens = new CopyOnWriteArrayList<>();
  private final List<Visit> others = new ArrayList<>();

  @BeforeEach
  void watch() {
    leaks.of(fake);
    fake.always(script -> script.text("a").waitFor(hung));
  }

  @AfterEach
  void goOn() {
    blocked.open();
  }

  @Test
  void othersEndAtOnceWhereTheCloseTellsThem() {
    VirtualTime time = VirtualTime.create();
    LlmClient llm = builder().time(time).closeGrace(Duration.ZERO).build();
    Visit visit = oneThatBlocksAndOthers(llm);

    Aside<Boolean> close = Aside.run(llm::close);

    blocked.awaitArrivals(1);
    expectTheOthersToEnd();
    time.awaitDueIn(OpenCalls.UNWIND_PATIENCE);
    blocked.open();
    close.get();
    assertThat(visit.await().ending()).isEqualTo(Ending.CANCELLED);
  }

  @Test
  void othersEndAtOnceWhereAnInterruptedCloseTellsThem() {
    LlmClient llm = builder().time(VirtualTime.create()).build();
    Visit visit = oneThatBlocksAndOthers(llm);

    Aside<Boolean> close = Aside.run(llm::close).awaitBlockedIn("close");
    close.thread().interrupt();

    blocked.awaitArrivals(1);
    expectTheOthersToEnd();
    blocked.open();
    close.get();
    assertThat(visit.await().ending()).isEqualTo(Ending.CANCELLED);
  }

  /** The clock has one thread, which the patience of the close needs. */
  @Test
  void theCloseEndsWithItsPatienceWhereTheClockTellsThem() {
    LlmClient llm = builder().closeGrace(Duration.ofMillis(1)).build();
    Visit visit = oneThatBlocksAndOthers(llm);

    Aside<Boolean> close = Aside.run(llm::close);

    blocked.awaitArrivals(1);
    expectTheOthersToEnd();
    close.get();
    blocked.open();
    assertThat(visit.await().ending()).isEqualTo(Ending.CANCELLED);
  }

  private Visit oneThatBlocksAndOthers(LlmClient llm) {
    Visit visit = Door.CHAT_ASYNC.enter(llm, ChatRequest.of("q"));
    hung.awaitArrivals(1);
    tokens.get(0).onCancel(this::block); // the first of its call that is run
    for (int i = 0; i < OTHERS; i++) {
      others.add(Door.CHAT_ASYNC.enter(llm, ChatRequest.of("q")));
    }
    hung.awaitArrivals(1 + OTHERS);
    return visit;
  }

  private void block() {
    blocked.arrive();
    Patience.until(() -> "a gate to open", Duration.ofMinutes(1), blocked::isOpen);
  }

  private void expectTheOthersToEnd() {
    for (Visit other : others) {
      assertThat(other.await().ending()).isEqualTo(Ending.CANCELLED);
    }
  }

  private LlmClientBuilder builder() {
    return LlmClient.builder()
        .provider(fake)
        .defaultModel(fake.model())
        .use(
            chain -> {
              tokens.add(chain.context().cancellation());
              return chain.proceed(chain.request());
            });
  }
}
