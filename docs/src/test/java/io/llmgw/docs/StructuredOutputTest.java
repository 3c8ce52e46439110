package io.llmgw.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.answer.ExpectedAnswer;
import io.llmgw.api.answer.ValueStream;
import io.llmgw.api.error.InvalidAnswerException;
import io.llmgw.api.json.Json;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.schema.Description;
import io.llmgw.api.schema.JsonType;
import io.llmgw.api.schema.TypeOf;
import io.llmgw.test.simulated.SimulatedProvider;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The guide's page of structured output, against a server on loopback. */
class StructuredOutputTest {
  private static final String INVOICE =
      "{\"number\":\"A-7\",\"due\":\"2026-01-31\",\"total\":12.5,\"lines\":[{\"text\":\"x\"}]}";

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  // begin record
  record Invoice(
      String number,
      LocalDate due,
      @Description("gross, in euro") BigDecimal total,
      List<Line> lines) {}

  record Line(String text) {}

  static Invoice read(LlmClient llm, String letter) {
    return llm.prompt("Extract the invoice.\n" + letter).as(Invoice.class);
  }

  // end record

  @Test
  void anAnswerMayBeARecord() {
    answered(
        llm -> assertThat(read(llm, "...").due()).isEqualTo(LocalDate.of(2026, 1, 31)), INVOICE);
  }

  enum Mood {
    GOOD,
    BAD
  }

  @Test
  void anAnswerMayBeAListOrAChoice() {
    String letter = "...";
    answered(
        llm -> {
          // begin others
          List<Invoice> all = llm.prompt(letter).as(new TypeOf<List<Invoice>>() {});
          Mood mood = llm.prompt(letter).system("How is the writer?").as(Mood.class);
          int pages = llm.prompt(letter).system("How many pages?").as(int.class);
          // end others
          assertThat(all).hasSize(1);
          assertThat(mood).isEqualTo(Mood.BAD);
          assertThat(pages).isEqualTo(2);
        },
        "{\"value\":[" + INVOICE + "]}",
        "{\"value\":\"BAD\"}",
        "{\"value\":2}");
  }

  @Test
  void anAnswerThatDoesNotFitIsAnError() {
    String letter = "...";
    answered(
        llm -> {
          // begin invalid
          try {
            llm.prompt(letter).as(Invoice.class);
          } catch (InvalidAnswerException e) {
            out.println(e.violations()); // may be shown and logged
            out.println(e.answer()); // what the model wrote: for your eyes
          }
          // end invalid
          assertThat(printed.toString(StandardCharsets.UTF_8)).contains("/due", "soon");
        },
        INVOICE.replace("2026-01-31", "soon"),
        INVOICE.replace("2026-01-31", "soon"));
  }

  @Test
  void aValueIsShownWhileItIsWritten() {
    String letter = "...";
    answered(
        llm -> {
          // begin stream
          try (ValueStream<Invoice> s = llm.prompt(letter).streamAs(Invoice.class)) {
            for (Json soFar : s) {
              out.println(soFar.asObject().get("number"));
            }
            out.println(s.value().total());
          }
          // end stream
          assertThat(printed.toString(StandardCharsets.UTF_8)).contains("A-7", "12.5");
        },
        INVOICE);
  }

  @Test
  void aValueThatIsRepairedBeginsAnew() {
    String letter = "...";
    answered(
        llm -> {
          // begin streamRepaired
          JsonType<Invoice> invoice = JsonType.of(Invoice.class);
          ChatStream answer =
              llm.prompt(letter).with(ExpectedAnswer.of(invoice).repairs(1)).stream();
          try (ValueStream<Invoice> s = ValueStream.of(answer, invoice)) {
            for (Json soFar : s) {
              out.println(s.round() + ": " + soFar.asObject().get("number"));
            }
            out.println(s.value().total());
          }
          // end streamRepaired
          assertThat(printed.toString(StandardCharsets.UTF_8)).contains("1: A-7", "2: A-7", "12.5");
        },
        INVOICE.replace("2026-01-31", "soon"),
        INVOICE);
  }

  @Test
  void theAnswerHoldsTheValueAndItsAccount() {
    String letter = "...";
    answered(
        llm -> {
          // begin response
          JsonType<Invoice> invoice = JsonType.of(Invoice.class);
          CompletableFuture<ChatResponse> answer =
              llm.prompt(letter).with(ExpectedAnswer.of(invoice)).async();
          Invoice value = answer.join().as(invoice);
          out.println(value.number() + " by " + answer.join().served().target());
          // end response
          assertThat(printed.toString(StandardCharsets.UTF_8)).contains("A-7 by openai/sim-1");
        },
        INVOICE);
  }

  private static void answered(java.util.function.Consumer<LlmClient> calls, String... answers) {
    SimulatedProvider.Builder builder = SimulatedProvider.openAi();
    for (String answer : answers) {
      builder.answer(answer);
    }
    try (SimulatedProvider server = builder.start();
        LlmClient llm =
            LlmClient.builder().provider(server.provider()).defaultModel(server.model()).build()) {
      calls.accept(llm);
      assertThat(server.requests()).hasSize(answers.length);
    }
  }
}
