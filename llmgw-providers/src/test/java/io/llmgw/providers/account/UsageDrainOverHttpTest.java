package io.llmgw.providers.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.UsageDrain;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.Provenance;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.Visit;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of an exchange over real sockets whose caller has left. */
@Fault("F065")
@ExtendWith(LeakRule.class)
class UsageDrainOverHttpTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final String TEXT = "Blue light scatters more than red light does in the air.";
  private static final UsageDrain DRAIN = UsageDrain.within(Duration.ofMinutes(1), 10_000);

  private final List<Served> accounts = new CopyOnWriteArrayList<>();

  private final CallObserver observer =
      new CallObserver() {
        @Override
        public Observation begin(ObservedCall call) {
          return outcome -> accounts.add(outcome.served());
        }
      };

  /** The protocols of the simulated servers. */
  enum Api {
    OPENAI,
    ANTHROPIC;

    SimulatedProvider answering(Reply reply) {
      return (this == OPENAI ? SimulatedProvider.openAi() : SimulatedProvider.anthropic())
          .always(reply)
          .start();
    }
  }

  private LlmClient client(SimulatedProvider server, UsageDrain drain) {
    return LlmClient.builder()
        .provider(server.provider())
        .defaultModel(server.model())
        .observe(observer)
        .usageDrain(drain)
        .build();
  }

  private AttemptRecord attempt() {
    Patience.until("an account", () -> !accounts.isEmpty());
    assertThat(accounts).hasSize(1);
    assertThat(accounts.get(0).attempts()).hasSize(1);
    return accounts.get(0).attempts().get(0);
  }

  private void assertReported() {
    AttemptRecord attempt = attempt();
    assertThat(attempt.state()).isEqualTo(AttemptState.CANCELLED);
    assertThat(attempt.usage().inputTokens()).hasToString("70");
    assertThat(attempt.usage().outputTokens()).hasToString("900");
  }

  @ParameterizedTest
  @EnumSource
  void aStreamThatWasLeftIsReadOnToItsReportAndItsConnectionServesTheNextCall(Api api) {
    Gate gate = Gate.closed();
    Reply reply = Reply.text(TEXT).usage(70, 900).holdAfterEvents(3, gate);
    try (SimulatedProvider server = api.answering(reply);
        LlmClient llm = client(server, DRAIN)) {
      try (ChatStream stream = llm.stream(QUESTION)) {
        assertThat(stream.text().iterator().next()).isNotEmpty();
      }
      gate.open();
      assertReported();

      assertThat(llm.chat(QUESTION).text()).isEqualTo(TEXT);
      assertThat(server.connections()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(names = "CHAT", mode = EnumSource.Mode.EXCLUDE)
  void everyCancelledDoorIsLetGoAtOnce(Door door) {
    Gate gate = Gate.closed();
    Reply reply =
        door == Door.CHAT_ASYNC
            ? Reply.text(TEXT).usage(70, 900).holdBeforeHead(gate)
            : Reply.text(TEXT).usage(70, 900).holdAfterEvents(3, gate);
    try (SimulatedProvider server = Api.OPENAI.answering(reply);
        LlmClient llm = client(server, DRAIN)) {
      Visit visit = door.enter(llm, QUESTION);
      server.awaitRequests(1);
      gate.awaitArrivals(1);

      visit.cancel();

      assertThat(visit.await().ending()).isEqualTo(DoorResult.Ending.CANCELLED);
      assertThat(accounts).isEmpty();
      gate.open();
      assertReported();
    }
  }

  @ParameterizedTest
  @EnumSource
  void withoutItTheConnectionIsCutAndWhatWasUsedIsEstimated(Api api) {
    Gate gate = Gate.closed();
    Reply reply = Reply.text(TEXT).usage(70, 900).holdAfterEvents(3, gate);
    try (SimulatedProvider server = api.answering(reply);
        LlmClient llm = client(server, UsageDrain.OFF)) {
      try (ChatStream stream = llm.stream(QUESTION)) {
        assertThat(stream.text().iterator().next()).isNotEmpty();
      }

      assertThat(attempt().usage().count(TokenKind.OUTPUT).provenance())
          .isEqualTo(Provenance.ESTIMATED);
      gate.open();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aServerThatGoesOnForEverIsCutWhenTheClientIsClosed(Api api) {
    Reply reply = Reply.text(TEXT).usage(70, 900).stallAfterEvents(3);
    try (SimulatedProvider server = api.answering(reply)) {
      LlmClient llm =
          LlmClient.builder()
              .provider(server.provider())
              .defaultModel(server.model())
              .observe(observer)
              .usageDrain(DRAIN)
              .closeGrace(Duration.ZERO)
              .build();
      try (ChatStream stream = llm.stream(QUESTION)) {
        assertThat(stream.text().iterator().next()).isNotEmpty();
      }

      llm.close();

      assertThat(attempt().state()).isEqualTo(AttemptState.CANCELLED);
      assertThat(attempt().usage().outputTokens().provenance()).isEqualTo(Provenance.ESTIMATED);
      Patience.until("the cut", () -> server.openConnections() == 0);
    }
  }
}
