package io.llmgw.core.route;

import static io.llmgw.api.route.Route.balanced;
import static io.llmgw.api.route.Route.ordered;
import static io.llmgw.core.route.RouteStage.A;
import static io.llmgw.core.route.RouteStage.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.condition.Condition;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.EmbeddingLimits;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Operation;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Strategy;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Fault;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Embeddings are routed as chats are, and all parts of one request go to one model. */
class EmbeddingRouteTest {
  private static final EmbeddingRequest FOUR = EmbeddingRequest.of("one", "two", "three", "four");

  private final Vectors a = new Vectors("a", 1);
  private final Vectors b = new Vectors("b", 2);

  @Test
  void goesOnToTheNextTarget() {
    a.failing = 1;
    try (LlmClient llm = client(ordered(A, B))) {
      EmbeddingResponse answer = llm.embed(EmbeddingRequest.of("one"));

      assertThat(answer.served().target()).isEqualTo("b/m");
      assertThat(answer.served().attempts()).hasSize(2);
    }
  }

  @Test
  void allPartsOfARequestComeFromOneModel() {
    try (LlmClient llm = client(balanced(Strategy.roundRobin(), A, B))) {
      EmbeddingResponse first = llm.embed(FOUR);
      EmbeddingResponse second = llm.embed(FOUR);

      // A request is cut for the narrowest of the targets: one text in each of its parts.
      assertThat(RouteStage.targets(first.served().attempts()))
          .hasSize(4)
          .containsOnly(first.served().target());
      assertThat(RouteStage.targets(second.served().attempts()))
          .hasSize(4)
          .containsOnly(second.served().target());
    }
  }

  @Test
  void aLaterPartFailsRatherThanComeFromAnotherModel() {
    try (LlmClient llm = client(ordered(A, B))) {
      a.failFrom(3);

      assertThatExceptionOfType(LlmException.class)
          .isThrownBy(() -> llm.embed(FOUR))
          .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.OVERLOADED));
      assertThat(b.asked).isZero();
    }
  }

  @Test
  void forksByOperation() {
    Route route = Route.when(Condition.operation(Operation.CHAT), A).otherwise(B);
    try (LlmClient llm = client(route)) {
      assertThat(llm.embed(EmbeddingRequest.of("one")).served().target()).isEqualTo("b/m");
    }
  }

  private LlmClient client(Route route) {
    return LlmClient.builder()
        .provider(a)
        .provider(b)
        .alias("smart", route)
        .defaultModel("smart")
        .retries(Retries.none())
        .build();
  }

  @Test
  @Fault("I20")
  void allPartsOfARequestGoByOneConfiguration() {
    try (LlmClient llm = client(ordered(A))) {
      a.atOpen = () -> llm.reconfigure(now -> now.alias("smart", B));

      EmbeddingResponse answer = llm.embed(FOUR);

      assertThat(RouteStage.targets(answer.served().attempts())).hasSize(4).containsOnly("a/m");
      assertThat(llm.embed("one").served().target()).isEqualTo("b/m");
    }
  }

  /** A model that turns so many texts at once into vectors. */
  private static final class Vectors implements Provider {
    private final String name;
    private final int atOnce;
    private int failing;
    private int failFrom = Integer.MAX_VALUE;
    private int asked;
    private Runnable atOpen = () -> {};

    Vectors(String name, int atOnce) {
      this.name = name;
      this.atOnce = atOnce;
    }

    void failFrom(int request) {
      failFrom = request;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.of(Capability.EMBEDDINGS);
    }

    @Override
    public KeySource keys() {
      return KeySource.NONE;
    }

    @Override
    public EmbeddingLimits embeddingLimits() {
      return new EmbeddingLimits(atOnce, Long.MAX_VALUE);
    }

    @Override
    public EventStream open(ProviderCall call) {
      asked++;
      atOpen.run();
      call.sent();
      if (failing-- > 0 || asked >= failFrom) {
        throw LlmException.of(ErrorKind.OVERLOADED, "scripted").build();
      }
      List<LlmEvent> events = new ArrayList<>();
      events.add(Started.inProcess());
      int inputs = ((EmbeddingRequest) call.request()).inputs().size();
      for (int i = 0; i < inputs; i++) {
        events.add(new VectorProduced(i, new float[] {i}));
      }
      events.add(new Completed(FinishReason.STOP, Usage.reported(1, 0)));
      return EventStreams.of(events.toArray(LlmEvent[]::new));
    }
  }
}
