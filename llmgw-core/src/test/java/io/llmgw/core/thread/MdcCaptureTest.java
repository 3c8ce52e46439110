package io.llmgw.core.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.tool.Tool;
import io.llmgw.test.LeakRule;
import io.llmgw.test.RecordingSubscriber;
import io.llmgw.test.scripted.ScriptedProvider;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.MDC;
import org.slf4j.helpers.BasicMDCAdapter;
import org.slf4j.spi.MDCAdapter;

/** The logging context of whoever makes a call, on the threads on which it goes on. */
class MdcCaptureTest {
  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final MDCAdapter before = MDC.getMDCAdapter();
  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final List<String> seen = new CopyOnWriteArrayList<>();

  @BeforeEach
  void keepContexts() throws ReflectiveOperationException {
    leaks.of(fake);
    use(new BasicMDCAdapter());
  }

  @AfterEach
  void putBack() throws ReflectiveOperationException {
    MDC.clear();
    use(before);
  }

  /** The log of these tests keeps no context, and SLF4J has no public way to another one. */
  private static void use(MDCAdapter adapter) throws ReflectiveOperationException {
    Method setter = MDC.class.getDeclaredMethod("setMDCAdapter", MDCAdapter.class);
    setter.setAccessible(true);
    setter.invoke(null, adapter);
  }

  @Test
  void reachesTheLinksOfAnAsynchronousCall() {
    fake.always("hello");
    try (LlmClient llm = builder().build()) {
      MDC.put("request", "r-17");

      llm.prompt("q").async().join();

      assertThat(seen).hasSize(2).containsOnly("r-17");
    }
  }

  @Test
  void reachesTheLinksAndTheSubscriberOfAPublishedCall() {
    fake.always("hello");
    try (LlmClient llm = builder().build()) {
      RecordingSubscriber<LlmEvent> subscriber =
          RecordingSubscriber.<LlmEvent>withDemand(0).onEachItem(event -> look());
      MDC.put("request", "r-17");
      llm.prompt("q").publish().subscribe(subscriber);
      MDC.clear();

      subscriber.request(Long.MAX_VALUE);
      subscriber.awaitEnd();

      assertThat(seen).hasSizeGreaterThan(2).containsOnly("r-17");
    }
  }

  @Test
  void reachesTools() {
    fake.answers(script -> script.toolCall("c1", "look", "{\"at\":\"it\"}")).answers("done");
    Tool looking = Tool.of("look", "Looks", Look.class, at -> look());
    try (LlmClient llm = LlmClient.builder().provider(fake).defaultModel(fake.model()).build()) {
      MDC.put("request", "r-17");

      assertThat(llm.prompt("q").tools(looking).text()).isEqualTo("done");

      assertThat(seen).containsExactly("r-17");
    }
  }

  @Test
  void isPutBackOnAThreadOfTheHost() {
    fake.always("hello");
    ExecutorService host = Executors.newSingleThreadExecutor();
    try (LlmClient llm = builder().executor(host).build()) {
      CompletableFuture.runAsync(() -> MDC.put("request", "the thread's own"), host).join();
      MDC.put("request", "r-17");
      llm.prompt("q").async().join();
      MDC.clear();
      llm.prompt("q").async().join();

      assertThat(seen).containsExactly("r-17", "r-17", "null", "null");
      assertThat(CompletableFuture.supplyAsync(() -> MDC.get("request"), host).join())
          .isEqualTo("the thread's own");
    } finally {
      host.shutdownNow();
    }
  }

  private LlmClientBuilder builder() {
    return LlmClient.builder().provider(fake).defaultModel(fake.model()).use(new Looking());
  }

  private String look() {
    String request = String.valueOf(MDC.get("request"));
    seen.add(request);
    return request;
  }

  /** What the tool is asked. */
  record Look(String at) {}

  /** Looks when it is asked, and when the call ends. */
  private final class Looking implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("looking").in(Slot.CALL);
    }

    @Override
    public EventStream intercept(Chain chain) {
      look();
      return chain.proceed(chain.request(), outcome -> look());
    }
  }
}
