package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.ContextCapture;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Feature;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.RecordingSubscriber;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(LeakRule.class)
class ContextCaptureTest {
  private static final ThreadLocal<String> USER = new ThreadLocal<>();

  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final ScriptedProvider fake = ScriptedProvider.named("fake").always("hello");

  @AfterEach
  void forget() {
    USER.remove();
  }

  @Test
  void reachesTheLinksOfAnAsynchronousCall() {
    try (LlmClient llm = builder().build()) {
      USER.set("ada");

      llm.prompt("x").async().join();

      assertThat(seen).containsOnly("ada");
    }
  }

  @Test
  void reachesTheLinksOfAPublishedCallFromWhoeverSubscribes() {
    try (LlmClient llm = builder().build()) {
      RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.withDemand(0);
      USER.set("ada");
      llm.prompt("x").publish().subscribe(subscriber);
      USER.remove();

      subscriber.request(Long.MAX_VALUE);
      subscriber.awaitEnd();

      assertThat(seen).containsOnly("ada");
    }
  }

  @Test
  void reachesTheLinksBehindASharedFlight() {
    Interceptor sharing =
        new Interceptor() {
          @Override
          public LinkSpec spec() {
            return LinkSpec.named("sharing").in(Slot.CACHE);
          }

          @Override
          public EventStream intercept(Chain chain) {
            return chain.share("all", chain.request(), outcome -> {});
          }
        };
    try (LlmClient llm = builder().use(sharing).build()) {
      USER.set("ada");

      llm.prompt("x").text();

      assertThat(seen).containsOnly("ada");
    }
  }

  @Test
  void isBroughtByAFeatureAsWell() {
    Feature bringing =
        new Feature() {
          @Override
          public String name() {
            return "bringing";
          }

          @Override
          public List<ContextCapture> captures() {
            return List.of(ContextCaptureTest::captureUser);
          }
        };
    LlmClientBuilder builder = LlmClient.builder().provider(fake).defaultModel(fake.model());
    try (LlmClient llm = builder.use(new Looking()).use(bringing).build()) {
      USER.set("ada");

      llm.prompt("x").async().join();

      assertThat(seen).containsOnly("ada");
    }
  }

  @Test
  void leavesNothingBehindOnAThreadOfTheHost() throws Exception {
    ExecutorService host = Executors.newSingleThreadExecutor();
    try (LlmClient llm = builder().executor(host).build()) {
      host.submit(() -> USER.set("thread's own")).get();
      USER.set("ada");

      llm.prompt("x").async().join();

      assertThat(host.submit(USER::get).get()).isEqualTo("thread's own");
    } finally {
      host.shutdownNow();
    }
  }

  static List<Breaking> breakings() {
    List<Breaking> all = new ArrayList<>();
    for (Breaking.Part part : Breaking.Part.values()) {
      for (Breaking.How how : Breaking.How.values()) {
        all.add(new Breaking(part, how));
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("breakings")
  void oneThatBreaksIsLeftOutOfAnAsynchronousCall(Breaking broken) {
    runsOnTheHost(
        broken,
        llm -> {
          CompletableFuture<ChatResponse> answer = llm.prompt("x").async();
          Patience.until("an answer", answer::isDone);
          assertThat(answer.join().text()).isEqualTo("hello");
        });
  }

  @ParameterizedTest
  @MethodSource("breakings")
  void oneThatBreaksIsLeftOutOfAPublishedCall(Breaking broken) {
    runsOnTheHost(
        broken,
        llm -> {
          RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.unbounded();
          llm.prompt("x").publish().subscribe(subscriber);
          subscriber.awaitEnd();
          assertThat(subscriber.isCompleted()).isTrue();
        });
  }

  @ParameterizedTest
  @MethodSource("breakings")
  void oneThatBreaksIsLeftOutWhenAStreamIsUnwound(Breaking broken) {
    try (LlmClient llm = builder().carry(broken).build()) {
      USER.set("ada");
      ChatStream stream = llm.prompt("x").stream();

      stream.close();

      Patience.until("the end of the call", () -> seen.size() == 2);
      assertThat(seen).containsOnly("ada");
    }
  }

  /** A context that breaks neither takes the others along nor leaves them on the thread. */
  private void runsOnTheHost(Breaking broken, Consumer<LlmClient> call) {
    AtomicInteger made = new AtomicInteger();
    ExecutorService host =
        Executors.newSingleThreadExecutor(task -> new Thread(task, "host-" + made.getAndAdd(1)));
    try (LlmClient llm = builder().carry(broken).executor(host).build()) {
      CompletableFuture.runAsync(() -> USER.set("thread's own"), host).join();
      USER.set("ada");

      call.accept(llm);

      assertThat(seen).containsOnly("ada");
      assertThat(CompletableFuture.supplyAsync(USER::get, host).join()).isEqualTo("thread's own");
      assertThat(made).hasValue(1);
    } finally {
      host.shutdownNow();
    }
  }

  private LlmClientBuilder builder() {
    return LlmClient.builder()
        .provider(fake)
        .defaultModel(fake.model())
        .carry(ContextCaptureTest::captureUser)
        .use(new Looking());
  }

  private static ContextCapture.Captured captureUser() {
    String user = USER.get();
    return () -> {
      String before = USER.get();
      USER.set(user);
      return () -> {
        if (before == null) {
          USER.remove();
        } else {
          USER.set(before);
        }
      };
    };
  }

  /** Notes whom it finds: when it is asked, and when the call ends. */
  private final class Looking implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("looking").in(Slot.CALL);
    }

    @Override
    public EventStream intercept(Chain chain) {
      seen.add(String.valueOf(USER.get()));
      return chain.proceed(chain.request(), outcome -> seen.add(String.valueOf(USER.get())));
    }
  }

  /** A context that goes wrong in one of its parts. */
  private record Breaking(Part part, How how) implements ContextCapture {
    enum Part {
      CAPTURE,
      RESTORE,
      CLOSE
    }

    enum How {
      EXCEPTION,
      ERROR,
      NULL
    }

    @Override
    public Captured capture() {
      if (part == Part.CAPTURE) {
        return broken();
      }
      return () -> {
        if (part == Part.RESTORE) {
          return broken();
        }
        return this::broken;
      };
    }

    /** Nothing, where that is the problem; {@code close} gives back nothing anyway. */
    private <T> T broken() {
      switch (how) {
        case EXCEPTION -> throw new IllegalStateException("no context here");
        case ERROR -> throw new NoClassDefFoundError("no context here");
        case NULL -> {}
      }
      return null;
    }
  }
}
