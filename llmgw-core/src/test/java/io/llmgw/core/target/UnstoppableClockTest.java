package io.llmgw.core.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.core.client.BrokenTime;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** No clock of an attempt can be stopped: it ends as others do, and keeps nothing. */
@Fault("F092")
class UnstoppableClockTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final ChatRequest DEAR = ChatRequest.of("Why is the sea so dear?");

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final VirtualTime time = VirtualTime.create();
  private final BrokenTime clock = new BrokenTime(time);
  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private LlmClient llm;

  @BeforeEach
  void open() {
    leaks.of(fake);
    llm = builder().build();
    clock.keepTasks();
  }

  private LlmClientBuilder builder() {
    return LlmClient.builder()
        .provider(fake)
        .alias("one", Route.target("fake/m").limits(TargetLimits.perTarget().concurrency(1)))
        .defaultModel("one")
        .timeouts(
            Timeouts.firstToken(Duration.ofSeconds(10))
                .idle(Duration.ofSeconds(20))
                .attempt(Duration.ofMinutes(1)))
        .retries(Retries.none())
        .closeGrace(Duration.ZERO)
        .use(new Thrift())
        .time(clock);
  }

  @AfterEach
  void close() {
    llm.close();
  }

  @Test
  void anAttemptIsOnItsAccountAsItEnded() {
    fake.always("blue");

    ChatResponse answer = llm.chat(QUESTION);

    assertThat(answer.served().attempts())
        .extracting(AttemptRecord::state)
        .containsExactly(AttemptState.SUCCEEDED);
  }

  @Test
  void anAttemptThatIsRefusedOnItsWayGivesItsPlaceBack() {
    fake.always("blue");

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> llm.chat(DEAR)).hasMessage("too dear");
    }

    assertThat(llm.chat(QUESTION).text()).isEqualTo("blue");
  }

  @Test
  void aProbeThatIsRefusedOnItsWayMakesRoomForTheNext() {
    for (int i = 0; i < 5; i++) {
      fake.fails(ErrorKind.SERVER);
      assertThatThrownBy(() -> llm.chat(QUESTION)).isInstanceOf(LlmException.class);
    }
    fake.always("blue");
    time.advance(Duration.ofSeconds(5));
    assertThatThrownBy(() -> llm.chat(DEAR)).hasMessage("too dear");

    assertThat(llm.chat(QUESTION).text()).isEqualTo("blue");
  }

  @Test
  void anAnswerThatIsLeftIsClosed() {
    fake.answers(script -> script.text("a").text("b").hang());

    try (ChatStream stream = llm.stream(QUESTION)) {
      for (int i = 0; i < 3; i++) {
        stream.next();
      }
    }

    fake.awaitNoOpenStreams();
  }

  /** Refuses some requests after their attempt has begun. */
  private static final class Thrift implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("thrift").in(Slot.SPEND);
    }

    @Override
    public EventStream intercept(Chain chain) {
      if (chain.request().content().equals(DEAR.content())) {
        throw LlmException.of(ErrorKind.BUDGET, "too dear").build();
      }
      return chain.proceed(chain.request());
    }
  }
}
