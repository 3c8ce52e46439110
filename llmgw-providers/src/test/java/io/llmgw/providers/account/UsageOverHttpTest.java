package io.llmgw.providers.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.price.Prices;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.Provenance;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.TokenCount;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Door;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What calls over real sockets used and cost, by what the body says, by every door. */
@ExtendWith(LeakRule.class)
class UsageOverHttpTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 1);
  private static final PriceRow PRICE =
      PriceRow.builder("test", DAY).input("1").output("2").build();
  private static final PriceRow FLEX =
      PriceRow.builder("test", DAY).serviceTier("flex").input("0.5").output("1").build();
  private static final String TEXT = "Blue light scatters more than red light does in the air.";

  private final List<Served> accounts = new CopyOnWriteArrayList<>();

  private final CallObserver observer =
      new CallObserver() {
        @Override
        public Observation begin(ObservedCall call) {
          return outcome -> accounts.add(outcome.served());
        }
      };

  private LlmClient client(Provider provider, String model) {
    return LlmClient.builder()
        .provider(provider)
        .defaultModel(model)
        .catalog(ModelCatalog.empty().withPrices(model, Prices.of(PRICE, FLEX)))
        .observe(observer)
        .build();
  }

  private AttemptRecord attempt() {
    Patience.until("an account", () -> !accounts.isEmpty());
    assertThat(accounts).hasSize(1);
    assertThat(accounts.get(0).attempts()).hasSize(1);
    return accounts.get(0).attempts().get(0);
  }

  /** The same answer in the form that the request asks for. */
  private static Reply inItsForm(String request, String whole, String streamed) {
    return request.contains("\"stream\":true")
        ? Reply.raw(200, "text/event-stream", streamed)
        : Reply.raw(200, "application/json", whole);
  }

  private AttemptRecord openAi(Door door, String members) {
    return openAi(door, QUESTION, members);
  }

  private AttemptRecord openAi(Door door, ChatRequest request, String members) {
    String name = "\"id\":\"1\",\"model\":\"m\"" + members;
    String whole =
        "{%s,\"choices\":[{\"index\":0,\"message\":{\"content\":\"%s\"},\"finish_reason\":\"stop\"}]}"
            .formatted(name, TEXT);
    String streamed =
        """
        data: {"id":"1","model":"m","choices":[{"index":0,"delta":{"content":"%s"}}]}

        data: {"id":"1","model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

        data: {%s,"choices":[]}

        data: [DONE]

        """
            .formatted(TEXT, name);
    return openAi(door, request, whole, streamed);
  }

  private AttemptRecord openAi(Door door, String whole, String streamed) {
    return openAi(door, QUESTION, whole, streamed);
  }

  private AttemptRecord openAi(Door door, ChatRequest question, String whole, String streamed) {
    try (SimulatedProvider server =
            SimulatedProvider.openAi()
                .always(request -> inItsForm(request.text(), whole, streamed))
                .start();
        LlmClient llm = client(server.provider(), server.model())) {
      assertThat(door.open(llm, question).error()).isNull();
    }
    return attempt();
  }

  @Fault("F065")
  @ParameterizedTest
  @EnumSource
  void whatNoBodyReportsIsEstimatedAndFlagged(Door door) {
    AttemptRecord attempt = openAi(door, "");

    assertEstimated(attempt.usage().inputTokens(), 3, 30);
    assertEstimated(attempt.usage().outputTokens(), 8, 28);
    assertThat(attempt.cost().provenance()).isEqualTo(Provenance.ESTIMATED);
    assertThat(attempt.cost().amount()).isPositive();
  }

  private static void assertEstimated(TokenCount count, long least, long most) {
    assertThat(count.provenance()).isEqualTo(Provenance.ESTIMATED);
    assertThat(count.tokens()).isBetween(least, most);
  }

  @Fault("F065")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "[]",
        "\"none\"",
        "{\"prompt_tokens\":-5,\"completion_tokens\":-1}",
        "{\"prompt_tokens\":1e300,\"completion_tokens\":99999999999999999999}",
        "{\"prompt_tokens\":\"many\",\"completion_tokens\":[7]}"
      })
  void whatIsNoNumberOfTokensIsAsGoodAsNone(String usage) {
    for (Door door : Door.values()) {
      AttemptRecord attempt = openAi(door, ",\"usage\":" + usage);

      assertEstimated(attempt.usage().inputTokens(), 3, 30);
      assertEstimated(attempt.usage().outputTokens(), 8, 28);
      assertThat(attempt.cost().provenance()).isEqualTo(Provenance.ESTIMATED);
      accounts.clear();
    }
  }

  @Fault("F065")
  @ParameterizedTest
  @EnumSource
  void aNumberInQuotesIsThatNumber(Door door) {
    AttemptRecord attempt =
        openAi(door, ",\"usage\":{\"prompt_tokens\":\"12\",\"completion_tokens\":\"7\"}");

    assertThat(attempt.usage().total()).hasToString("19");
  }

  @Fault("F065")
  @ParameterizedTest
  @EnumSource
  void anExplicitZeroIsNotTreatedAsMissing(Door door) {
    AttemptRecord attempt =
        openAi(door, ",\"usage\":{\"prompt_tokens\":0,\"completion_tokens\":0}");

    assertThat(attempt.usage()).isEqualTo(Usage.reported(0, 0));
    assertThat(attempt.cost()).hasToString("~0 USD");
  }

  @Fault("F084")
  @ParameterizedTest
  @EnumSource
  void usageOnAChunkOfItsOwnIsCountedOnce(Door door) {
    AttemptRecord attempt =
        openAi(door, ",\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":4}");

    assertThat(attempt.usage()).isEqualTo(Usage.reported(10, 4));
    assertThat(attempt.cost()).hasToString("~0.000018 USD");
    assertThat(accounts.get(0).cost()).isEqualTo(attempt.cost());
  }

  @Fault("F084")
  @ParameterizedTest
  @EnumSource(names = {"STREAM", "PUBLISH"})
  void cumulativeUsageInAStreamIsNotDoubled(Door door) {
    String chunk =
        """
        data: {"id":"1","model":"m","choices":[{"index":0,"delta":{"content":"ab"}%s}],\
        "usage":{"prompt_tokens":10,"completion_tokens":%d}}

        """;
    String streamed =
        chunk.formatted("", 1)
            + chunk.formatted("", 2)
            + chunk.formatted(",\"finish_reason\":\"stop\"", 3)
            + "data: [DONE]\n\n";

    assertThat(openAi(door, "", streamed).usage()).isEqualTo(Usage.reported(10, 3));
  }

  @Fault("I3")
  @ParameterizedTest
  @EnumSource
  void anAnswerInTheOrdinaryTierIsNotChargedAsTheTierThatWasAskedFor(Door door) {
    String members =
        ",\"service_tier\":\"default\",\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":4}";
    ChatRequest flex = QUESTION.toBuilder().extraBody("service_tier", "flex").build();

    AttemptRecord attempt = openAi(door, flex, members);

    assertThat(attempt.cost()).hasToString("~0.000018 USD");
    assertThat(Objects.requireNonNull(attempt.pricedBy()).serviceTier()).isEqualTo("standard");
  }

  @Fault("I3")
  @ParameterizedTest
  @EnumSource
  void theServiceTierThatServedIsCharged(Door door) {
    AttemptRecord attempt =
        openAi(
            door,
            ",\"service_tier\":\"flex\",\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":4}");

    assertThat(attempt.cost()).hasToString("~0.000009 USD");
    assertThat(Objects.requireNonNull(attempt.pricedBy()).serviceTier()).isEqualTo("flex");
  }

  @Fault("I3")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"cost\":0.25",
        "\"cost\":0.25,\"is_byok\":false,\"cost_details\":{\"upstream_inference_cost\":0.25}",
        "\"cost\":0.05,\"is_byok\":true,\"cost_details\":{\"upstream_inference_cost\":0.2}",
        "\"cost\":{\"total_cost\":0.25}",
        "\"cost_in_usd_ticks\":2500000000"
      })
  void aPriceThatTheHostReportsIsTheCost(String said) {
    for (Door door : Door.values()) {
      AttemptRecord attempt =
          openAi(door, ",\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":4," + said + "}");

      assertThat(attempt.cost()).hasToString("0.25 USD");
      assertThat(attempt.cost().provenance()).isEqualTo(Provenance.REPORTED);
      assertThat(attempt.pricedBy()).isNull();
      accounts.clear();
    }
  }

  @Fault("I3")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"cost\":null",
        "\"cost\":-1",
        "\"cost\":1e99999999",
        "\"cost\":\"free\"",
        "\"cost\":0.05,\"is_byok\":true"
      })
  void aPriceThatIsNoneLeavesTheComputedOne(String said) {
    for (Door door : Door.values()) {
      AttemptRecord attempt =
          openAi(door, ",\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":4," + said + "}");

      assertThat(attempt.cost()).hasToString("~0.000018 USD");
      accounts.clear();
    }
  }

  /** Gemini's compatible endpoint reports its thoughts in the total alone. */
  @Fault("I3")
  @ParameterizedTest
  @EnumSource
  void whatOnlyTheTotalCountsWasWrittenAndIsCharged(Door door) {
    AttemptRecord attempt =
        openAi(
            door, ",\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":4,\"total_tokens\":20}");

    assertThat(attempt.usage()).isEqualTo(Usage.reported(10, 10));
    assertThat(attempt.cost()).hasToString("~0.00003 USD");
  }

  private AttemptRecord anthropic(Door door, String usage) {
    String message =
        """
        {"id":"1","type":"message","role":"assistant","model":"m","stop_reason":"end_turn",\
        "content":[{"type":"text","text":"%s"}],"usage":%s}"""
            .formatted(TEXT, usage);
    String streamed =
        """
        data: {"type":"message_start","message":{"id":"1","role":"assistant","model":"m",\
        "content":[],"usage":{"input_tokens":10,"output_tokens":1}}}

        data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"%s"}}

        data: {"type":"content_block_stop","index":0}

        data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":%s}

        data: {"type":"message_stop"}

        """
            .formatted(TEXT, usage);
    try (SimulatedProvider server =
            SimulatedProvider.anthropic()
                .always(request -> inItsForm(request.text(), message, streamed))
                .start();
        LlmClient llm = client(server.provider(), server.model())) {
      assertThat(door.open(llm, QUESTION).error()).isNull();
    }
    return attempt();
  }

  @Fault("I3")
  @ParameterizedTest
  @EnumSource
  void searchesWithoutAPriceMakeTheCostALowerBound(Door door) {
    AttemptRecord attempt =
        anthropic(
            door,
            "{\"input_tokens\":10,\"output_tokens\":4,\"server_tool_use\":"
                + "{\"web_fetch_requests\":0,\"web_search_requests\":1}}");

    assertThat(attempt.usage().total()).hasToString("14");
    assertThat(attempt.cost()).hasToString(">=0.000018 USD");
    assertThat(Objects.requireNonNull(attempt.pricedBy()).table()).isEqualTo("test");
  }

  /** Of another model, or of a compaction: none of it is in the totals (Messages API, usage). */
  @Fault("I3")
  @ParameterizedTest
  @EnumSource
  void roundsThatTheTotalsLeaveOutMakeTheCostALowerBound(Door door) {
    AttemptRecord attempt =
        anthropic(
            door,
            "{\"input_tokens\":10,\"output_tokens\":4,\"iterations\":["
                + "{\"type\":\"message\",\"input_tokens\":10,\"output_tokens\":4},"
                + "{\"type\":\"advisor_message\",\"model\":\"n\",\"input_tokens\":900,"
                + "\"cache_creation\":{\"ephemeral_1h_input_tokens\":5},\"output_tokens\":80}]}");

    assertThat(attempt.usage().total()).hasToString("14");
    assertThat(attempt.cost()).hasToString(">=0.000018 USD");
  }

  @Fault("I3")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"server_tool_use\":{\"web_fetch_requests\":3,\"web_search_requests\":0}",
        "\"server_tool_use\":null,\"iterations\":null",
        "\"server_tool_use\":[1],\"iterations\":[null,7,[],{}]",
        "\"iterations\":[{\"type\":\"message\",\"input_tokens\":10,\"output_tokens\":4}]"
      })
  void whatCostsNothingBesidesLeavesTheCostWhole(String members) {
    for (Door door : Door.values()) {
      AttemptRecord attempt =
          anthropic(door, "{\"input_tokens\":10,\"output_tokens\":4," + members + "}");

      assertThat(attempt.cost()).hasToString("~0.000018 USD");
      accounts.clear();
    }
  }

  @Test
  void whatAClientThatLeavesHasUsedIsNotLost() {
    try (SimulatedProvider server =
            SimulatedProvider.anthropic()
                .always(Reply.text(TEXT).usage(321, 999).stallAfterEvents(6))
                .start();
        LlmClient llm = client(server.provider(), server.model())) {
      try (ChatStream stream = llm.stream(QUESTION)) {
        assertThat(stream.text().iterator().next()).isNotEmpty();
      }

      AttemptRecord attempt = attempt();
      assertThat(attempt.state()).isEqualTo(AttemptState.CANCELLED);
      assertThat(attempt.possiblyBilled()).isTrue();
      assertThat(attempt.usage().inputTokens()).hasToString("321");
      assertThat(attempt.usage().outputTokens().provenance()).isEqualTo(Provenance.ESTIMATED);
      assertThat(attempt.usage().outputTokens().tokens()).isBetween(1L, 28L);
      assertThat(attempt.cost().provenance()).isEqualTo(Provenance.ESTIMATED);
      assertThat(accounts.get(0).usage()).isEqualTo(attempt.usage());
    }
  }
}
