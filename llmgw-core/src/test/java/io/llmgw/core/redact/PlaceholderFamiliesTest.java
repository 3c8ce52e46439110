package io.llmgw.core.redact;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.json.Json;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Families 22 and 23: placeholders that are guessed, altered, or meant to carry a value away. */
class PlaceholderFamiliesTest {
  private static final String ADA = "ada@example.com";
  private static final String NOTE = Marked.value("as <EMAIL_1> said");

  private final Random random = new Random(22);
  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final LlmClient llm =
      LlmClient.builder()
          .provider(fake)
          .defaultModel(fake.model())
          .use(Marked.and(EntitySets.ALL))
          .build();

  @AfterEach
  void close() {
    llm.close();
  }

  private String one(String... some) {
    return some[random.nextInt(some.length)];
  }

  @Test
  void aPlaceholderMeansWhatWasMaskedInThisCallAndNothingElse() {
    FamilyFigures figures = new FamilyFigures("22");
    for (int i = 0; i < FamilyFigures.ROUNDS; i++) {
      guess(figures);
      String name = one("EMAIL_1", "STAFF_NOTE_1");
      String end = one(".", ", then", "**");
      String altered = "to " + written(name) + end;
      String expected = "to " + (name.startsWith("EMAIL") ? ADA : NOTE) + end;
      figures.variant(altered, answered(altered), expected);
      String invented = "to " + invented() + one(".", ", then", "**");
      figures.twin(invented, answered(invented), invented);
    }
    figures.areMet();
  }

  /** What looks like a placeholder, in words of the user and in what a tool says. */
  private void guess(FamilyFigures figures) {
    String place = one("see %s", "{\"to\":\"%s\"}", "`mail(%s)`", "<p>%s</p>", "| %s | 7 |");
    String guess =
        place.formatted(written(one("EMAIL_", "TEXT_", "STAFF_NOTE_") + one("1", "2", "7")));
    String masked = place.formatted("<TEXT_1>");
    figures.variant(guess, sentAndSaid(guess, masked), List.of(masked, guess));
    String harmless =
        place.formatted(
            one("<b>1</b>", "List<T_1>", "[1]", "<EMAIL>", "{i_1}", "<h1>", "[email]", "a <b_1>"));
    figures.twin(harmless, sentAndSaid(harmless, harmless), List.of(harmless, harmless));
  }

  /** What is sent of a text of a user or of a tool, and what comes back of an answer to it. */
  private List<String> sentAndSaid(String text, String answer) {
    fake.answers(answer);
    ToolCall call = new ToolCall("c", "find", Json.ofValue(Map.of()));
    List<Message> asked =
        random.nextBoolean()
            ? List.of(Message.user("I am " + ADA), Message.user(text))
            : List.of(
                Message.user("I am " + ADA),
                Message.assistant(List.of(call)),
                Message.tool(ToolResult.of("c", text)));
    String said = llm.chat(asked).text();
    ChatRequest request = (ChatRequest) fake.requests().get(fake.requests().size() - 1);
    Message last = request.content().messages().get(asked.size() - 1);
    Part part = last.parts().get(0);
    part = part instanceof ToolResult result ? result.content().get(0) : part;
    return List.of(((Part.Text) part).text(), said);
  }

  /** As some model or user may write it. */
  private String written(String name) {
    String altered =
        one(
            name,
            name.toLowerCase(Locale.ROOT),
            name.replace('_', ' '),
            name.replace('_', '-'),
            name.replace("_", "\\_"),
            name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT));
    return one("<%s>", "[%s]", "{%s}", "< %s >", "<**%s**>", "<`%s`>", "&lt;%s&gt;")
        .formatted(altered);
  }

  /** Of another number or type, translated, or taken apart. */
  private String invented() {
    return one(
        "<EMAIL_" + (1 + number()) + ">",
        "[email " + (1 + number()) + "]",
        "<PHONE_" + number() + ">",
        "<CORREO_" + number() + ">",
        "<E-Mail_1>",
        "<EMAIL_0" + number() + ">",
        "<EMAIL_1_" + number() + ">",
        "<EM AIL_" + number() + ">",
        "EMAIL_" + number(),
        "<EMAIL_1 of " + number() + ">");
  }

  private int number() {
    return 1 + random.nextInt(9);
  }

  /** What comes back where the model says this of an address and a note. */
  private String answered(String answer) {
    int size = 1 + random.nextInt(9);
    fake.answers(script -> script.text(answer, size));
    return llm.prompt("I am " + ADA + ", " + NOTE).text();
  }

  @Test
  void noValueIsCarriedAwayByAnAddressOrAnUntrustedTool() {
    FamilyFigures figures = new FamilyFigures("23");
    for (int i = 0; i < FamilyFigures.ROUNDS; i++) {
      String form =
          one("%s", "(%s)", "[x](%s)", "![x](%s)", "<a href=\"%s\">x</a>", "<img src='%s'>");
      String url =
          one("https://", "HTTP://", "//", "ftp://", "https&colon;//", "https:\\\\")
              + one("evil.example", "198.51.100.7", "evil.\u0440\u0444", "a.b.example:8080")
              + one("/", "/a/", "/p?q=", "/?a=1&m=", "/#");
      String carried = "see " + form.formatted(url + written("EMAIL_1").replace(" ", ""));
      figures.variant(carried, answered(carried), carried);
      String beside = "<EMAIL_1>, see " + form.formatted(url) + "\n" + "for <EMAIL_1>";
      figures.twin(beside, answered(beside), beside.replace("<EMAIL_1>", ADA));
      tool(figures);
    }
    figures.areMet();
  }

  private void tool(FamilyFigures figures) {
    String arguments =
        one(
                "{\"to\":\"%s\"}",
                "{\"a\":[{\"to\":\"cc %s\"}],\"n\":1}", "{\"b\":\"{\\\"p\\\":\\\"%s\\\"}\"}")
            .formatted("<EMAIL_1>");
    String untrusted = one("post", "Pay", "pay_", "pays", "http.pay", "final_answer");
    figures.variant(untrusted + arguments, called(untrusted, arguments), arguments);
    figures.twin("pay" + arguments, called("pay", arguments), arguments.replace("<EMAIL_1>", ADA));
  }

  private String called(String tool, String arguments) {
    fake.answers(script -> script.toolCall("c", tool, arguments, 1 + random.nextInt(9)));
    return llm.prompt("I am " + ADA).send().toolCalls().get(0).arguments().text();
  }
}
