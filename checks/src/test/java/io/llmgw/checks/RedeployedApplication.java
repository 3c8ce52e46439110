package io.llmgw.checks;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.Usage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/**
 * An application that a container loads, runs and throws away: takes the doors of a client that it
 * makes and closes. It is found in the class loader of its own that {@link RedeployTest} makes.
 */
public final class RedeployedApplication {
  private RedeployedApplication() {}

  /** Uses a provider in this process. */
  public static Consumer<String> inProcess() {
    return unused -> {
      try (LlmClient llm =
          LlmClient.builder().provider(new Echo()).defaultModel("echo/m").build()) {
        takeTheDoorsOf(llm);
      }
    };
  }

  /** Uses the provider at this address. */
  public static Consumer<String> overHttp() {
    return baseUrl -> {
      try (LlmClient llm =
          LlmClient.builder()
              .provider("openai", Map.of("base-url", baseUrl, "key", "sk-none"))
              .defaultModel("openai/m")
              .build()) {
        takeTheDoorsOf(llm);
      }
    };
  }

  private static void takeTheDoorsOf(LlmClient llm) {
    expectAnswer(llm.prompt("Hello?").text());
    expectAnswer(llm.prompt("Hello?").async().join().text());
    try (ChatStream stream = llm.prompt("Hello?").stream()) {
      expectAnswer(stream.response().text());
    }
    Reader reader = new Reader();
    llm.prompt("Hello?").publish().subscribe(reader);
    reader.awaitAnswer();
  }

  private static void expectAnswer(String text) {
    if (!text.equals("hello")) {
      throw new AssertionError("answered " + text);
    }
  }

  private static final class Reader implements Flow.Subscriber<LlmEvent> {
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile String answer = "";

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(LlmEvent event) {
      if (event instanceof TextDelta text) {
        answer = answer + text.text();
      }
    }

    @Override
    public void onError(Throwable problem) {
      answer = problem.toString();
      ended.countDown();
    }

    @Override
    public void onComplete() {
      ended.countDown();
    }

    void awaitAnswer() {
      try {
        ended.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      expectAnswer(answer);
    }
  }

  private record Echo(String name) implements Provider {
    Echo() {
      this("echo");
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.of(Capability.CHAT);
    }

    @Override
    public EventStream open(ProviderCall call) {
      return EventStreams.of(
          List.of(
              Started.inProcess(),
              new TextDelta(0, "hello"),
              new Completed(FinishReason.STOP, Usage.ZERO)));
    }
  }
}
