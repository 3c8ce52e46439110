package io.llmgw.core.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.tool.Tool;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult.Ending;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.scripted.ScriptedProvider;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whose class loader, and whose thread-locals, code of the host finds on threads of the client. */
class CarriedLoaderTest {
  private static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private final ClassLoader mine = new URLClassLoader(new URL[0], before);
  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final List<Optional<ClassLoader>> seen = new CopyOnWriteArrayList<>();
  private final List<Optional<String>> inherited = new CopyOnWriteArrayList<>();

  @BeforeEach
  void set() {
    leaks.of(fake);
    Thread.currentThread().setContextClassLoader(mine);
  }

  @AfterEach
  void putBack() {
    Thread.currentThread().setContextClassLoader(before);
    INHERITED.remove();
  }

  @Test
  @Fault("F098")
  void isTheCallersAtEveryDoorAndNobodysAfterwards() {
    fake.always(script -> script.run(this::look).text("hello"));
    try (LlmClient llm = builder().build()) {
      for (Door door : new Door[] {Door.CHAT_ASYNC, Door.PUBLISH}) {
        assertThat(door.open(llm, ChatRequest.of("q")).ending()).isEqualTo(Ending.SUCCEEDED);
      }

      assertThat(seen).hasSize(6).containsOnly(Optional.of(mine));
      expectIdleThreadsOfNobody();
    }
  }

  @Test
  void isTheCallersWhenAStreamIsUnwound() {
    fake.always(script -> script.text("hello").hang());
    try (LlmClient llm = builder().build()) {
      ChatStream stream = llm.prompt("q").stream();

      stream.close();

      Patience.until("the end of the call", () -> seen.size() == 2);
      assertThat(seen).containsOnly(Optional.of(mine));
      expectIdleThreadsOfNobody();
    }
  }

  @Test
  @Fault("F098")
  void isNotKeptByTheClocksOfAClientThatIsInUse() {
    fake.always(script -> script.text("hello").hang());
    try (LlmClient llm = builder().build();
        ChatStream open = llm.prompt("q").stream()) {
      assertThat(open.next()).isNotNull();

      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(thread -> thread.getName().equals("llmgw-clock"))
          .isNotEmpty()
          .allMatch(thread -> thread.getContextClassLoader() == null);
    }
  }

  @Test
  void isTheCallersBehindASharedFlight() {
    fake.always("hello");
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
      llm.prompt("q").text();

      assertThat(seen).containsOnly(Optional.of(mine));
      expectIdleThreadsOfNobody();
    }
  }

  @Test
  void isTheCallersInsideATool() {
    fake.answers(script -> script.toolCall("c1", "look", "{\"at\":\"it\"}")).answers("done");
    Tool looking =
        Tool.of(
            "look",
            "Looks",
            Look.class,
            at -> {
              look();
              return "seen";
            });
    try (LlmClient llm = builder().build()) {
      assertThat(llm.prompt("q").tools(looking).text()).isEqualTo("done");

      assertThat(seen).containsOnly(Optional.of(mine));
      expectIdleThreadsOfNobody();
    }
  }

  @Test
  void isPutBackOnAThreadOfTheHost() {
    fake.always("hello");
    ExecutorService host = Executors.newSingleThreadExecutor();
    try (LlmClient llm = builder().executor(host).build()) {
      CompletableFuture.runAsync(() -> Thread.currentThread().setContextClassLoader(before), host)
          .join();

      llm.prompt("q").async().join();

      assertThat(seen).containsOnly(Optional.of(mine));
      assertThat(
              CompletableFuture.supplyAsync(
                      () -> Thread.currentThread().getContextClassLoader(), host)
                  .join())
          .isSameAs(before);
    } finally {
      host.shutdownNow();
    }
  }

  @Test
  void noThreadInheritsTheThreadLocalsOfWhoeverNeededItFirst() {
    fake.always("hello");
    INHERITED.set("of the first caller");
    try (LlmClient llm = builder().build()) {
      llm.prompt("q").async().join();
      llm.prompt("q").async().join();

      assertThat(inherited).isNotEmpty().containsOnly(Optional.empty());
    }
  }

  @Test
  void aWakeUpAtTheDeadlineRunsOnAThreadOfNobody() {
    fake.always(script -> script.text("hello").hang());
    INHERITED.set("of the first caller");
    Interceptor waking =
        chain -> {
          chain.context().cancellation().onCancel(this::look);
          return chain.proceed(chain.request());
        };
    try (LlmClient llm =
        LlmClient.builder()
            .provider(fake)
            .defaultModel(fake.model())
            .use(waking)
            .timeouts(Timeouts.total(Duration.ofMillis(50)))
            .build()) {
      assertThat(Door.CHAT.open(llm, ChatRequest.of("q")).errorKind()).isEqualTo(ErrorKind.TIMEOUT);

      Patience.until("the wake-up", () -> !inherited.isEmpty() && !seen.isEmpty());
      assertThat(seen).containsExactly(Optional.empty());
      assertThat(inherited).containsExactly(Optional.empty());
    }
  }

  private LlmClientBuilder builder() {
    return LlmClient.builder().provider(fake).defaultModel(fake.model()).use(new Looking());
  }

  private void look() {
    seen.add(Optional.ofNullable(Thread.currentThread().getContextClassLoader()));
    inherited.add(Optional.ofNullable(INHERITED.get()));
  }

  private static void expectIdleThreadsOfNobody() {
    Patience.until(
        () -> "the threads of the client to be nobody's",
        Duration.ofSeconds(5), // idle threads end after ten
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("llmgw-(?!test).*"))
                .allMatch(thread -> thread.getContextClassLoader() == null));
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
