package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Feature;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.time.TimeSource;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.RecordingSubscriber;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A feature is closed after the last call: then it is told of none. */
class FeatureCloseTest {
  private static final Executor FULL =
      task -> {
        throw new IllegalStateException("full");
      };

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake").always("a");
  private final List<String> diary = new CopyOnWriteArrayList<>();
  private volatile Runnable atBegin = () -> {};

  @Test
  void isToldOfNoCallThatIsRefusedAfterwards() {
    LlmClient llm = client().build();
    llm.close();

    assertThatThrownBy(() -> llm.prompt("Why?").text()).isInstanceOf(LlmException.class);

    assertThat(diary).containsExactly("closed");
  }

  @Test
  void leavesTheObserversOfTheHostAlone() {
    LlmClient llm = client().observe(observer("host")).build();
    llm.close();

    assertThatThrownBy(() -> llm.prompt("Why?").text()).isInstanceOf(LlmException.class);

    assertThat(diary).containsExactly("closed", "host begin", "host end");
  }

  @Test
  void waitsForWhatIsBeingToldOfACallThatIsRefused() {
    Gate telling = Gate.closed();
    atBegin = () -> pass(telling);
    LlmClient llm = client().executor(FULL).build();
    RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.withDemand(1);
    Aside<Boolean> asking = Aside.run(() -> llm.prompt("Why?").publish().subscribe(subscriber));
    telling.awaitArrivals(1);

    Aside<Boolean> closing = Aside.run(llm::close).awaitBlockedIn("awaitOthers");
    telling.open();

    assertThat(closing.get()).isTrue();
    assertThat(asking.get()).isTrue();
    assertThat(subscriber.error()).isInstanceOf(LlmException.class);
    assertThat(diary).containsExactly("feature begin", "feature end", "closed");
  }

  @Test
  void isClosedByWhoIsBeingToldOfACallThatIsRefused() {
    LlmClient llm = client().executor(FULL).build();
    atBegin = llm::close;

    assertThat(Aside.call(() -> llm.chatAsync(ChatRequest.of("Why?"))).get())
        .isCompletedExceptionally();

    assertThat(diary).containsExactly("closed", "feature begin", "feature end");
  }

  private LlmClientBuilder client() {
    return LlmClient.builder()
        .provider(leaks.of(fake))
        .defaultModel(fake.model())
        .use(
            new Feature() {
              @Override
              public String name() {
                return "feature";
              }

              @Override
              public List<CallObserver> observers(TimeSource time) {
                return List.of(observer("feature"));
              }

              @Override
              public void close() {
                diary.add("closed");
              }
            });
  }

  private CallObserver observer(String whose) {
    return call -> {
      atBegin.run();
      diary.add(whose + " begin");
      return outcome -> diary.add(whose + " end");
    };
  }

  private static void pass(Gate gate) {
    try {
      gate.pass();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
