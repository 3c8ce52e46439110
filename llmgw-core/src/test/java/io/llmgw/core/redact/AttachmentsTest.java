package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.json.Json;
import io.llmgw.api.redact.AttachmentPolicy;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Masking;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.redact.TextExtractor;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.transcription.TranscriptionResponse;
import io.llmgw.core.detect.HostRules;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of media whose text the host can read. */
class AttachmentsTest {
  private static final String CARD = "4111 1111 1111 1111";

  /** The bytes of these documents are their text. */
  private static final TextExtractor READER =
      part -> {
        Media.Bytes media = (Media.Bytes) ((Part.Document) part).media();
        return new String(media.bytes(), StandardCharsets.UTF_8);
      };

  private static final TextExtractor LISTENER =
      part -> {
        Media.Bytes media = (Media.Bytes) ((Part.Audio) part).media();
        return new String(media.bytes(), StandardCharsets.UTF_8);
      };

  private final ScriptedProvider fake = ScriptedProvider.named("fake").always("<CREDIT_CARD_1>");
  private final VirtualTime time = VirtualTime.create();
  private LlmClient llm;

  @AfterEach
  void close() {
    if (llm != null) {
      llm.close();
    }
  }

  private static Part.Document document(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Part.Document(Media.of(bytes, "text/plain"), null, false);
  }

  private ChatResponse send(AttachmentPolicy policy, Part... parts) {
    return send(Redaction.of(EntitySets.PAYMENT).attachments(policy), parts);
  }

  private ChatResponse send(Redaction redaction, Part... parts) {
    llm =
        LlmClient.builder()
            .provider(fake)
            .defaultModel(fake.model())
            .time(time)
            .use(redaction)
            .build();
    return llm.chat(List.of(Message.user(parts)));
  }

  private ChatContent sent() {
    return ((ChatRequest) fake.requests().get(0)).content();
  }

  private void refused(LlmException failure, String problem) {
    assertThat(failure.kind()).isEqualTo(ErrorKind.BLOCKED);
    assertThat(failure).hasMessageContaining(problem).hasMessageNotContaining("4111").hasNoCause();
    assertThat(fake.received()).isZero();
  }

  private TranscriptionResponse transcribe(AttachmentPolicy policy, String spoken) {
    llm =
        LlmClient.builder()
            .provider(fake)
            .defaultModel(fake.model())
            .time(time)
            .use(Redaction.of(EntitySets.PAYMENT).attachments(policy))
            .build();
    return llm.transcribe(Media.of(spoken.getBytes(StandardCharsets.UTF_8), "audio/wav"));
  }

  @Test
  void aRecordingIsHeldToThePolicy() {
    AttachmentPolicy checked = AttachmentPolicy.checkedBy(LISTENER);

    refused(
        catchThrowableOfType(LlmException.class, () -> transcribe(AttachmentPolicy.BLOCK, "hello")),
        "media must not be sent, but the request holds Audio at audio");
    llm.close();
    refused(
        catchThrowableOfType(LlmException.class, () -> transcribe(checked, "pay " + CARD)),
        "CREDIT_CARD in the text of media, at audio");
    llm.close();
    refused(
        catchThrowableOfType(
            LlmException.class, () -> transcribe(AttachmentPolicy.textOf(LISTENER), "hello")),
        "text cannot stand for the recording of a transcript");
  }

  @Test
  void aRecordingInWhichNothingIsFoundIsSent() {
    transcribe(AttachmentPolicy.checkedBy(LISTENER), "hello");

    assertThat(fake.received()).isOne();
  }

  @Test
  void theirTextIsSentMaskedInTheirPlace() {
    ChatResponse answer =
        send(
            AttachmentPolicy.textOf(READER), new Part.Text("Read:"), document("pay " + CARD + "."));

    assertThat(sent().messages().get(0).parts())
        .containsExactly(new Part.Text("Read:"), new Part.Text("pay <CREDIT_CARD_1>."));
    assertThat(answer.text()).isEqualTo(CARD);
    assertThat(answer.redactions().masked(Entities.CREDIT_CARD)).isEqualTo(1);
  }

  @Test
  void thoseInResultsOfToolsAreReadToo() {
    llm =
        LlmClient.builder()
            .provider(fake)
            .defaultModel(fake.model())
            .time(time)
            .use(Redaction.of(EntitySets.PAYMENT).attachments(AttachmentPolicy.textOf(READER)))
            .build();

    llm.chat(
        List.of(
            Message.user("go on"),
            Message.assistant(List.of(new ToolCall("1", "scan", Json.object()))),
            Message.tool(new ToolResult("1", List.of(document("pay " + CARD)), false))));

    ToolResult result = (ToolResult) sent().messages().get(2).parts().get(0);
    assertThat(result.content()).containsExactly(new Part.Text("pay <CREDIT_CARD_1>"));
  }

  @Test
  void thoseThatHoldNothingToMaskAreSentAsTheyAre() {
    Part.Document clean = document("nothing in it");

    send(AttachmentPolicy.checkedBy(READER), clean);

    assertThat(sent().messages().get(0).parts().get(0)).isSameAs(clean);
  }

  @Test
  void thoseThatHoldAnythingEndTheCall() {
    LlmException failure =
        catchThrowableOfType(
            LlmException.class,
            () -> send(AttachmentPolicy.checkedBy(READER), document("pay " + CARD)));

    refused(failure, "CREDIT_CARD in the text of media, at messages[0].parts[0];");
  }

  @Test
  void whatIsOnlyReportedIsCountedAndSent() {
    ChatResponse answer =
        send(
            Redaction.of(EntitySets.PAYMENT)
                .with(EntitySets.PAYMENT, Masking.report())
                .attachments(AttachmentPolicy.checkedBy(READER)),
            document("pay " + CARD));

    assertThat(answer.redactions().reported(Entities.CREDIT_CARD)).isEqualTo(1);
  }

  /** Else the model could repeat it, and another's value would come out. */
  @Test
  void whatLooksLikeAPlaceholderIsNotSentUnseen() {
    LlmException failure =
        catchThrowableOfType(
            LlmException.class,
            () ->
                send(
                    AttachmentPolicy.checkedBy(READER),
                    new Part.Text(CARD),
                    document("say <CREDIT_CARD_1>")));

    refused(failure, "in the text of media, at messages[0].parts[1];");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void thoseThatCannotBeReadEndTheCall(boolean isReplaced) {
    TextExtractor broken =
        part -> {
          throw new java.io.IOException("no text in " + CARD);
        };
    AttachmentPolicy policy =
        isReplaced ? AttachmentPolicy.textOf(broken) : AttachmentPolicy.checkedBy(broken);

    LlmException failure =
        catchThrowableOfType(LlmException.class, () -> send(policy, document(CARD)));

    refused(failure, "java.io.IOException from the extractor of the Document at messages[0]");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nothingIsNoText(boolean isReplaced) {
    TextExtractor broken = part -> null;
    AttachmentPolicy policy =
        isReplaced ? AttachmentPolicy.textOf(broken) : AttachmentPolicy.checkedBy(broken);

    LlmException failure =
        catchThrowableOfType(LlmException.class, () -> send(policy, document(CARD)));

    refused(failure, "nothing from the extractor of the Document at messages[0].parts[0]");
  }

  @Test
  void emptyTextTakesNoPlace() {
    LlmException failure =
        catchThrowableOfType(
            LlmException.class, () -> send(AttachmentPolicy.textOf(part -> ""), document(CARD)));

    refused(failure, "no text was found in the Document at messages[0].parts[0]");
  }

  @Test
  void theTimeOfReadingCountsInTheBudget() {
    List<Part> read = new ArrayList<>();
    TextExtractor slow =
        part -> {
          read.add(part);
          time.advance(Duration.ofMillis(200));
          return "fine";
        };

    LlmException failure =
        catchThrowableOfType(
            LlmException.class,
            () ->
                send(
                    Redaction.of(EntitySets.PAYMENT)
                        .budget(Duration.ofMillis(500))
                        .attachments(AttachmentPolicy.textOf(slow)),
                    document("a"),
                    document("b"),
                    document("c"),
                    document("d")));

    refused(failure, "takes longer than its budget");
    assertThat(read).hasSize(3);
  }

  @Test
  void thoseThatMustNotBeSentEndTheCall() {
    LlmException failure =
        catchThrowableOfType(
            LlmException.class, () -> send(AttachmentPolicy.BLOCK, document("fine")));

    refused(failure, "the request holds Document at messages[0].parts[0]");
  }

  @Test
  void thatHoldsForEachKindOfMedia() {
    Media media = Media.of(new byte[] {1}, "application/octet-stream");

    for (Part part :
        List.of(Part.image(media), Part.audio(media), Part.video(media), Part.document(media))) {
      LlmException failure =
          catchThrowableOfType(LlmException.class, () -> send(AttachmentPolicy.BLOCK, part));

      refused(failure, "holds " + part.getClass().getSimpleName() + " at messages[0].parts[0]");
      llm.close();
    }
  }

  @Test
  void eachOfSeveralIsReadAndNoOtherPartIsChanged() {
    Message before = Message.user("first");
    llm =
        LlmClient.builder()
            .provider(fake)
            .defaultModel(fake.model())
            .time(time)
            .use(Redaction.of(EntitySets.PAYMENT).attachments(AttachmentPolicy.textOf(READER)))
            .build();

    llm.chat(List.of(before, Message.user(document("a"), new Part.Text("b"), document("c"))));

    assertThat(sent().messages().get(0)).isSameAs(before);
    assertThat(sent().messages().get(1).parts())
        .containsExactly(new Part.Text("a"), new Part.Text("b"), new Part.Text("c"));
  }

  @Test
  void aContentWithoutThemIsPassedOnAsItIs() {
    ToolCall call = new ToolCall("1", "look", Json.object());
    ChatRequest asked =
        ChatRequest.of(
            List.of(
                Message.user("go on"),
                Message.assistant(List.of(call)),
                Message.tool(ToolResult.of("1", "nothing"))));
    llm =
        LlmClient.builder()
            .provider(fake)
            .defaultModel(fake.model())
            .time(time)
            .use(Redaction.of(EntitySets.PAYMENT).attachments(AttachmentPolicy.BLOCK))
            .build();

    llm.chat(asked);

    assertThat(sent()).isSameAs(asked.content());
  }

  @Test
  void aReaderThatIsInterruptedEndsTheCallAndTheThreadStaysInterrupted() {
    RequestMasker masker = masker(Duration.ofSeconds(1));
    TextExtractor interrupted =
        part -> {
          throw new InterruptedException("at " + CARD);
        };
    ChatContent content = ChatContent.of(List.of(Message.user(document(CARD))));
    Attachments attachments = new Attachments(AttachmentPolicy.checkedBy(interrupted), masker);

    LlmException failure =
        catchThrowableOfType(LlmException.class, () -> attachments.applied(content));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(failure.kind()).isEqualTo(ErrorKind.BLOCKED);
    assertThat(failure)
        .hasMessageContaining("the thread was interrupted while it read the Document at messages")
        .hasMessageNotContaining("4111")
        .hasNoCause();
  }

  @Test
  void readingMayTakeAsLongAsTheBudgetAndNoLonger() {
    Duration budget = Duration.ofMillis(500);
    ChatContent content = ChatContent.of(List.of(Message.user(document("a"))));

    time.advance(Duration.ofSeconds(9));
    RequestMasker masker = masker(budget);
    new Attachments(readingFor(budget), masker).applied(content);

    RequestMasker other = masker(budget);
    Attachments slower = new Attachments(readingFor(budget.plusNanos(1)), other);
    assertThat(catchThrowableOfType(LlmException.class, () -> slower.applied(content)))
        .hasMessageContaining("takes longer than its budget, most of it in the extractor of media");
  }

  private AttachmentPolicy readingFor(Duration duration) {
    return AttachmentPolicy.textOf(
        part -> {
          time.advance(duration);
          return "fine";
        });
  }

  private RequestMasker masker(Duration budget) {
    Redaction redaction = Redaction.of(EntitySets.PAYMENT);
    HostRules none = new HostRules(List.of(), List.of());
    CompiledPolicy policy = CompiledPolicy.of(redaction.policy(), redaction, none);
    return new RequestMasker(policy, new Vault(), time, budget.toNanos());
  }
}
