package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.answer.AnswerForm;
import io.llmgw.api.answer.ExpectedAnswer;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.json.Json;
import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Detector;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Finding;
import io.llmgw.api.redact.Masking;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.redact.RedactionPolicy;
import io.llmgw.api.redact.RedactionPreview;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.schema.JsonType;
import io.llmgw.test.scripted.ScriptedProvider;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the provider receives, and what the caller gets. */
class RedactionTest {
  private static final String CARD = "4111 1111 1111 1111";
  private static final String OTHER_CARD = "5555 5555 5555 4444";
  private static final String IBAN = "GB29NWBK60161331926819";
  private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);

  private ScriptedProvider fake = ScriptedProvider.named("fake");
  private final Redaction redaction = Redaction.of(EntitySets.PAYMENT, EntitySets.BANK);
  private LlmClient llm;

  @AfterEach
  void close() {
    if (llm != null) {
      llm.close();
    }
  }

  private LlmClient with(Redaction wanted) {
    close();
    llm = LlmClient.builder().provider(fake).defaultModel(fake.model()).use(wanted).build();
    return llm;
  }

  private String sent() {
    return sent(fake.requests().size() - 1, 0);
  }

  private String sent(int request, int message) {
    ChatRequest received = (ChatRequest) fake.requests().get(request);
    Part part = received.content().messages().get(message).parts().get(0);
    return ((Part.Text) part).text();
  }

  @Test
  void valuesLeaveAsPlaceholdersAndComeBack() {
    fake.always("Charged <CREDIT_CARD_1> for <IBAN_1>.");

    ChatResponse answer = with(redaction).prompt("Charge " + CARD + ", not " + IBAN).send();

    assertThat(sent()).isEqualTo("Charge <CREDIT_CARD_1>, not <IBAN_1>");
    assertThat(answer.text()).isEqualTo("Charged " + CARD + " for " + IBAN + ".");
    assertThat(answer.served().trail()).anyMatch(it -> it.note().contains("1 CREDIT_CARD, 1 IBAN"));
  }

  @Test
  void aStreamIsRestoredWhereverItIsCut() {
    fake.always(script -> script.text("Charged <CRED").text("IT_CA").text("RD_1").text("> now <"));
    with(redaction);

    StringBuilder streamed = new StringBuilder();
    try (var stream = llm.prompt("Charge " + CARD).stream()) {
      for (String piece : stream.text()) {
        streamed.append(piece);
      }
    }

    assertThat(streamed).hasToString("Charged " + CARD + " now <");
  }

  @Test
  void aConversationKeepsItsPlaceholders() {
    fake.always("fine");
    with(redaction).chat(List.of(Message.user("One: " + CARD)));
    llm.chat(
        List.of(
            Message.user("One: " + CARD),
            Message.assistant("Noted " + CARD),
            Message.user("Two: " + OTHER_CARD + ", again " + CARD)));

    assertThat(sent(1, 0)).isEqualTo(sent(0, 0));
    assertThat(sent(1, 1)).isEqualTo("Noted <CREDIT_CARD_1>");
    assertThat(sent(1, 2)).isEqualTo("Two: <CREDIT_CARD_2>, again <CREDIT_CARD_1>");
  }

  @Test
  void lookAlikesInARequestComeBackAsTheyWere() {
    fake.always("You wrote <TEXT_1> and <CREDIT_CARD_1>.");

    ChatResponse answer = with(redaction).prompt("I write <CREDIT_CARD_1>, pay " + CARD).send();

    assertThat(sent()).isEqualTo("I write <TEXT_1>, pay <CREDIT_CARD_1>");
    assertThat(answer.text()).isEqualTo("You wrote <CREDIT_CARD_1> and " + CARD + ".");
  }

  @Test
  void onlyToolsThatAreTrustedGetValues() {
    String arguments = "{\"card\":\"<CREDIT_CARD_1>\"}";
    fake.always(script -> script.toolCall("1", "pay", arguments).toolCall("2", "post", arguments));

    ChatResponse answer = with(redaction.trustingTools("pay")).prompt("Pay with " + CARD).send();

    assertThat(answer.message().toolCalls())
        .extracting(call -> call.arguments().text())
        .containsExactly("{\"card\":\"" + CARD + "\"}", arguments);
  }

  @Test
  void eachActionLeavesWhatItSays() {
    assertThat(sentWith(Masking.token())).isEqualTo("pay <CREDIT_CARD>.");
    assertThat(sentWith(Masking.drop())).isEqualTo("pay .");
    assertThat(sentWith(Masking.partial(4))).isEqualTo("pay **** **** **** 1111.");
    assertThat(sentWith(Masking.allow())).isEqualTo("pay " + CARD + ".");
    assertThat(sentWith(Masking.report())).isEqualTo("pay " + CARD + ".");
    assertThat(sentWith(Masking.hash(KEY)))
        .matches("pay <CREDIT_CARD:[0-9a-f]{12}>.")
        .isEqualTo(sentWith(Masking.hash(KEY)));
    assertThat(sentWith(Masking.fake(KEY)))
        .matches("pay \\d{4} \\d{4} \\d{4} \\d{4}.")
        .isNotEqualTo("pay " + CARD + ".");
  }

  private String sentWith(Masking masking) {
    fake = ScriptedProvider.named("fake").always("fine");
    with(redaction.with(Entities.CREDIT_CARD, masking)).prompt("pay " + CARD + ".").send();
    return sent();
  }

  @Test
  void whatMustNotBeSentEndsTheCall() {
    with(redaction.with(EntitySets.PAYMENT, Masking.block()));

    LlmException failure =
        catchThrowableOfType(LlmException.class, () -> llm.prompt("pay " + CARD).send());

    assertThat(failure.kind()).isEqualTo(ErrorKind.BLOCKED);
    assertThat(failure).hasMessageContaining("CREDIT_CARD at messages[0].parts[0].text");
    assertThat(failure.getMessage()).doesNotContain("4111");
    assertThat(fake.received()).isZero();
  }

  @Test
  void aRefusalTellsNoNamesOfJsonFields() {
    with(redaction.with(EntitySets.PAYMENT, Masking.block()));
    Json arguments = Json.ofValue(Map.of("ada@example.com", CARD));

    LlmException failure =
        catchThrowableOfType(
            LlmException.class,
            () ->
                llm.chat(
                    List.of(
                        Message.user("pay"),
                        Message.assistant(List.of(new ToolCall("1", "pay", arguments))))));

    assertThat(failure)
        .hasMessageContaining("CREDIT_CARD at messages[1].parts[0].arguments,")
        .hasMessageNotContaining("ada");
  }

  @Test
  void aDetectorThatThrowsEndsTheCallAndTellsNoText() {
    with(
        Redaction.of(RedactionPolicy.of().with(Broken.TYPE, Masking.token()))
            .detectors(new Broken()));

    LlmException failure =
        catchThrowableOfType(LlmException.class, () -> llm.prompt("my secret").send());

    assertThat(failure.kind()).isEqualTo(ErrorKind.INTERCEPTOR);
    assertThat(failure).hasMessageContaining("detector 'broken'").hasNoCause();
    assertThat(failure.toString()).doesNotContain("secret");
    assertThat(fake.received()).isZero();
  }

  private static final class Broken implements Detector {
    static final EntityType TYPE = EntityType.of("STAFF_NUMBER");

    @Override
    public String name() {
      return "broken";
    }

    @Override
    public Set<EntityType> types() {
      return Set.of(TYPE);
    }

    @Override
    public List<Finding> find(String text) {
      throw new IllegalStateException("no number in " + text);
    }
  }

  @Test
  void aCallerMayBeHeldToMoreNeverToLess() {
    fake.always("fine");
    RedactionPolicy looser = RedactionPolicy.of().with(EntitySets.PAYMENT, Masking.allow());
    RedactionPolicy stricter = RedactionPolicy.of().with(EntitySets.BANK, Masking.drop());

    with(redaction.forCallers(caller -> looser.and(stricter)))
        .prompt("pay " + CARD + " to " + IBAN + ".")
        .send();

    assertThat(sent()).isEqualTo("pay <CREDIT_CARD_1> to .");
  }

  @Test
  void whatIsOnlyReportedHidesNothingThatIsMasked() {
    fake.always("fine");

    with(Redaction.of(EntitySets.PAYMENT).with(EntitySets.NETWORK, Masking.report()))
        .prompt("see https://user:4111111111111111@host.example/")
        .send();

    assertThat(sent()).isEqualTo("see https://user:<CREDIT_CARD_1>@host.example/");
  }

  @Test
  void ofFindsThatOverlapNothingIsSent() {
    fake.always("fine");
    Redaction wanted =
        Redaction.of(RedactionPolicy.of().with(Spans.TYPE, Masking.token()))
            .detectors(new Spans(Confidence.HIGH, 0, 10), new Spans(Confidence.MEDIUM, 5, 20));

    with(wanted).prompt("0123456789abcdefghij, then").send();

    assertThat(sent()).isEqualTo("<SPAN>, then");
  }

  private record Spans(Confidence confidence, int start, int end) implements Detector {
    static final EntityType TYPE = EntityType.of("SPAN");

    @Override
    public String name() {
      return "spans";
    }

    @Override
    public Set<EntityType> types() {
      return Set.of(TYPE);
    }

    @Override
    public List<Finding> find(String text) {
      return List.of(new Finding(TYPE, start, end, confidence, "span"));
    }
  }

  @Test
  void theDefaultModelIsHeldToItsPolicyToo() {
    fake.always("fine");
    RedactionPolicy stricter = RedactionPolicy.of().with(EntitySets.BANK, Masking.drop());

    with(redaction.forModel(fake.model(), stricter)).prompt("to " + IBAN + ".").send();

    assertThat(sent()).isEqualTo("to .");
  }

  @Test
  void valuesInAnAnswerOfJsonAreEscaped() {
    fake.always("{\"owner\":\"<QUOTED_1>\"}");

    ChatResponse answer =
        with(quoting()).prompt(Quoted.VALUE).responseFormat(ResponseFormat.json()).send();

    assertThat(Json.ofText(answer.text()).asObject()).containsEntry("owner", Quoted.VALUE);
  }

  @Test
  void soTheyAreWhereAnAnswerOfATypeIsExpected() {
    fake.always("{\"owner\":\"<QUOTED_1>\"}");
    ExpectedAnswer owner =
        ExpectedAnswer.of(JsonType.of(Owner.class)).form(AnswerForm.INSTRUCTIONS);

    ChatResponse answer = with(quoting()).prompt(Quoted.VALUE).with(owner).send();

    assertThat(answer.value().asObject()).containsEntry("owner", Quoted.VALUE);
  }

  @Test
  void inAnAnswerOfTextTheyStandAsTheyAre() {
    fake.always("{\"owner\":\"<QUOTED_1>\"}");

    ChatResponse answer =
        with(quoting()).prompt(Quoted.VALUE).responseFormat(ResponseFormat.text()).send();

    assertThat(answer.text()).isEqualTo("{\"owner\":\"" + Quoted.VALUE + "\"}");
  }

  private static Redaction quoting() {
    return Redaction.of(RedactionPolicy.of().with(Quoted.TYPE, Masking.placeholder()))
        .detectors(new Quoted());
  }

  record Owner(String owner) {}

  private record Quoted() implements Detector {
    static final EntityType TYPE = EntityType.of("QUOTED");
    static final String VALUE = "O\"B\\";

    @Override
    public String name() {
      return "quoted";
    }

    @Override
    public Set<EntityType> types() {
      return Set.of(TYPE);
    }

    @Override
    public List<Finding> find(String text) {
      return text.equals(VALUE)
          ? List.of(new Finding(TYPE, 0, VALUE.length(), Confidence.HIGH, "quoted"))
          : List.of();
    }
  }

  @Test
  void aPreviewShowsWhatWouldEndTheCall() {
    RedactionPreview preview =
        redaction.with(EntitySets.PAYMENT, Masking.block()).preview("pay " + CARD);

    assertThat(preview.masked()).isEqualTo("pay <CREDIT_CARD>");
  }

  @Test
  void ofTwoPartsTheSmallerOneHolds() {
    RedactionPolicy some = RedactionPolicy.of().with(EntitySets.BANK, Masking.partial(4));
    RedactionPolicy less = RedactionPolicy.of().with(EntitySets.BANK, Masking.partial(1));

    assertThat(some.and(less).masking(Entities.IBAN)).isEqualTo(Masking.partial(1));
    assertThat(less.and(some).masking(Entities.IBAN)).isEqualTo(Masking.partial(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DATABASE_URL=postgres://app:s3cr3tPw9@db.internal/prod",
        "git clone https://ada:hunter2xyz@github.com/acme/app",
        "redis://:p4ssw0rd!x@cache.internal:6379",
        "import the wallet 5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ"
      })
  void secretsInAddressesAndOfWalletsAreAmongTheSecrets(String text) {
    with(Redaction.of(EntitySets.CONTACT).with(EntitySets.SECRETS, Masking.block()));

    LlmException failure = catchThrowableOfType(LlmException.class, () -> llm.prompt(text).send());

    assertThat(failure.kind()).isEqualTo(ErrorKind.BLOCKED);
    assertThat(fake.received()).isZero();
  }

  @Test
  void aFieldWhoseNameWouldHaveToBeMaskedEndsTheCall() {
    with(redaction);
    ChatRequest asked = ChatRequest.of("hi");

    assertBlocked(asked.toBuilder().metadata("of " + CARD, "x").build(), "metadata");
    assertBlocked(asked.toBuilder().extraBody("of " + CARD, true).build(), "extraBody");
    assertBlocked(asked.toBuilder().extraHeader("x-" + IBAN, "x").build(), "extraHeaders");
    assertThat(fake.received()).isZero();

    fake.always("fine");
    assertThat(llm.chat(asked.toBuilder().metadata("<CREDIT_CARD_1>", "x").build()).text())
        .isEqualTo("fine");
  }

  private void assertBlocked(ChatRequest asked, String place) {
    LlmException failure = catchThrowableOfType(LlmException.class, () -> llm.chat(asked));

    assertThat(failure.kind()).isEqualTo(ErrorKind.BLOCKED);
    assertThat(failure)
        .hasMessageContaining("in the name of a field, at " + place + ";")
        .hasMessageNotContaining("1111");
  }

  @Test
  void embeddingsAreMaskedAsWell() {
    fake.always(script -> script.events(new VectorProduced(0, new float[] {1})));

    with(redaction).embed(List.of("about " + CARD));

    assertThat(((EmbeddingRequest) fake.requests().get(0)).content().inputs())
        .containsExactly("about <CREDIT_CARD_1>");
  }

  @Test
  void contentWithoutFindsIsPassedOnAsItIs() {
    fake.always("fine");
    ChatRequest asked = ChatRequest.of("Why is the sky blue?");

    with(redaction).chat(asked);

    assertThat(fake.requests().get(0).content()).isSameAs(asked.content());
  }

  @Test
  void aPreviewShowsWhatWouldBeMasked() {
    RedactionPreview preview = redaction.preview("pay " + CARD);

    assertThat(preview.masked()).isEqualTo("pay <CREDIT_CARD_1>");
    assertThat(preview.findings())
        .singleElement()
        .matches(it -> it.type().equals(Entities.CREDIT_CARD) && it.start() == 4);
    assertThat(preview.toString()).doesNotContain("4111");
  }
}
