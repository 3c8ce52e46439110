package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Message;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.observe.CallFact;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Masking;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.redact.Redactions;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.tool.Tool;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was masked, reported or blocked is told in figures, at every door. */
class RedactionFiguresTest {
  private static final String CARD = "4111 1111 1111 1111";
  private static final String OTHER_CARD = "5555 5555 5555 4444";
  private static final String IBAN = "GB29NWBK60161331926819";

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final Outcomes outcomes = new Outcomes();
  private LlmClient llm;

  @AfterEach
  void close() {
    llm.close();
  }

  private void use(Redaction redaction) {
    llm =
        LlmClient.builder()
            .provider(fake)
            .defaultModel(fake.model())
            .observe(outcomes)
            .use(redaction.budget(Duration.ofMinutes(1)))
            .build();
  }

  private static final class Outcomes implements CallObserver {
    final List<ObservedOutcome> all = new ArrayList<>();
    final List<String> facts = new ArrayList<>();

    @Override
    public Observation begin(ObservedCall call) {
      return new Observation() {
        @Override
        public void onFact(CallFact fact, String detail, long amount) {
          facts.add(fact + " " + detail + " " + amount);
        }

        @Override
        public void onOutcome(ObservedOutcome outcome) {
          all.add(outcome);
        }
      };
    }
  }

  @Test
  void anAnswerTellsHowOftenEachTypeWasMaskedOrReported() {
    fake.always("fine");
    use(Redaction.of(EntitySets.PAYMENT).with(EntitySets.BANK, Masking.report()));

    Redactions figures =
        llm.prompt("Charge " + CARD + ", " + CARD + " or " + OTHER_CARD + " for " + IBAN)
            .send()
            .redactions();

    assertThat(figures.masked()).isEqualTo(Map.of(Entities.CREDIT_CARD, 3));
    assertThat(figures.reported()).isEqualTo(Map.of(Entities.IBAN, 1));
    assertThat(figures.blocked()).isNull();
    assertThat(outcomes.all)
        .singleElement()
        .satisfies(it -> assertThat(it.served().redactions()).isEqualTo(figures));
  }

  @Test
  void theTrailAndObserversTellThemByType() {
    fake.always("fine");
    use(
        Redaction.of(EntitySets.PAYMENT, EntitySets.CONTACT)
            .with(EntitySets.BANK, Masking.report()));

    ChatResponse answer =
        llm.prompt("Charge " + CARD + " or " + OTHER_CARD + " of a@example.com for " + IBAN).send();

    assertThat(answer.served().trail())
        .anyMatch(it -> it.note().equals("masked 2 CREDIT_CARD, 1 EMAIL; reported 1 IBAN"));
    assertThat(outcomes.facts)
        .containsExactly(
            "REDACTED_INPUT credit_card 2", "REDACTED_INPUT email 1", "REDACTED_INPUT iban 1");
  }

  @Test
  void aCallThatIsOnlyLookedAtTellsWhatWouldHaveEndedIt() {
    fake.always("fine");
    use(Redaction.of(EntitySets.BANK).with(EntitySets.PAYMENT, Masking.block()).shadow());

    ChatResponse answer = llm.prompt("Charge " + CARD + " for " + IBAN).send();

    assertThat(answer.served().trail())
        .anyMatch(
            it ->
                it.note()
                    .equals(
                        "reported 1 CREDIT_CARD, 1 IBAN; would have refused it for 1 CREDIT_CARD"));
  }

  @Test
  void aStreamTellsItWithItsAnswer() {
    fake.always("fine");
    use(Redaction.of(EntitySets.PAYMENT));

    try (var stream = llm.prompt("Charge " + CARD).stream()) {
      assertThat(stream.response().redactions().masked(Entities.CREDIT_CARD)).isEqualTo(1);
    }
  }

  @Test
  void embeddingsTellIt() {
    fake.always(script -> script.events(new VectorProduced(0, new float[] {1})));
    use(Redaction.of(EntitySets.PAYMENT));

    assertThat(llm.embed(List.of("about " + CARD)).redactions().masked(Entities.CREDIT_CARD))
        .isEqualTo(1);
  }

  private record Nothing() {}

  @Test
  void aRunTellsThatOfAllItsRounds() {
    fake.answers(script -> script.toolCall("1", "look", "{}"));
    fake.answers("fine");
    use(Redaction.of(EntitySets.PAYMENT));

    Redactions figures =
        llm.prompt("Charge " + CARD)
            .tools(Tool.of("look", "looks", Nothing.class, none -> OTHER_CARD))
            .send()
            .redactions();

    // The first card is masked in each round, the one from the tool in the second.
    assertThat(figures.masked(Entities.CREDIT_CARD)).isEqualTo(3);
  }

  @Test
  void aRefusedCallNamesTheTypeAndNoText() {
    use(Redaction.of(EntitySets.BANK).with(EntitySets.PAYMENT, Masking.block()));

    LlmException failure =
        catchThrowableOfType(
            LlmException.class,
            () -> llm.chat(List.of(Message.user("For " + IBAN), Message.user("pay " + CARD))));

    assertThat(failure.kind()).isEqualTo(ErrorKind.BLOCKED);
    assertThat(failure.getMessage()).contains("CREDIT_CARD").doesNotContain("4111");
    Redactions figures = outcomes.all.get(0).served().redactions();
    assertThat(figures.blocked()).isEqualTo(Entities.CREDIT_CARD);
    assertThat(figures.masked(Entities.IBAN)).isEqualTo(1);
    assertThat(outcomes.all.get(0).served().trail())
        .anyMatch(it -> it.note().contains("refused it for CREDIT_CARD"));
  }

  @Test
  void aCallWithoutFindsTellsNothing() {
    fake.always("fine");
    use(Redaction.of(EntitySets.ALL));

    assertThat(llm.prompt("Why is the sky blue?").send().redactions()).isSameAs(Redactions.NONE);
  }
}
