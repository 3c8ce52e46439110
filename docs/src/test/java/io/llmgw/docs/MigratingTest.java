package io.llmgw.docs;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.content.Message;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.schema.Description;
import io.llmgw.api.schema.Name;
import io.llmgw.api.tool.ToolMethod;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.test.simulated.SimulatedProvider;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Our side of what the page of migrating says, against a server on loopback. */
class MigratingTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  // begin assistant
  /** What was an AI service: its memory is a list, its tools are methods, its answer a record. */
  static final class Assistant {
    record Advice(boolean coat, String why) {}

    private final LlmClient llm;
    private final List<Message> memory = new ArrayList<>();

    Assistant(LlmClient llm) {
      this.llm = llm;
      memory.add(Message.system("You know the weather."));
    }

    @ToolMethod
    @Description("Current weather of a city")
    String weather(@Name("city") @Description("name in English") String city) {
      return "2 degrees and rain in " + city;
    }

    String chat(String question) {
      memory.add(Message.user(question));
      ChatRequest request = ChatRequest.builder().messages(memory).build();
      ChatResponse answer = llm.chat(request);
      memory.add(answer.message());
      return answer.text();
    }

    Advice advice(String city) {
      return llm.prompt("Do I need a coat in " + city + "?").tools(this).as(Advice.class);
    }
  }

  // end assistant

  @Test
  void anAiServiceIsAClassOfYours() {
    try (SimulatedProvider server =
            SimulatedProvider.openAi()
                .answer("Hello.")
                .answer("It rains.")
                .callsTool(
                    "weather", "{\"city\":\"Oslo\"}", "{\"coat\":true,\"why\":\"rain and cold\"}")
                .start();
        LlmClient llm = client(server)) {
      Assistant assistant = new Assistant(llm);

      assertThat(assistant.chat("Hello?")).isEqualTo("Hello.");
      assertThat(assistant.chat("And today?")).isEqualTo("It rains.");
      assertThat(server.requests().get(1).text()).contains("Hello?", "Hello.", "And today?");
      assertThat(assistant.advice("Oslo").coat()).isTrue();
    }
  }

  @Test
  void whatWasSetOnEachModelIsSetOnTheClient() {
    try (SimulatedProvider server = SimulatedProvider.openAi().answer("Hello.").start()) {
      String baseUrl = server.baseUrl();
      KeySource keys = Keys.of("sk-of-the-house");
      // begin client
      LlmClient llm =
          LlmClient.builder()
              .provider(OpenAi.builder().baseUrl(baseUrl).keys(keys).build()) // or OpenAi.fromEnv()
              .alias("smart", "openai/gpt-5-mini")
              .defaultModel("smart")
              .retries(Retries.upTo(3)) // maxRetries(2)
              .timeouts(Timeouts.firstToken(ofSeconds(20)).total(ofSeconds(60))) // timeout(...)
              .build();
      String answer = llm.prompt("Hello?").text();
      // end client
      assertThat(answer).isEqualTo("Hello.");
      llm.close();
    }
  }

  @Test
  void aHandlerIsALoop() {
    answered(
        llm -> {
          // begin handler
          try (ChatStream answer = llm.prompt("Tell me a story.").stream()) {
            for (String piece : answer.text()) {
              out.print(piece); // onPartialResponse
            }
            out.println(answer.response().usage()); // onCompleteResponse
          } catch (LlmException e) {
            out.println(e.kind()); // onError
          }
          // end handler
          assertThat(printed()).contains("Once upon a time", "output");
        },
        "Once upon a time");
  }

  record Invoice(String number, int total) {}

  @Test
  void aChatClientIsAPrompt() {
    String letter = "...";
    answered(
        llm -> {
          // begin chatClient
          String text = llm.prompt("Hello?").system("Be brief.").text(); // .call().content()
          Invoice invoice = llm.prompt(letter).as(Invoice.class); // .call().entity(Invoice.class)
          ChatResponse response = llm.prompt("Hello?").temperature(0.2).send(); // .chatResponse()
          // end chatClient
          assertThat(text).isEqualTo("Hello.");
          assertThat(invoice.total()).isEqualTo(12);
          assertThat(response.text()).isEqualTo("Bye.");
        },
        "Hello.",
        "{\"number\":\"A-7\",\"total\":12}",
        "Bye.");
  }

  @Test
  void aFluxIsAPublisher() throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    List<LlmEvent> events = new ArrayList<>();
    try (SimulatedProvider server = SimulatedProvider.openAi().answer("Hello.").start();
        LlmClient llm = client(server)) {
      // begin publisher
      Flow.Publisher<LlmEvent> answer = llm.prompt("Hello?").publish(); // .stream()
      // end publisher
      answer.subscribe(new Collecting(events, ended));
      ended.await();
    }
    assertThat(events).isNotEmpty();
  }

  private record Collecting(List<LlmEvent> events, CountDownLatch ended)
      implements Flow.Subscriber<LlmEvent> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(LlmEvent event) {
      events.add(event);
    }

    @Override
    public void onError(Throwable problem) {
      ended.countDown();
    }

    @Override
    public void onComplete() {
      ended.countDown();
    }
  }

  // begin advisor
  /** What was a CallAdvisor and a StreamAdvisor: one method for calls of every kind. */
  static final class Signed implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("signed").in(Slot.APPLICATION); // instead of an order number
    }

    @Override
    public EventStream intercept(Chain chain) {
      ChatRequest request = (ChatRequest) chain.request();
      List<Message> messages = new ArrayList<>(request.content().messages());
      messages.add(0, Message.system("You speak for Example Ltd."));
      return chain.proceed(request.withMessages(messages));
    }
  }

  // end advisor

  @Test
  void anAdvisorIsAnInterceptor() {
    try (SimulatedProvider server = SimulatedProvider.openAi().answer("Hello.").start();
        LlmClient llm =
            LlmClient.builder()
                .provider(server.provider())
                .defaultModel(server.model())
                .use(new Signed())
                .build()) {
      assertThat(llm.prompt("Hello?").text()).isEqualTo("Hello.");
      assertThat(server.requests().get(0).text()).contains("You speak for Example Ltd.");
    }
  }

  @Test
  void whatTheLibraryOfOneProviderSaysIsSaidForAll() {
    answered(
        llm -> {
          // begin openAiJava
          ChatRequest request =
              ChatRequest.builder()
                  .system("Be brief.")
                  .user("Hello?")
                  .maxOutputTokens(200)
                  .seed(7)
                  .extraBody("service_tier", "flex") // putAdditionalBodyProperty
                  .extraHeader("X-Team", "claims") // putAdditionalHeader
                  .build();
          ChatResponse whole = llm.chat(request); // create(params)
          try (ChatStream answer = llm.stream(request)) { // createStreaming(params)
            answer.text().forEach(out::print);
            out.println(answer.response().served().cost()); // no accumulator
          } catch (LlmException e) { // OpenAIServiceException
            boolean later = e.kind() == ErrorKind.RATE_LIMIT || e.isRetryable();
            out.println(later ? "try again later" : e.getMessage());
          }
          // end openAiJava
          assertThat(whole.text()).isEqualTo("Hello.");
          assertThat(printed()).startsWith("Hello again.");
        },
        "Hello.",
        "Hello again.");
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static void answered(Consumer<LlmClient> calls, String... answers) {
    SimulatedProvider.Builder builder = SimulatedProvider.openAi();
    for (String answer : answers) {
      builder.answer(answer);
    }
    try (SimulatedProvider server = builder.start();
        LlmClient llm = client(server)) {
      calls.accept(llm);
      assertThat(server.requests()).hasSize(answers.length);
    }
  }

  private static LlmClient client(SimulatedProvider server) {
    return LlmClient.builder().provider(server.provider()).defaultModel(server.model()).build();
  }
}
