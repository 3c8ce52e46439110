package io.llmgw.core.redact;

import static io.llmgw.api.redact.AttachmentPolicy.checkedBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import io.llmgw.api.redact.AttachmentPolicy;
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
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.usage.TrailEntry;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A policy that is only tried, and the reasons that a preview gives. */
class ShadowTest {
  private static final String CARD = "4111 1111 1111 1111";
  private static final String IBAN = "GB29NWBK60161331926819";

  private final ScriptedProvider fake =
      ScriptedProvider.named("fake").always("You said <CREDIT_CARD_1>.");
  private LlmClient llm;

  @AfterEach
  void close() {
    if (llm != null) {
      llm.close();
    }
  }

  private ChatResponse send(Redaction redaction, String text) {
    llm =
        LlmClient.builder()
            .provider(fake)
            .defaultModel(fake.model())
            .use(redaction.budget(Duration.ofMinutes(1)))
            .build();
    return llm.prompt(text).send();
  }

  @Test
  void everythingIsSentAsItIsAndReported() {
    RedactionPolicy stricter = RedactionPolicy.of().with(EntitySets.BANK, Masking.block());
    String text = "Charge " + CARD + " for " + IBAN + ", write <CREDIT_CARD_1>";

    ChatResponse answer =
        send(
            Redaction.of(EntitySets.PAYMENT)
                .forCallers(caller -> stricter)
                .attachments(AttachmentPolicy.BLOCK)
                .shadow(),
            text);

    ChatRequest sent = (ChatRequest) fake.requests().get(0);
    assertThat(sent.content().messages().get(0).text()).isEqualTo(text);
    assertThat(answer.text()).isEqualTo("You said <CREDIT_CARD_1>.");
    assertThat(answer.redactions().reported())
        .isEqualTo(Map.of(Entities.CREDIT_CARD, 1, Entities.IBAN, 1));
    assertThat(answer.redactions().masked()).isEmpty();
    assertThat(answer.redactions().blocked()).isNull();
    assertThat(answer.served().trail())
        .anyMatch(it -> it.note().contains("would have refused it for 1 IBAN"));
  }

  @Test
  void aPolicyThatCannotBeToldEndsNoCall() {
    ChatResponse answer =
        send(
            Redaction.of(EntitySets.PAYMENT)
                .forCallers(
                    caller -> {
                      throw new IllegalStateException("of the secret tenant");
                    })
                .shadow(),
            "Charge " + CARD);

    assertThat(answer.text()).isEqualTo("You said <CREDIT_CARD_1>.");
    assertThat(answer.served().trail())
        .anyMatch(
            it ->
                it.note()
                    .equals(
                        "would have refused it: the policy for the caller throws"
                            + " java.lang.IllegalStateException"))
        .noneMatch(it -> it.note().contains("secret tenant"));
  }

  @Test
  void whatGoesWrongWithItEndsNoCall() {
    ChatResponse answer = send(Redaction.of().detectors(new Broken()).shadow(), "my secret");

    assertThat(answer.text()).startsWith("You said");
    assertThat(answer.served().trail())
        .anyMatch(
            it ->
                it.note().contains("would have refused it: detector 'broken'")
                    && !it.note().contains("secret"));
  }

  @Test
  void itTellsOfEachWayInWhichACallWouldHaveEnded() {
    Redaction contact = Redaction.of(EntitySets.CONTACT);
    ChatRequest stop = ChatRequest.builder().user("hi").stop("ada@example.com").build();
    ChatRequest media =
        ChatRequest.builder()
            .user(
                new Part.Text("hi"),
                new Part.Document(Media.of(new byte[] {1}, "application/pdf"), "x", false))
            .build();

    assertThat(wouldHave(contact.with(EntitySets.CONTACT, Masking.drop()), stop))
        .containsExactly(
            "would have refused it: EMAIL cannot be left out where it stands, at stop[0]",
            "reported 1 EMAIL");
    assertThat(wouldHave(contact.attachments(checkedBy(part -> "to ada@example.com")), media))
        .containsExactly(
            "would have refused it: EMAIL in the text of media, at messages[0].parts[1]",
            "reported 1 EMAIL");
    assertThat(wouldHave(contact.attachments(AttachmentPolicy.BLOCK), media))
        .containsExactly(
            "would have refused it: media must not be sent, but the request holds Document at"
                + " messages[0].parts[1]");
  }

  private List<String> wouldHave(Redaction redaction, ChatRequest request) {
    close();
    ScriptedProvider other = ScriptedProvider.named("other").always("fine");
    llm =
        LlmClient.builder()
            .provider(other)
            .defaultModel(other.model())
            .use(redaction.budget(Duration.ofMinutes(1)).shadow())
            .build();
    return llm.chat(request).served().trail().stream()
        .filter(it -> it.link().equals("redaction"))
        .map(TrailEntry::note)
        .toList();
  }

  private record Broken() implements Detector {
    @Override
    public String name() {
      return "broken";
    }

    @Override
    public Set<EntityType> types() {
      return Set.of(EntityType.of("BROKEN"));
    }

    @Override
    public List<Finding> find(String text) {
      throw new IllegalStateException(text);
    }
  }

  @Test
  void aPreviewTellsRuleConfidenceAndCue() {
    RedactionPreview preview =
        Redaction.of(EntitySets.PAYMENT, EntitySets.US)
            .preview("social security number 536221234, card " + CARD);

    assertThat(preview.reasons())
        .containsExactly(
            "US_SSN by rule US_SSN, MEDIUM, near 'social security': placeholder",
            "CREDIT_CARD by rule CREDIT_CARD, HIGH, near 'card': placeholder");
    assertThat(preview.findings()).hasSize(2);
  }

  @Test
  void aPreviewTellsWhyAFindIsLeft() {
    Redaction redaction =
        Redaction.of(EntitySets.US, EntitySets.NETWORK)
            .with(Entities.PRIVATE_IP, Masking.report())
            .with(EntitySets.PAYMENT, Masking.block());

    assertThat(
            Redaction.of(redaction.policy().from(Entities.US_SSN, Confidence.HIGH))
                .preview("ssn 536221234")
                .reasons())
        .singleElement()
        .asString()
        .endsWith("is left, as HIGH is asked for");
    assertThat(redaction.preview("ping 10.0.0.1, <EMAIL_1>").reasons())
        .containsExactly("PRIVATE_IP by rule IPV4, HIGH: report");
    assertThat(redaction.preview(CARD).reasons()).singleElement().asString().endsWith(": block");
    assertThat(redaction.shadow().preview(CARD).reasons())
        .singleElement()
        .asString()
        .endsWith(": block, if it were not only reported");
    assertThat(redaction.shadow().preview(CARD).masked()).isEqualTo(CARD);
  }

  @Test
  void aPreviewTellsOfWhatIsLetPassAndOfLookAlikes() {
    EntityType staff = EntityType.of("STAFF");
    Redaction redaction =
        Redaction.of(EntitySets.US).with(staff, Masking.allow()).pattern(staff, "S-\\d");

    RedactionPreview preview = redaction.preview("S-1, <US_SSN_1>");

    assertThat(preview.reasons())
        .containsExactly(
            "STAFF by rule PATTERN, HIGH: is let pass",
            "TEXT by rule look-alike, HIGH: looks like a placeholder, and gets one");
    assertThat(preview.masked()).isEqualTo("S-1, <TEXT_1>");
  }

  @Test
  void addressesOfPrivateNetworksMayBeLetPass() {
    Redaction redaction =
        Redaction.of(EntitySets.NETWORK).with(Entities.PRIVATE_IP, Masking.allow());

    assertThat(redaction.preview("from 192.168.1.7 to 203.0.113.7").masked())
        .isEqualTo("from 192.168.1.7 to <IP_ADDRESS_1>");
  }
}
