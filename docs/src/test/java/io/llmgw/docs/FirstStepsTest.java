package io.llmgw.docs;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.Caller;
import io.llmgw.api.CancelHandle;
import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.error.RateLimitedException;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The calls of the guide's first steps, against a server on loopback. */
class FirstStepsTest {
  private final SimulatedProvider server = SimulatedProvider.openAi().start();
  private final PrintStream out =
      new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
  private final LlmClient llm =
      LlmClient.builder().provider(server.provider()).defaultModel(server.model()).build();

  @AfterEach
  void close() {
    llm.close();
    server.close();
  }

  @Test
  void aServiceHasOneClient() {
    // begin client
    LlmClient llm =
        LlmClient.builder()
            .provider(server.provider())
            .alias("smart", "openai/gpt-5-mini")
            .defaultModel("smart")
            .timeouts(Timeouts.firstToken(ofSeconds(20)).total(ofMinutes(2)))
            .build();
    // end client

    assertThat(llm.prompt("ping").text()).contains("ping");
    llm.close();
  }

  @Test
  void oneCallWithEverythingAboutIt() {
    String report = "All is well.";
    // begin call
    ChatResponse r =
        llm.prompt("Summarise:\n" + report).system("You are brief.").maxOutputTokens(300).send();
    out.println(r.text());
    out.println(r.usage().inputTokens().tokens() + " tokens in");
    out.println(r.served().target() + " in " + r.served().latency());
    out.println(r.served().attempts());
    // end call

    assertThat(r.text()).contains("All is well.");
  }

  @Test
  void aConversationGrowsByTheAnswer() {
    // begin conversation
    List<Message> history = new ArrayList<>(List.of(Message.user("My name is Ada.")));
    ChatResponse first = llm.chat(history);
    history.add(first.message());
    history.add(Message.user("What is my name?"));
    ChatResponse second = llm.chat(history);
    // end conversation

    assertThat(second.text()).contains("What is my name?");
    assertThat(history).hasSize(3);
  }

  @Test
  void aStreamIsALoop() {
    String question = "Why is the sky blue?";
    // begin stream
    try (ChatStream s = llm.prompt(question).stream()) {
      for (String piece : s.text()) {
        out.print(piece);
      }
      out.println(s.response().usage());
    }
    // end stream

    assertThat(server.log()).hasSize(1);
  }

  @Test
  void theOtherDoors() {
    String q = "Why is the sky blue?";
    // begin async
    CompletableFuture<ChatResponse> answer = llm.prompt(q).async();
    answer.cancel(true); // ends the exchange with the provider as well
    // end async

    assertThat(catchThrowable(answer::join)).isInstanceOf(CancellationException.class);
  }

  @Test
  void aCallCanBeCancelledFromAnywhere() {
    // begin cancel
    CancelHandle handle = new CancelHandle();
    CompletableFuture<ChatResponse> answer =
        llm.prompt("A long story.").cancelledBy(handle).async();
    handle.cancel();
    // end cancel

    assertThat(answer.handle((r, e) -> true).join()).isTrue();
  }

  @Test
  void anErrorSaysWhatHappened() {
    try (SimulatedProvider busy =
            SimulatedProvider.openAi()
                .named("busy")
                .always(Reply.status(429).header("retry-after", "3"))
                .start();
        LlmClient llm =
            LlmClient.builder()
                .provider(busy.provider())
                .defaultModel(busy.model())
                .retries(Retries.none())
                .build()) {
      // begin errors
      try {
        llm.prompt("Why is the sky blue?").text();
      } catch (RateLimitedException e) {
        out.println("again in " + e.retryAfter());
      } catch (LlmException e) {
        out.println("no answer: " + e.kind() + " after " + e.attempts().size() + " attempts");
      }
      // end errors

      assertThat(busy.requests()).hasSize(1);
    }
  }

  @Test
  void aToolRoundByHand() {
    try (SimulatedProvider server =
            SimulatedProvider.openAi()
                .named("tools")
                .callsTool("weather", "{\"city\":\"Oslo\"}", "Take a coat.")
                .start();
        LlmClient llm =
            LlmClient.builder().provider(server.provider()).defaultModel(server.model()).build()) {
      // begin tools
      ToolSpec weather =
          ToolSpec.of(
              "weather",
              "Current weather of a city",
              Json.ofValue(
                  Map.of(
                      "type", "object",
                      "properties", Map.of("city", Map.of("type", "string")),
                      "required", List.of("city"))));
      List<Message> history = new ArrayList<>(List.of(Message.user("Do I need a coat in Oslo?")));
      ChatRequest request = ChatRequest.builder().messages(history).tools(weather).build();
      ChatResponse asked = llm.chat(request);

      history.add(asked.message());
      for (ToolCall call : asked.toolCalls()) {
        Object city = call.arguments().asObject().get("city");
        history.add(Message.tool(ToolResult.of(call.id(), "2 degrees and rain in " + city)));
      }
      ChatResponse answer = llm.chat(request.withMessages(history));
      // end tools

      assertThat(answer.text()).isEqualTo("Take a coat.");
    }
  }

  @Test
  void settingsOfOneCall() {
    // begin settings
    ChatRequest request =
        ChatRequest.builder()
            .model("openai/gpt-5-mini")
            .system("You extract data.")
            .user(
                Part.text("What is on this picture?"),
                Part.image(Media.of(URI.create("https://example.com/cat.png"))))
            .responseFormat(ResponseFormat.json())
            .reasoning(ReasoningEffort.LOW)
            .maxOutputTokens(500)
            .extraBody("service_tier", "flex")
            .option(Timeouts.total(ofSeconds(30)))
            .build();
    ChatResponse response = llm.chat(request);
    // end settings

    assertThat(response.served().target()).isEqualTo("openai/gpt-5-mini");
  }

  @Test
  void aCallOnBehalfOfSomebody() {
    // begin caller
    Caller caller = Caller.tenant("acme").user("u-17").tag("team", "claims");
    String text = llm.forCaller(caller).prompt("Why is the sky blue?").text();
    // end caller

    assertThat(text).isNotEmpty();
  }
}
