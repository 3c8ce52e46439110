package io.llmgw.core.run;

import static io.llmgw.core.run.Weather.OSLO;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.tool.RunLimits;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.LeakRule;
import io.llmgw.test.scripted.ScriptedProvider;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the rounds of a run may cost together, where prices are known: each here costs 0.06 USD. */
class RunCostTest {
  private static final PriceRow PRICE =
      PriceRow.builder("test", LocalDate.of(2026, 11, 1)).input("1").output("0").build();

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake =
      ScriptedProvider.named("fake")
          .always(
              script -> script.usage(Usage.reported(60_000, 9)).toolCall("c1", "weather", OSLO));
  private final LlmClient llm =
      LlmClient.builder()
          .provider(fake)
          .defaultModel(fake.model())
          .catalog(ModelCatalog.empty().withPrice(fake.model(), PRICE))
          .build();
  private final AtomicInteger called = new AtomicInteger();

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @AfterEach
  void close() {
    llm.close();
  }

  @ParameterizedTest
  @EnumSource
  void noRoundBeginsOnceTheCostIsReached(Door door) {
    LlmException error = run(door, "0.10");

    assertThat(error.kind()).isEqualTo(ErrorKind.RUN_LIMIT);
    assertThat(error).hasMessageContaining("0.12 USD").hasMessageContaining("0.1 USD");
    assertThat(error.attempts())
        .extracting(AttemptRecord::cost)
        .allSatisfy(cost -> assertThat(cost).hasToString("~0.06 USD"))
        .hasSize(2);
    assertThat(fake.received()).isEqualTo(2);
    // What the second round asked for would be for nothing.
    assertThat(called).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void aRoundThatCostsAllThereIsIsTheLast(Door door) {
    assertThat(run(door, "0.06").kind()).isEqualTo(ErrorKind.RUN_LIMIT);
    assertThat(fake.received()).isEqualTo(1);
    assertThat(called).hasValue(0);
  }

  private LlmException run(Door door, String usd) {
    ChatRequest request =
        ChatRequest.builder()
            .user("q")
            .tools(Weather.tool(city -> called.incrementAndGet()))
            .option(RunLimits.DEFAULT.cost(new BigDecimal(usd), "USD"))
            .build();
    DoorResult result = door.open(llm, request);
    LlmException error = result.error();
    assertThat(error).isNotNull();
    return error;
  }
}
