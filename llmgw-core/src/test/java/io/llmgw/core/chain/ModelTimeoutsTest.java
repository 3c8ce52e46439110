package io.llmgw.core.chain;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Purpose;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.test.Door;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clocks of a call by the name of the model that it asks for. */
class ModelTimeoutsTest {
  private static final ChatRequest QUESTION = ChatRequest.of("q");
  private static final String TARGET = "fake/scripted-1";

  private final ScriptedProvider fake = ScriptedProvider.named("fake").always("blue");
  private final List<Timeouts> seen = new ArrayList<>();
  private final LlmClientBuilder builder =
      LlmClient.builder()
          .provider(new Recorder())
          .time(VirtualTime.create())
          .alias("best", "smart")
          .alias("smart", TARGET)
          .alias("plain", "fake/other")
          .timeouts(TARGET, Timeouts.idle(ofSeconds(1)).firstToken(ofSeconds(1)))
          .timeouts("smart", Timeouts.idle(ofSeconds(2)).total(ofSeconds(2)))
          .timeouts("best", Timeouts.attempt(ofSeconds(3)))
          .timeouts(Timeouts.connect(ofSeconds(4)).total(ofSeconds(4)));

  /** Writes down with which clocks it is asked. */
  private final class Recorder implements Provider {
    @Override
    public String name() {
      return fake.name();
    }

    @Override
    public Capabilities capabilities() {
      return fake.capabilities();
    }

    @Override
    public EventStream open(ProviderCall call) {
      seen.add(call.timeouts());
      return fake.open(call);
    }
  }

  private Timeouts clocksOf(ChatRequest request) {
    try (LlmClient llm = builder.build()) {
      llm.chat(request);
    }
    return seen.get(0);
  }

  @Test
  void areTakenClockByClockFromTheNamesOnTheWayThenFromTheClient() {
    assertThat(clocksOf(QUESTION.withModel("best")))
        .isEqualTo(
            Timeouts.attempt(ofSeconds(3))
                .idle(ofSeconds(2))
                .total(ofSeconds(2))
                .firstToken(ofSeconds(1))
                .connect(ofSeconds(4)));
  }

  @Test
  void ofTheCallGoFirst() {
    ChatRequest request = QUESTION.withModel("smart").with(Timeouts.idle(ofSeconds(9)));

    assertThat(clocksOf(request).idle()).isEqualTo(ofSeconds(9));
  }

  @Test
  void ofATargetAreForThoseWhoNameIt() {
    assertThat(clocksOf(QUESTION.withModel(TARGET)))
        .isEqualTo(
            Timeouts.idle(ofSeconds(1))
                .firstToken(ofSeconds(1))
                .connect(ofSeconds(4))
                .total(ofSeconds(4)));
  }

  @Test
  void ofTheClientAreForAllOthers() {
    assertThat(clocksOf(QUESTION.withModel("plain")))
        .isEqualTo(Timeouts.connect(ofSeconds(4)).total(ofSeconds(4)));
  }

  @Test
  void ofTheDefaultModelAreForThoseWhoNameNone() {
    builder.defaultModel("smart");

    assertThat(clocksOf(QUESTION).total()).isEqualTo(ofSeconds(2));
  }

  @Test
  void stayThoseOfTheNameThatWasAskedForWhenALinkChangesTheModel() {
    builder.use(
        TestLink.in(
            Slot.APPLICATION,
            chain -> chain.proceed(((ChatRequest) chain.request()).withModel("fake/other"))));

    assertThat(clocksOf(QUESTION.withModel("smart")).total()).isEqualTo(ofSeconds(2));
  }

  @Test
  void areThoseOfAnInternalCallToo() {
    TestLink.Body asking =
        chain -> {
          if (chain.context().purpose().equals(Purpose.APPLICATION)) {
            chain.internal(Purpose.of("judge"), QUESTION.withModel("smart"));
          }
          return chain.proceed(chain.request());
        };
    builder.use(TestLink.in(Slot.CALL, asking));

    assertThat(clocksOf(QUESTION.withModel("plain")).idle()).isEqualTo(ofSeconds(2));
  }

  @ParameterizedTest
  @EnumSource
  void endTheCallByEveryDoor(Door door) {
    VirtualTime time = VirtualTime.create();
    ScriptedProvider slow = ScriptedProvider.named("slow");
    try (LlmClient llm =
        LlmClient.builder()
            .provider(slow)
            .time(time)
            .alias("quick", "slow/m")
            .timeouts("quick", Timeouts.total(ofSeconds(2)))
            .closeGrace(Duration.ZERO)
            .build()) {
      slow.answers(script -> script.run(() -> time.advance(ofSeconds(2))).text("too late"));

      assertThat(door.open(llm, QUESTION.withModel("quick")).error())
          .hasMessageContaining("longer than its total of PT2S");
    }
  }

  @Test
  void refuseANameThatLeadsNowhere() {
    builder.timeouts("fast", Timeouts.total(ofSeconds(1)));

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("timeouts of model 'fast'", "[best, plain, smart]");
  }

  @Test
  void areSetOncePerName() {
    assertThatThrownBy(() -> builder.timeouts("smart", Timeouts.none()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("timeouts of model 'smart' are set twice");
    assertThatThrownBy(() -> builder.timeouts(" ", Timeouts.none()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
