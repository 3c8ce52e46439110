package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.EmbeddingContent;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.RequestContent;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
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
import io.llmgw.api.redact.Redactions;
import io.llmgw.api.redact.TextPattern;
import io.llmgw.api.time.TimeSource;
import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.HostRules;
import io.llmgw.test.ForwardingTime;
import io.llmgw.test.VirtualTime;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is masked where in a request, and what cannot be. */
class RequestMaskerTest {
  private static final String ADA = "ada@example.com";
  private static final String BOB = "bob@example.com";
  private static final String KEY = "glpat-x7k2m9q4w8e3r5t6y1zp";
  private static final long BUDGET = Duration.ofSeconds(1).toNanos();

  private final VirtualTime time = VirtualTime.create();
  private final Vault vault = new Vault();
  private RedactionPolicy policy = RedactionPolicy.of(EntitySets.CONTACT, EntitySets.SECRETS);

  private RequestMasker masker(Detector... detectors) {
    return masker(time, detectors);
  }

  private RequestMasker masker(TimeSource source, Detector... detectors) {
    HostRules none = new HostRules(List.of(), List.of());
    Redaction redaction = Redaction.of(policy).detectors(detectors);
    CompiledPolicy compiled = CompiledPolicy.of(policy, redaction, none);
    return new RequestMasker(compiled, vault, source, BUDGET);
  }

  private ChatContent masked(ChatContent.Builder content) {
    return (ChatContent) masker().mask(content.build());
  }

  private void refused(RequestContent content, String problem) {
    LlmException failure = catchThrowableOfType(LlmException.class, () -> masker().mask(content));

    assertThat(failure).as(problem).isNotNull();
    assertThat(failure.kind()).isEqualTo(ErrorKind.BLOCKED);
    assertThat(failure)
        .hasMessageContaining(problem)
        .hasMessageNotContaining(ADA)
        .hasMessageNotContaining(KEY)
        .hasNoCause();
  }

  private static ChatContent.Builder ask(String text) {
    return ChatContent.builder().message(Message.user(text));
  }

  @Test
  void whatIsDroppedMayLeaveNothingWhereNothingIsAskedFor() {
    policy = policy.with(EntitySets.CONTACT, Masking.drop());

    assertThat(masked(ask("go").metadata("of", ADA)).metadata()).containsEntry("of", "");
    assertThat(masked(ask("go").stop("to " + ADA)).stop()).containsExactly("to ");
  }

  @Test
  void whereATextIsNeededItCannotBeLeftOut() {
    policy = policy.with(EntitySets.CONTACT, Masking.drop());

    refused(ask("go").stop(ADA).build(), "EMAIL cannot be left out where it stands, at stop[0]");
    refused(ask("go").userId(ADA).build(), "EMAIL cannot be left out where it stands, at userId");
    refused(
        EmbeddingContent.of(List.of("a", ADA)), "cannot be left out where it stands, at inputs");
    refused(
        ChatContent.of(List.of(Message.user("go").withName(ADA))),
        "cannot be left out where it stands, at messages[0].name");
  }

  @Test
  void whereBracketsCannotStandAPlaceholderHasNone() {
    URI address = URI.create("https://x.example/of/" + ADA + "/photo");
    ChatContent sent =
        masked(
            ChatContent.builder()
                .message(Message.user(new Part.Text(ADA), Part.image(Media.of(address))))
                .message(Message.user("go").withName(ADA))
                .userId(ADA));

    assertThat(sent.messages().get(0).text()).isEqualTo("<EMAIL_1>");
    assertThat(sent.messages().get(0).parts().get(1))
        .isEqualTo(Part.image(Media.of(URI.create("https://x.example/of/EMAIL_1/photo"))));
    assertThat(sent.messages().get(1).name()).isEqualTo("EMAIL_1");
    assertThat(sent.extras().userId()).isEqualTo("EMAIL_1");
  }

  @Test
  void theNameOfAToolCannotBeMasked() {
    ToolSpec tool = ToolSpec.of(KEY, "saves", Json.object());

    refused(ask("go").tools(tool).build(), "API_KEY in the name of a tool, at tools[0].name");
  }

  @Test
  void moreValuesOfATypeThanHaveNumbersEndTheCall() {
    for (int i = 0; i < Vault.MOST - 1; i++) {
      vault.ordinal(Entities.EMAIL, "u" + i + "@example.com");
    }

    assertThat(masked(ask(ADA)).messages().get(0).text()).isEqualTo("<EMAIL_99999>");
    refused(ask(BOB).build(), "more than 99999 values of EMAIL, at messages[0].parts[0].text");
  }

  @Test
  void whatAModelHasWrittenItselfStays() {
    String own = "<EMAIL_1>";
    Json leaves = Json.ofValue(Map.of("to " + own, own));
    ChatContent.Builder content =
        ask("write to " + ADA)
            .message(
                Message.assistant(
                    List.of(
                        new Part.Reasoning("hm, " + own, null, null),
                        new Part.Text("to " + own + ", not <EMAIL_9>"),
                        new ToolCall("1", "send", leaves))))
            .message(Message.tool(ToolResult.json("1", leaves)))
            .message(Message.user("and " + own));

    List<Message> sent = masked(content).messages();

    assertThat(sent.get(1).parts())
        .containsExactly(
            new Part.Reasoning("hm, " + own, null, null),
            new Part.Text("to " + own + ", not <TEXT_1>"),
            new ToolCall("1", "send", leaves));
    assertThat(((ToolResult) sent.get(2).parts().get(0)).content())
        .containsExactly(new Part.Structured(Json.ofValue(Map.of("to <TEXT_2>", "<TEXT_2>"))));
    assertThat(sent.get(3).text()).isEqualTo("and <TEXT_2>");
  }

  @Test
  void eachLookAlikeIsOneOfATypeThatMayBeIssued() {
    assertThat(masked(ask("<EMAIL_1><EMAIL_2>")).messages().get(0).text())
        .isEqualTo("<TEXT_1><TEXT_2>");
    assertThat(masked(ask("<EMAIL_2_1><IBAN_1>")).messages().get(0).text())
        .isEqualTo("<EMAIL_2_1><IBAN_1>");
  }

  @Test
  void aLookAlikeIsMaskedWhereNothingElseIsLookedForAsWell() {
    policy = RedactionPolicy.of();

    assertThat(masked(ask("<TEXT_2>, <EMAIL_1>")).messages().get(0).text())
        .isEqualTo("<TEXT_1>, <EMAIL_1>");
  }

  @Test
  void theWholeTextOfAFieldIsTheSecretThatItsNameSays() {
    ChatContent sent =
        masked(
            ask("go")
                .metadata("password", "Tr0ub4dor,x;y")
                .metadata("passwd", "Tr0ub4dor, then")
                .metadata("note", "password=Tr0ub4dor,x")
                .metadata("mail", ADA + ",x"));

    assertThat(sent.metadata())
        .containsEntry("password", "<PASSWORD_1>")
        .containsEntry("passwd", "<PASSWORD_2>")
        .containsEntry("note", "password=<PASSWORD_3>")
        .containsEntry("mail", "<EMAIL_1>,x");
  }

  @Test
  void whatStandsInToolsAndSchemasIsNumberedFirst() {
    Json schema = Json.ofValue(Map.of("description", "as " + BOB + " says"));

    ChatContent withTool = masked(ask(ADA).tools(ToolSpec.of("save", "asks " + BOB, schema)));
    assertThat(withTool.tools().get(0).description()).isEqualTo("asks <EMAIL_1>");
    assertThat(withTool.messages().get(0).text()).isEqualTo("<EMAIL_2>");
  }

  @Test
  void soIsWhatTheNameOfAPropertyTells() {
    Json schema = Json.ofText("{\"properties\":{\"password\":{\"default\":\"hunter2x\"}}}");

    ChatContent sent =
        masked(ask("password: \"Tr0ub4dor\"").tools(ToolSpec.of("save", "saves", schema)));

    assertThat(sent.messages().get(0).text()).isEqualTo("password: \"<PASSWORD_2>\"");
    assertThat(sent.tools().get(0).parameters().text()).contains("<PASSWORD_1>");
  }

  @Test
  void soIsWhatStandsInTheSchemaOfTheAnswer() {
    Json schema = Json.ofValue(Map.of("description", "as " + BOB + " says"));

    ChatContent sent = masked(ask(ADA).responseFormat(ResponseFormat.schema("letter", schema)));

    assertThat(sent.messages().get(0).text()).isEqualTo("<EMAIL_2>");
    assertThat(((ResponseFormat.Schema) sent.responseFormat()).schema().text())
        .contains("as <EMAIL_1> says");
  }

  @Test
  void maskingMayTakeAsLongAsTheBudget() {
    RequestMasker quick = masker();
    time.advance(Duration.ofNanos(BUDGET));
    quick.checkBudget();
    quick.mask(ask("go").build());

    time.advance(Duration.ofNanos(1));
    LlmException failure =
        catchThrowableOfType(LlmException.class, () -> quick.mask(ask("go").build()));
    assertThat(failure).hasMessageContaining("redaction: takes longer than its budget");
  }

  @Test
  void aDetectorIsNotAskedOnceTheBudgetIsSpent() {
    RequestMasker late = masker(new Slow(BUDGET), new Slow(1), new Slow(Long.MAX_VALUE / 2));
    long before = time.nanos();

    LlmException failure =
        catchThrowableOfType(LlmException.class, () -> late.mask(ask("go").build()));

    assertThat(failure)
        .hasMessageContaining("takes longer than its budget, most of it in detector 'slow'");
    assertThat(time.nanos() - before).isEqualTo(BUDGET + 1);
  }

  @Test
  void whatRunsBehindADetectorIsNotBlamedOnIt() {
    int[] readings = {0};
    TimeSource late =
        new ForwardingTime(time) {
          @Override
          public long nanos() { // at the beginning, before the detector, and behind it
            return readings[0]++ < 3 ? 0 : BUDGET + 1;
          }
        };
    RequestMasker masker = masker(late, new Slow(0));

    LlmException failure =
        catchThrowableOfType(LlmException.class, () -> masker.mask(ask("go").build()));

    assertThat(failure).hasMessageContaining("most of it in the built-in rules");
  }

  @Test
  void theBudgetIsLookedAtBetweenTwoMatchesOfAPattern() {
    int[] matches = {0};
    HostRules digits =
        new HostRules(List.of(new TextPattern(Entities.EMAIL, "\\d", Confidence.HIGH)), List.of());

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                digits.find(
                    "1234567",
                    new FoldedText(),
                    rule -> {
                      if (++matches[0] > 3) {
                        throw new IllegalStateException("spent");
                      }
                    }))
        .withMessage("spent");
    assertThat(matches[0]).isEqualTo(4);
  }

  @Test
  void aTextOfManyMatchesIsLeftOnceTheBudgetIsSpent() {
    HostRules digits =
        new HostRules(List.of(new TextPattern(Entities.EMAIL, "\\d", Confidence.HIGH)), List.of());
    int[] readings = {0};
    TimeSource second =
        new ForwardingTime(time) {
          @Override
          public long nanos() { // each reading takes a tenth of the budget
            return BUDGET / 10 * readings[0]++;
          }
        };
    CompiledPolicy compiled = CompiledPolicy.of(policy, Redaction.of(policy), digits);
    RequestMasker masker = new RequestMasker(compiled, vault, second, BUDGET);

    LlmException failure =
        catchThrowableOfType(LlmException.class, () -> masker.mask(ask("1".repeat(1_000)).build()));

    assertThat(failure)
        .hasMessageContaining("takes longer than its budget, most of it in the pattern of EMAIL;");
    assertThat(readings[0]).isLessThan(20);
  }

  @Test
  void soMayALookAtTheTextOfMedia() {
    RequestMasker inTime = masker(new Slow(BUDGET));
    inTime.check("audio", "fine");

    RequestMasker late = masker(new Slow(BUDGET + 1));
    LlmException failure =
        catchThrowableOfType(LlmException.class, () -> late.check("audio", "fine"));
    assertThat(failure).hasMessageContaining("takes longer than its budget");
  }

  /** Finds nothing, and takes its time. */
  private final class Slow implements Detector {
    private final long nanos;

    Slow(long nanos) {
      this.nanos = nanos;
    }

    @Override
    public String name() {
      return "slow";
    }

    @Override
    public Set<EntityType> types() {
      return Set.of(Entities.EMAIL);
    }

    @Override
    public List<Finding> find(String text) {
      time.advance(Duration.ofNanos(nanos));
      return List.of();
    }
  }

  @Test
  void figuresAreOfWhatWasMaskedReportedOrRefused() {
    RequestMasker masker = masker();
    masker.mask(ask("go").build());
    assertThat(masker.redactions()).isSameAs(Redactions.NONE);

    masker.mask(ask(ADA + ", " + BOB).build());
    assertThat(masker.redactions())
        .isEqualTo(new Redactions(Map.of(Entities.EMAIL, 2), none(), null));

    policy = policy.with(EntitySets.CONTACT, Masking.report());
    masker = masker();
    masker.mask(ask(ADA).build());
    assertThat(masker.redactions())
        .isEqualTo(new Redactions(none(), Map.of(Entities.EMAIL, 1), null));

    RequestMasker refusing = masker();
    refusing.refusal(Entities.PHONE, "cannot");
    assertThat(refusing.redactions()).isEqualTo(new Redactions(none(), none(), Entities.PHONE));
  }

  private static Map<EntityType, Integer> none() {
    return Map.of();
  }

  @Test
  void aKeyOfTheHostForItsProviderIsNotCounted() {
    RequestMasker masker = masker();

    masker.mask(ask("go").extraHeader("x-api-key", KEY).build());
    assertThat(masker.redactions()).isSameAs(Redactions.NONE);

    masker.mask(ask("go").extraHeader("x-note", KEY).build());
    assertThat(masker.redactions().masked(Entities.API_KEY)).isEqualTo(1);
    masker.mask(ask("go").metadata("x-api-key", KEY).build());
    assertThat(masker.redactions().masked(Entities.API_KEY)).isEqualTo(2);
  }
}
