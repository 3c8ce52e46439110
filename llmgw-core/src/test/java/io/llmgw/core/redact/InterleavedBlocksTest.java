package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.event.RefusalDelta;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.event.ToolCallStarted;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.test.LeakRule;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Blocks of one kind whose pieces alternate: each is restored by itself, wherever it is cut, and
 * nothing of one gets into another (family 21).
 */
class InterleavedBlocksTest {
  private static final ChatRequest ASKED =
      ChatRequest.of("Mail ada@example.com of 4111 1111 1111 1111");

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final LlmClient llm =
      LlmClient.builder()
          .provider(fake)
          .defaultModel(fake.model())
          .use(
              Redaction.of(EntitySets.CONTACT, EntitySets.PAYMENT)
                  .trustingTools("pay")
                  .budget(Duration.ofMinutes(1)))
          .build();

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @AfterEach
  void close() {
    llm.close();
  }

  /** A kind of blocks, and what two of them hold. */
  private enum Kind {
    TEXT,
    REASONING,
    REFUSAL,
    ARGUMENTS;

    List<String> masked() {
      return this == ARGUMENTS
          ? List.of(
              "{\"to\":\"<EMAIL_1>\"}",
              "{\"a\":\"\\u003cEMAIL_1\\u003e\",\"b\":\"[credit card 1]\"}")
          : List.of("to <EMAIL_1>, <b", "or [email 1] & &lt;CREDIT_CARD_1&gt;!");
    }

    List<String> restored() {
      return this == ARGUMENTS
          ? List.of(
              "{\"to\":\"ada@example.com\"}",
              "{\"a\":\"ada@example.com\",\"b\":\"4111 1111 1111 1111\"}")
          : List.of("to ada@example.com, <b", "or ada@example.com & 4111 1111 1111 1111!");
    }

    LlmEvent piece(int index, String text) {
      return switch (this) {
        case TEXT -> new TextDelta(index, text);
        case REASONING -> new ReasoningDelta(index, text);
        case REFUSAL -> new RefusalDelta(index, text);
        case ARGUMENTS -> new ToolArgumentsDelta(index, text);
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachIsRestoredWhereverBothAreCut(Kind kind) {
    String first = kind.masked().get(0);
    String second = kind.masked().get(1);
    for (int i = 1; i <= first.length(); i++) {
      for (int j = 1; j <= second.length(); j++) {
        List<LlmEvent> events = begun(kind);
        events.add(kind.piece(0, first.substring(1, i)));
        events.add(kind.piece(1, second.substring(1, j)));
        events.add(kind.piece(0, first.substring(i)));
        events.add(kind.piece(1, second.substring(j)));

        assertThat(streamed(events)).as("cut at %d and %d", i, j).isEqualTo(kind.restored());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachIsRestoredWhereTheyComeCharByChar(Kind kind) {
    List<LlmEvent> events = begun(kind);
    int longest = kind.masked().stream().mapToInt(String::length).max().orElseThrow();
    for (int at = 1; at < longest; at++) {
      for (int block = 0; block < 2; block++) {
        String masked = kind.masked().get(block);
        if (at < masked.length()) {
          events.add(kind.piece(block, masked.substring(at, at + 1)));
        }
      }
    }

    assertThat(streamed(events)).isEqualTo(kind.restored());
    assertThat(whole(events)).isEqualTo(kind.restored());
  }

  /** Arguments stand by themselves: one may begin while another one is within a placeholder. */
  @Test
  void argumentsAreRestoredThatAreCutWhereOthersBegin() {
    String first = Kind.ARGUMENTS.masked().get(0);
    for (int at = 0; at <= first.length(); at++) {
      List<LlmEvent> events = new ArrayList<>();
      events.add(new ToolCallStarted(0, "c0", "pay"));
      events.add(new ToolArgumentsDelta(0, first.substring(0, at)));
      events.add(new ToolCallStarted(1, "c1", "pay"));
      events.add(new ToolArgumentsDelta(1, Kind.ARGUMENTS.masked().get(1)));
      events.add(new ToolArgumentsDelta(0, first.substring(at)));

      assertThat(streamed(events)).as("cut at %d", at).isEqualTo(Kind.ARGUMENTS.restored());
    }
  }

  /**
   * What callers join goes on in the order in which it came, and nothing of a block waits for
   * another one: so a placeholder that is open when the next block begins stays what it is.
   */
  @ParameterizedTest
  @EnumSource(names = {"TEXT", "REASONING", "REFUSAL"})
  void aPlaceholderInWhichAnotherBlockBeginsStaysOne(Kind kind) {
    String first = kind.masked().get(0);
    int open = first.indexOf('<');
    int closed = first.indexOf('>');
    for (int at = 0; at <= first.length(); at++) {
      List<LlmEvent> events = new ArrayList<>();
      events.add(kind.piece(0, first.substring(0, at)));
      events.add(kind.piece(1, kind.masked().get(1)));
      events.add(kind.piece(0, first.substring(at)));
      boolean isCut = at > open && at <= closed;
      List<String> expected =
          List.of(isCut ? first : kind.restored().get(0), kind.restored().get(1));

      assertThat(streamed(events)).as("cut at %d", at).isEqualTo(expected);
      assertThat(whole(events)).as("cut at %d", at).isEqualTo(expected);
    }
  }

  /** The beginnings of both blocks, in which no placeholder begins. */
  private static List<LlmEvent> begun(Kind kind) {
    List<LlmEvent> events = new ArrayList<>();
    for (int block = 0; block < 2; block++) {
      if (kind == Kind.ARGUMENTS) {
        events.add(new ToolCallStarted(block, "c" + block, "pay"));
      }
      events.add(kind.piece(block, kind.masked().get(block).substring(0, 1)));
    }
    return events;
  }

  private void answers(List<LlmEvent> events) {
    fake.answers(
        script ->
            script.events(events.toArray(LlmEvent[]::new)).completed(FinishReason.TOOL_CALLS));
  }

  private List<String> whole(List<LlmEvent> events) {
    answers(events);
    return parts(llm.chat(ASKED));
  }

  private List<String> streamed(List<LlmEvent> events) {
    answers(events);
    try (ChatStream stream = llm.stream(ASKED)) {
      return parts(stream.response());
    }
  }

  private static List<String> parts(ChatResponse answer) {
    List<String> parts = new ArrayList<>();
    for (Part part : answer.message().parts()) {
      if (part instanceof Part.Text text) {
        parts.add(text.text());
      } else if (part instanceof Part.Reasoning reasoning) {
        parts.add(reasoning.text());
      } else if (part instanceof Part.Refusal refusal) {
        parts.add(refusal.text());
      } else {
        parts.add(((ToolCall) part).arguments().text());
      }
    }
    return parts;
  }
}
