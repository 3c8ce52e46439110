package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ContextCapture;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.test.RecordingSubscriber;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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

  @Test
  void aCaptureThatThrowsIsLeftOut() {
    ContextCapture broken =
        () -> {
          throw new IllegalStateException("no context here");
        };
    try (LlmClient llm = builder().carry(broken).build()) {
      USER.set("ada");

      assertThat(llm.prompt("x").async().join().text()).isEqualTo("hello");
      assertThat(seen).containsOnly("ada");
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
}
