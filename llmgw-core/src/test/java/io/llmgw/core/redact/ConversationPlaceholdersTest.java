package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.json.Json;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Races;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A conversation keeps its placeholders while it grows, and they mean something in it alone. */
class ConversationPlaceholdersTest {
  private static final String ACCOUNT = "7184529306";
  private static final ToolSpec TOOL =
      ToolSpec.of(
          "pay",
          "Pays. In doubt ask desk@example.org.",
          Json.ofValue(Map.of("type", "object", "description", "as boss@example.org says")));

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final LlmClient llm =
      LlmClient.builder()
          .provider(fake)
          .defaultModel(fake.model())
          .use(Marked.and(EntitySets.ALL))
          .build();

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @AfterEach
  void close() {
    llm.close();
  }

  @Test
  void noLaterTurnChangesWhatWasSentBefore() {
    for (long seed = 0; seed < 10; seed++) {
      Random random = new Random(seed);
      List<Message> history = new ArrayList<>();
      history.add(Message.system("You serve root@example.org, card 4111 1111 1111 1111."));
      List<String> before = List.of();
      for (int turn = 0; turn < 6; turn++) {
        history.add(Message.user(said(random)));
        answerWithAllThatIsKnown(random);
        ChatResponse answer = llm.chat(ChatRequest.builder().messages(history).tools(TOOL).build());

        List<String> sent = sent();
        assertThat(sent.subList(0, before.size()))
            .as("seed %d, turn %d", seed, turn)
            .isEqualTo(before);
        assertThat(sent.toString()).doesNotContain("@example").doesNotContain("1111");
        before = sent;
        history.add(answer.message());
        for (ToolCall call : answer.toolCalls()) {
          history.add(Message.tool(ToolResult.of(call.id(), "done: " + call.arguments().text())));
        }
      }
    }
  }

  private static String said(Random random) {
    String[] values = {
      "mail u" + random.nextInt(3) + "@example.com",
      "card 5555 5555 5555 4444",
      Marked.value("note \"" + random.nextInt(3) + "\""),
      "see <EMAIL_" + (1 + random.nextInt(9)) + ">",
      "nothing"
    };
    return values[random.nextInt(5)] + " and " + values[random.nextInt(5)];
  }

  /** Placeholders that were issued, that come to be issued later, and within an address. */
  private void answerWithAllThatIsKnown(Random random) {
    int number = 1 + random.nextInt(6);
    String text =
        "<EMAIL_%d> [credit card 1] <STAFF_NOTE_1> <TEXT_1> https://x.example/<EMAIL_1>"
            .formatted(number);
    String arguments = "{\"to\":\"<EMAIL_%d>\",\"note\":\"<STAFF_NOTE_1>\"}".formatted(number);
    fake.answers(
        script -> {
          script.reasoning("hm <EMAIL_1>").text(text);
          if (number % 2 == 0) {
            script.toolCall("c" + number, "pay", arguments);
          }
        });
  }

  /** What the provider received last, text by text. */
  private List<String> sent() {
    ChatRequest last = (ChatRequest) fake.requests().get(fake.requests().size() - 1);
    List<String> texts = new ArrayList<>();
    last.content()
        .mapText(
            (path, kind, text) -> {
              texts.add(kind + " " + text);
              return text;
            });
    texts.removeIf(text -> text.startsWith("TOOL_NAME") || text.startsWith("TOOL_DESCRIPTION"));
    texts.removeIf(text -> text.startsWith("SCHEMA"));
    return texts;
  }

  @Test
  void theUserAndWhatIsSaidOfTheCallKeepTheirsToo() {
    fake.always("fine");
    List<Message> history = new ArrayList<>();
    for (int turn = 0; turn < 3; turn++) {
      history.add(Message.user("turn " + turn + ", write to user" + turn + "@example.org"));
      ChatRequest asked =
          ChatRequest.builder()
              .messages(history)
              .userId("ada@example.com")
              .metadata("manager", "bob@example.com")
              .build();

      history.add(llm.chat(asked).message());

      assertThat(sent())
          .contains("METADATA <EMAIL_1>", "USER_ID EMAIL_2", "USER turn 0, write to <EMAIL_3>");
    }
  }

  @Test
  void aTextThatIsEmbeddedHasThemOfItsOwnWhateverStandsBesideIt() {
    fake.always(
        script ->
            script.events(
                new VectorProduced(0, new float[] {1}), new VectorProduced(1, new float[] {1})));

    llm.embed("Bob is bob@example.com", "Ada is ada@example.com, not bob@example.com");

    assertThat(((EmbeddingRequest) fake.requests().get(0)).content().inputs())
        .containsExactly("Bob is <EMAIL_1>", "Ada is <EMAIL_1>, not <EMAIL_2>");
  }

  @Test
  void aLongSecretOfAnEarlierTurnIsMaskedInTheNext() {
    String secret =
        new Random(7)
            .ints(200, 0, 36)
            .mapToObj(digit -> Integer.toString(digit, 36))
            .collect(Collectors.joining());
    fake.always("Set it to `<CREDENTIALS_1>` as asked.");
    List<Message> history = new ArrayList<>();
    history.add(Message.user("aws_session_token=" + secret + " is mine"));
    ChatResponse first = llm.chat(history);
    assertThat(first.text()).isEqualTo("Set it to `" + secret + "` as asked.");
    history.add(first.message());
    history.add(Message.user("go on"));

    llm.chat(history);

    assertThat(sent()).contains("ASSISTANT Set it to `<CREDENTIALS_1>` as asked.");
  }

  @Test
  @Fault("F160")
  void whatWasMaskedOnceIsMaskedWhereverItComesAgain() {
    fake.always("Noted: <US_BANK_ACCOUNT_1>.");
    String told = "My bank account number is " + ACCOUNT + ".";
    ChatResponse first = llm.chat(List.of(Message.user(told)));
    assertThat(first.text()).isEqualTo("Noted: " + ACCOUNT + ".");

    llm.chat(
        List.of(
            Message.user(told),
            first.message(),
            Message.assistant(
                List.of(new ToolCall("c", "pay", Json.ofValue(Map.of("to", ACCOUNT))))),
            Message.tool(ToolResult.of("c", "paid " + ACCOUNT)),
            Message.user("Is " + ACCOUNT + " right, not 9" + ACCOUNT + "?")));

    assertThat(sent())
        .contains(
            "ASSISTANT Noted: <US_BANK_ACCOUNT_1>.",
            "TOOL_ARGUMENT <US_BANK_ACCOUNT_1>",
            "TOOL_RESULT paid <US_BANK_ACCOUNT_1>",
            "USER Is <US_BANK_ACCOUNT_1> right, not 9" + ACCOUNT + "?");
  }

  @Test
  void theMappingOfOneCallServesNoOther() {
    fake.always("it is <EMAIL_1>");
    Races.repeat(
        repeat ->
            Races.together(
                () -> expectOwn("ada@example.com", "one"),
                () -> expectOwn("bob@example.com", "two"),
                () -> expectOwn("cy@example.com", "one"),
                () -> expectNone("three")));
  }

  private void expectOwn(String address, String tenant) {
    LlmClient own = llm.forCaller(Caller.tenant(tenant));
    assertThat(own.prompt("I am " + address).text()).isEqualTo("it is " + address);
  }

  private void expectNone(String tenant) {
    LlmClient own = llm.forCaller(Caller.tenant(tenant));
    assertThat(own.prompt("Who am I?").text()).isEqualTo("it is <EMAIL_1>");
  }

  @Test
  void equalConversationsOfTwoTenantsAreSentAlikeWhateverTheirValues() {
    fake.always("fine");
    llm.forCaller(Caller.tenant("one"))
        .prompt("I am ada@example.com, card 4111111111111111")
        .text();
    List<String> one = sent();
    llm.forCaller(Caller.tenant("two"))
        .prompt("I am bob@example.net, card 5555555555554444")
        .text();

    assertThat(sent()).isEqualTo(one);
  }
}
