package io.llmgw.api.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.llmgw.api.json.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MapTextTest {
  private final Canaries canaries = new Canaries();

  @Test
  void visitsEveryTextExactlyOnceAndInOrder() {
    ChatContent content = canaries.chat();
    List<String> visited = new ArrayList<>();

    content.mapText(
        (path, kind, text) -> {
          visited.add(text.replace("https://example.com/", ""));
          return text;
        });

    assertThat(visited).containsExactlyElementsOf(canaries.all());
  }

  @Test
  void theSampleHoldsEveryKindOfPartAndOfText() {
    ChatContent content = canaries.chat();
    Set<Class<?>> parts = new LinkedHashSet<>();
    for (Message message : content.messages()) {
      for (Part part : message.parts()) {
        parts.add(part.getClass());
        if (part instanceof ToolResult result) {
          result.content().forEach(inner -> parts.add(inner.getClass()));
        }
      }
    }
    EnumSet<TextKind> kinds = EnumSet.of(TextKind.INPUT);
    content.mapText(
        (path, kind, text) -> {
          kinds.add(kind);
          return text;
        });

    assertThat(parts).containsExactlyInAnyOrder(Part.class.getPermittedSubclasses());
    assertThat(kinds).containsExactlyInAnyOrder(TextKind.values());
  }

  @Test
  void givesEachTextAPathOfItsOwn() {
    ChatContent content = canaries.chat();
    Set<String> paths = new LinkedHashSet<>();

    content.mapText(
        (path, kind, text) -> {
          assertThat(paths.add(path)).as(path).isTrue();
          return text;
        });

    assertThat(paths)
        .contains(
            "messages[0].parts[0].text",
            "messages[2].parts[1].uri",
            "messages[2].parts[4].name",
            "messages[3].parts[2].name",
            "messages[3].parts[2].arguments#/" + name(arguments(content), 2) + "/0",
            "messages[3].parts[2].arguments#/" + name(arguments(content), 2) + "#",
            "messages[4].parts[0].content[0].text",
            "messages[4].parts[0].content[2].json#/" + name(result(content), 0),
            "messages[5].name",
            "tools[0].description",
            "tools[1].parameters#/a",
            "toolChoice.name",
            "responseFormat.name",
            "responseFormat.schema#/a",
            "stop[1]",
            "metadata.m1",
            "userId",
            "extraBody.e1#/" + name(content.extraBody().get("e1"), 0),
            "extraBody.e1#/" + name(content.extraBody().get("e1"), 0) + "#",
            "extraBody.e2#",
            "extraHeaders.h2");
  }

  private static Json arguments(ChatContent content) {
    return content.messages().get(3).toolCalls().get(0).arguments();
  }

  private static Json result(ChatContent content) {
    ToolResult result = (ToolResult) content.messages().get(4).parts().get(0);
    return ((Part.Structured) result.content().get(2)).json();
  }

  private static String name(Json json, int index) {
    return List.copyOf(json.asObject().keySet()).get(index);
  }

  @Test
  void tellsTheKindsApart() {
    ChatContent content = canaries.chat();
    String argument = "messages[3].parts[2].arguments#/" + name(arguments(content), 0);
    String result = "messages[4].parts[0].content[2].json#/" + name(result(content), 0);
    TreeMap<String, TextKind> kinds = new TreeMap<>();

    content.mapText(
        (path, kind, text) -> {
          kinds.put(path, kind);
          return text;
        });

    assertThat(kinds)
        .containsEntry("messages[0].parts[0].text", TextKind.SYSTEM)
        .containsEntry("messages[1].parts[0].text", TextKind.DEVELOPER)
        .containsEntry("messages[2].parts[0].text", TextKind.USER)
        .containsEntry("messages[3].parts[0].text", TextKind.REASONING)
        .containsEntry("messages[3].parts[1].text", TextKind.ASSISTANT)
        .containsEntry(argument, TextKind.TOOL_ARGUMENT)
        .containsEntry(argument + "#", TextKind.TOOL_ARGUMENT_NAME)
        .containsEntry(result, TextKind.TOOL_RESULT)
        .containsEntry(result + "#", TextKind.TOOL_RESULT_NAME)
        .containsEntry("tools[0].parameters#/a", TextKind.SCHEMA);
  }

  @Test
  void isTheSameInstanceWhenNothingChanges() {
    ChatContent chat = canaries.chat();
    EmbeddingContent embedding = canaries.embedding();

    assertThat(chat.mapText((path, kind, text) -> new String(text.toCharArray()))).isSameAs(chat);
    assertThat(embedding.mapText((path, kind, text) -> new String(text.toCharArray())))
        .isSameAs(embedding);
  }

  @Test
  void changesEveryTextAndNothingElse() {
    ChatContent content = canaries.chat();

    ChatContent there = content.mapText((path, kind, text) -> text + "x");
    Set<String> seen = new LinkedHashSet<>();
    ChatContent back =
        there.mapText(
            (path, kind, text) -> {
              seen.add(text);
              return text.substring(0, text.length() - 1);
            });

    assertThat(seen).allMatch(text -> text.endsWith("x")).hasSameSizeAs(canaries.all());
    assertThat(there).isNotEqualTo(content);
    assertThat(back).isEqualTo(content).hasSameHashCodeAs(content);
    assertThat(there.textLength()).isLessThan(content.textLength() + 2L * canaries.all().size());
  }

  @Test
  void changingOneTextSharesAllOthers() {
    ChatContent content = canaries.chat();
    for (String target : canaries.all()) {
      List<String> after = new ArrayList<>();

      ChatContent changed =
          content.mapText((path, kind, text) -> text.endsWith(target) ? text + "x" : text);
      changed.mapText(
          (path, kind, text) -> {
            if (text.endsWith("x")) {
              after.add(text.replace("https://example.com/", ""));
            }
            return text;
          });

      assertThat(after).as(target).containsExactly(target + "x");
      assertThat(sharedParts(content, changed)).as(target).isGreaterThanOrEqualTo(12);
    }
  }

  private static int sharedParts(ChatContent before, ChatContent after) {
    int shared = before.responseFormat() == after.responseFormat() ? 1 : 0;
    shared += before.toolChoice() == after.toolChoice() ? 1 : 0;
    shared += before.stop() == after.stop() ? 1 : 0;
    shared += before.metadata() == after.metadata() ? 1 : 0;
    shared += before.extraBody() == after.extraBody() ? 1 : 0;
    shared += before.extraHeaders() == after.extraHeaders() ? 1 : 0;
    for (int i = 0; i < before.messages().size(); i++) {
      shared += before.messages().get(i) == after.messages().get(i) ? 1 : 0;
    }
    for (int i = 0; i < before.tools().size(); i++) {
      shared += before.tools().get(i) == after.tools().get(i) ? 1 : 0;
    }
    return shared;
  }

  @Test
  void unchangedArgumentsKeepTheirTextToTheByte() {
    String text = "{ \"a\" : \"\\u0040\", \"n\" : 1.50 }";
    ChatContent content =
        ChatContent.of(
            List.of(
                Message.user("change"),
                Message.assistant(List.of(new ToolCall("id", "tool", Json.ofText(text))))));

    ChatContent mapped =
        content.mapText((path, kind, leaf) -> leaf.equals("change") ? "changed" : leaf);

    assertThat(mapped.messages().get(1).toolCalls().get(0).arguments().text()).isEqualTo(text);
  }

  @Test
  void escapesHideNothingFromTheVisitor() {
    ToolCall call = new ToolCall("id", "tool", Json.ofText("{\"a\":\"me\\u0040example.com\"}"));
    ChatContent content = ChatContent.of(List.of(Message.assistant(List.of(call))));

    ChatContent mapped = content.mapText((path, kind, text) -> text.replace("@", " at "));

    assertThat(mapped.messages().get(0).toolCalls().get(0).arguments().text())
        .isEqualTo("{\"a\":\"me at example.com\"}");
  }

  @Test
  void visitsArgumentsThatAreNotJsonAsOneText() {
    ToolCall call = new ToolCall("id", "tool", Json.ofText("{\"a\": me@example.com"));
    ChatContent content = ChatContent.of(List.of(Message.assistant(List.of(call))));

    ChatContent mapped = content.mapText((path, kind, text) -> text.replace("@", " at "));

    assertThat(mapped.messages().get(0).toolCalls().get(0).arguments().text())
        .isEqualTo("{\"a\": me at example.com");
  }

  @Test
  void visitsEveryTextOfAnEmbedding() {
    EmbeddingContent content = canaries.embedding();
    List<String> visited = new ArrayList<>();

    EmbeddingContent mapped =
        content.mapText(
            (path, kind, text) -> {
              visited.add(text);
              return text + "x";
            });

    assertThat(visited).containsExactlyElementsOf(canaries.all());
    assertThat(mapped.inputs()).allMatch(input -> input.endsWith("x"));
  }

  @Test
  @SuppressWarnings("NullAway") // breaks the contract on purpose
  void refusesAVisitorThatReturnsNull() {
    ChatContent content = canaries.chat();
    content.mapText(
        (path, kind, text) -> {
          assertThatNullPointerException()
              .isThrownBy(() -> content.mapText((p, k, t) -> p.equals(path) ? null : t))
              .withMessage("the visitor returned null at " + path);
          return text;
        });
  }

  @Test
  void refusesAnAddressThatIsNoneWithoutQuotingIt() {
    ChatContent content =
        ChatContent.of(
            List.of(Message.user(Part.image(Media.of(URI.create("https://example.com"))))));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> content.mapText((path, kind, text) -> "[hidden] canary"))
        .withMessage("the visitor made no address at messages[0].parts[0].uri")
        .withNoCause();
  }

  @Test
  void countsTheTextThatItHolds() {
    ChatContent content =
        ChatContent.builder()
            .system("1234")
            .message(Message.user("12").withName("n"))
            .stop("123")
            .metadata("name", "12")
            .userId("u")
            .extraBody("f", "12")
            .extraHeader("h", "1")
            .build();

    assertThat(content.textLength()).isEqualTo(4 + 2 + 1 + 3 + 2 + 1 + 4 + 1);
  }
}
