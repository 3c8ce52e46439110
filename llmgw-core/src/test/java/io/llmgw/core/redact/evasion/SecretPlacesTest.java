package io.llmgw.core.redact.evasion;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.json.Json;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.core.redact.evasion.Values.Kind;
import io.llmgw.test.scripted.ScriptedProvider;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Family 10: each way to hide a secret, in each place of a request. */
class SecretPlacesTest {
  private static final int SEED = 100;
  private static final int ROUNDS = 2;
  private static final List<Kind> KINDS =
      List.of(Kind.GITHUB, Kind.OPENAI, Kind.AWS, Kind.JWT, Kind.PEM);

  private final ScriptedProvider fake =
      ScriptedProvider.named("fake")
          .always(
              (call, script) -> {
                if (call.request() instanceof EmbeddingRequest) {
                  script.events(new VectorProduced(0, new float[] {1}));
                } else {
                  script.text("fine");
                }
              });
  private final LlmClient llm =
      LlmClient.builder()
          .provider(fake)
          .defaultModel(fake.model())
          .use(Redaction.of(EntitySets.ALL).budget(Duration.ofMinutes(1)))
          .build();

  @AfterEach
  void close() {
    llm.close();
  }

  /** Where a request takes text. */
  private enum Place {
    SYSTEM(text -> chat().system(text).build()),
    DEVELOPER(text -> chat().message(Message.developer(text)).build()),
    USER(text -> chat().user(text).build()),
    ASSISTANT(text -> chat().message(Message.assistant(text)).build()),
    REASONING(text -> assistant(new Part.Reasoning(text))),
    REFUSAL(text -> assistant(new Part.Refusal(text))),
    ARGUMENTS(text -> assistant(call(Map.of("command", text)))),
    DEEP_ARGUMENTS(text -> assistant(call(Map.of("a", List.of(1, Map.of("b", text)))))),
    NAME_OF_ARGUMENT(text -> assistant(call(Map.of(text, 1)))),
    RESULT(text -> answered(ToolResult.of("c", text))),
    ERROR_OF_TOOL(text -> answered(ToolResult.error("c", text))),
    JSON_RESULT(text -> answered(ToolResult.json("c", Json.ofValue(List.of(Map.of("a", text)))))),
    DESCRIPTION(text -> chat().tools(ToolSpec.of("t", text, Json.object())).build()),
    SCHEMA(text -> chat().tools(ToolSpec.of("t", "d", schema(text))).build()),
    FORMAT(text -> chat().responseFormat(ResponseFormat.schema("s", schema(text))).build()),
    FILE_NAME(text -> chat().user(Part.document(pdf(), text)).build()),
    PARTICIPANT(text -> chat().message(Message.user("q").withName(text)).build()),
    METADATA(text -> chat().metadata("note", text).build()),
    STOP(text -> chat().stop(text).build()),
    USER_ID(text -> chat().userId(text).build()),
    EXTRA_BODY(text -> chat().extraBody("x", Map.of("y", List.of(text))).build()),
    INPUT(text -> EmbeddingRequest.of(text)),
    EXTRA_BODY_OF_INPUT(text -> EmbeddingRequest.builder().input("q").extraBody("x", text).build());

    private final Function<String, LlmRequest<?>> request;

    Place(Function<String, LlmRequest<?>> request) {
      this.request = request;
    }

    private static ChatRequest.Builder chat() {
      return ChatRequest.builder().user("q");
    }

    private static ChatRequest assistant(Part part) {
      return chat().message(Message.assistant(List.of(part))).build();
    }

    private static ChatRequest answered(ToolResult result) {
      return chat()
          .message(Message.assistant(List.of(call(Map.of()))))
          .message(Message.tool(result))
          .build();
    }

    private static ToolCall call(Map<String, ?> arguments) {
      return new ToolCall("c", "t", Json.ofValue(arguments));
    }

    private static Json schema(String text) {
      return Json.ofValue(
          Map.of("type", "object", "properties", Map.of("p", Map.of("description", text))));
    }

    private static Media pdf() {
      return Media.of("%PDF-1.7".getBytes(StandardCharsets.US_ASCII), "application/pdf");
    }
  }

  /** How a secret is hidden. */
  private enum Hiding {
    PLAIN(text -> "see " + text + " there"),
    LINES(text -> "token " + split(text, "\n") + " end"),
    QUOTED_LINES(text -> "token \"" + split(text, "\" +\n  \"") + "\""),
    BACKSLASH(text -> "token " + split(text, "\\\n") + " end"),
    ESCAPED_LINES(text -> "key=\"" + text.replace("\n", "\\n") + "\""),
    DATA_URI(text -> "see data:text/plain;base64," + encoded(text)),
    SECRET(text -> "kind: Secret\ndata:\n  a.key: " + encoded(text) + "\ntype: Opaque"),
    STACK_TRACE(text -> "java.io.IOException: bad " + text + "\n\tat a.B.c(B.java:7)"),
    ALT_TEXT(text -> "![" + text + "](https://example.com/a.png)"),
    ALT_TEXT_OF_HTML(text -> "<img alt=\"" + text + "\" src=\"a.png\">"),
    FILE(text -> "attachment; filename=\"" + text + "\""),
    JSON(text -> "{\"args\":{\"text\":\"" + text.replace("\n", "\\n") + "\"}}");

    private final Function<String, String> hidden;

    Hiding(Function<String, String> hidden) {
      this.hidden = hidden;
    }

    private static String split(String text, String end) {
      if (text.contains("\n")) {
        return text; // in lines already
      }
      int at = text.length() < 24 ? text.length() / 2 : text.length() - 20;
      while (at > 28 && text.substring(at).chars().noneMatch(Character::isDigit)) {
        at--; // a line of letters alone may be a word, where the first would do as a key
      }
      return text.substring(0, at) + end + text.substring(at);
    }

    private static String encoded(String text) {
      return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @EnumSource
  void noPartOfASecretLeaves(Place place) {
    Random random = new Random(SEED + place.ordinal());
    Values values = new Values(random);
    List<String> left = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    int count = 0;
    for (Hiding hiding : Hiding.values()) {
      for (int round = 0; round < ROUNDS; round++) {
        for (Kind kind : KINDS) {
          count++;
          String secret = values.of(kind);
          String hidden = hiding.hidden.apply(secret);
          String sent = sent(place, hidden);
          if (holdsPartOf(secret, sent)) {
            left.add(hiding + " " + hidden + " -> " + sent);
          }
          String twin = hiding.hidden.apply(values.twinOf(kind));
          LlmRequest<?> asked = place.request.apply(twin);
          if (!send(asked).content().equals(asked.content())) {
            changed.add(hiding + " " + twin);
          }
        }
      }
    }
    System.out.println(
        "10 secrets, seed %-3d %-20s %d variants, recall %.3f; of %d twins %d masked"
            .formatted(
                SEED + place.ordinal(),
                place,
                count,
                (count - left.size()) / (double) count,
                count,
                changed.size()));
    assertThat(left).as("what left from %s", place).isEmpty();
    assertThat(changed).as("what was masked in %s for nothing", place).isEmpty();
    assertThat(count).isGreaterThanOrEqualTo(20);
  }

  private String sent(Place place, String text) {
    StringBuilder all = new StringBuilder();
    send(place.request.apply(text))
        .content()
        .mapText(
            (path, kind, each) -> {
              all.append(each).append('\n');
              return each;
            });
    return all.toString();
  }

  private LlmRequest<?> send(LlmRequest<?> request) {
    llm.send(request);
    return fake.requests().get(fake.requests().size() - 1);
  }

  /** Whether ten chars in a row of the secret, or of how it is encoded, are there. */
  private static boolean holdsPartOf(String secret, String sent) {
    for (String form : List.of(secret, Hiding.encoded(secret))) {
      for (int at = 0; at + 10 <= form.length(); at++) {
        String part = form.substring(at, at + 10);
        boolean isOfTitle = part.contains("--") || part.contains(" ") || part.contains("\n");
        if (!isOfTitle && sent.contains(part)) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void itIsSeenWhereAPartLeaves() {
    assertThat(holdsPartOf("0123456789abcdefghijklmnop", "x 89abcdefgh y")).isTrue();
    assertThat(holdsPartOf("0123456789abcdefghijklmnop", "x <API_KEY_1> y")).isFalse();
  }
}
