package io.llmgw.docs;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Message;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.Round;
import io.llmgw.api.schema.Description;
import io.llmgw.api.schema.Name;
import io.llmgw.api.tool.RunLimits;
import io.llmgw.api.tool.Tool;
import io.llmgw.api.tool.ToolException;
import io.llmgw.api.tool.ToolMethod;
import io.llmgw.test.simulated.SimulatedProvider;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The guide's page of tools, against a server on loopback that asks for one. */
class ToolsTest {
  private final SimulatedProvider server =
      SimulatedProvider.openAi()
          .callsTool("weather", "{\"name\":\"Oslo\"}", "Yes, take a coat.")
          .start();
  private final LlmClient llm =
      LlmClient.builder().provider(server.provider()).defaultModel(server.model()).build();
  private final Service service = new Service(Map.of("Oslo", "2 degrees and rain"));
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  record Service(Map<String, String> known) {
    String weather(String city) {
      return known.get(city);
    }
  }

  @AfterEach
  void close() {
    llm.close();
    server.close();
  }

  @Test
  void aToolIsAFunctionThatTheModelMayHaveCalled() {
    // begin tool
    record City(@Description("name in English") String name) {}

    Tool weather =
        Tool.of("weather", "Current weather of a city", City.class, c -> service.weather(c.name()));
    String answer = llm.prompt("Do I need a coat in Oslo?").tools(weather).text();
    // end tool

    assertThat(answer).isEqualTo("Yes, take a coat.");
    assertThat(server.requests().get(1).text()).contains("2 degrees and rain");
  }

  private Tool weather() {
    record City(String name) {}

    return Tool.of("weather", City.class, c -> service.weather(c.name()));
  }

  @Test
  void aRequestHoldsToolsAsAPromptDoes() {
    Tool weather = weather();
    // begin request
    ChatRequest request =
        ChatRequest.builder().user("Do I need a coat in Oslo?").tools(weather).build();
    ChatResponse answer = llm.chat(request);
    // end request

    assertThat(answer.text()).isEqualTo("Yes, take a coat.");
  }

  @Test
  void aFailureThatTheModelMayKnow() {
    record City(String name) {}

    // begin failure
    Tool weather =
        Tool.of(
            "weather",
            "Current weather of a city",
            City.class,
            city -> {
              String found = service.weather(city.name());
              if (found == null) {
                throw new ToolException("There is no city of this name. Ask for a larger one.");
              }
              return found;
            });
    // end failure

    assertThat(llm.prompt("Do I need a coat?").tools(weather).text()).contains("coat");
  }

  @Test
  void aRunHasLimits() {
    Tool weather = weather();
    String question = "Do I need a coat in Oslo?";
    // begin limits
    RunLimits limits =
        RunLimits.DEFAULT.rounds(4).total(ofSeconds(30)).cost(new BigDecimal("0.20"), "USD");
    String answer = llm.prompt(question).tools(weather).with(limits).text();
    // end limits

    assertThat(answer).contains("coat");
  }

  @Test
  void anAnswerHasTheAccountOfItsRun() {
    Tool weather = weather();
    List<Message> history = new ArrayList<>(List.of(Message.user("Do I need a coat in Oslo?")));
    ChatRequest request = ChatRequest.builder().messages(history).tools(weather).build();
    // begin account
    ChatResponse answer = llm.chat(request);
    out.println(answer.usage() + " for " + answer.served().cost());
    for (Round round : answer.rounds()) {
      out.println(round.callId() + " took " + round.latency() + ", tools " + round.tools());
    }
    history.addAll(answer.messages());
    // end account

    assertThat(history).hasSize(4);
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("weather", "SUCCEEDED");
  }

  // begin annotated
  static final class Desk {
    @ToolMethod
    @Description("Current weather of a city")
    String weather(@Name("name") @Description("in English") String city) {
      return "2 degrees and rain in " + city;
    }

    @ToolMethod("close_window")
    @Description("Closes the window of the room")
    void closeWindow(@Name("room") int room) {
      // the model is told that it is done
    }
  }

  // end annotated

  @Test
  void methodsMayBeTools() {
    assertThat(llm.prompt("Do I need a coat in Oslo?").tools(new Desk()).text()).contains("coat");
    assertThat(Tool.in(new Desk())).hasSize(2);
    assertThat(server.requests().get(1).text()).contains("2 degrees and rain in Oslo");
  }
}
