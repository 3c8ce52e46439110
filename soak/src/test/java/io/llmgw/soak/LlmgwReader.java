package io.llmgw.soak;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.providers.openai.OpenAi;
import java.time.Duration;
import java.util.concurrent.Flow;

/** The two doors of llmgw that stream. */
final class LlmgwReader {
  private LlmgwReader() {}

  /** Its streams begin all at once, so that the last one waits long for its turn to connect. */
  static LlmClient client(String baseUrl) {
    return LlmClient.builder()
        .timeouts(Timeouts.connect(Duration.ofSeconds(60)))
        .provider(OpenAi.builder().baseUrl(baseUrl).keys(Keys.of("sk-none")).build())
        .defaultModel("openai/m")
        .build();
  }

  /** By {@code stream()}, on the thread of whoever reads. */
  static Reader onItsThread(LlmClient llm) {
    return voyage -> {
      try (ChatStream stream = llm.prompt(voyage.prompt()).stream()) {
        stream.text().forEach(voyage::piece);
        if (!stream.response().text().equals(voyage.text())) {
          throw new IllegalStateException("the answer is not the text that was sent");
        }
        voyage.ended();
      }
    };
  }

  /** By {@code publish()}, on the client's executor, asking for one event after the other. */
  static Reader published(LlmClient llm) {
    return voyage -> llm.publish(ChatRequest.of(voyage.prompt())).subscribe(new OneByOne(voyage));
  }

  private static final class OneByOne implements Flow.Subscriber<LlmEvent> {
    private final Voyage voyage;
    private Flow.Subscription subscription;

    OneByOne(Voyage voyage) {
      this.voyage = voyage;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      this.subscription = subscription;
      subscription.request(1);
    }

    @Override
    public void onNext(LlmEvent event) {
      if (event instanceof TextDelta delta) {
        voyage.piece(delta.text());
      }
      subscription.request(1);
    }

    @Override
    public void onError(Throwable failure) {
      voyage.lost(failure);
    }

    @Override
    public void onComplete() {
      voyage.ended();
    }
  }
}
