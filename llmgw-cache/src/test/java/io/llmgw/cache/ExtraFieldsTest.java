package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.RequestOption;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.test.Gate;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request says to its provider by extra fields, and what that means for the cache. */
class ExtraFieldsTest {
  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final AtomicInteger chapters = new AtomicInteger();
  private final LlmClient llm =
      LlmClient.builder().provider(a).defaultModel("a/m").use(ResponseCache.ofMegabytes(1)).build();

  @BeforeEach
  void writes() {
    a.always((call, script) -> script.text("chapter " + chapters.incrementAndGet()));
  }

  @AfterEach
  void close() {
    llm.close();
  }

  private static ChatRequest with(String field, String json) {
    return ChatRequest.builder().user("Next chapter!").extraBody(field, Json.ofText(json)).build();
  }

  private ChatResponse ask(ChatRequest request, RequestOption... options) {
    ChatRequest asked = request;
    for (RequestOption option : options) {
      asked = asked.with(option);
    }
    return llm.chat(asked);
  }

  private static List<String> notes(ChatResponse answer) {
    return answer.served().trail().stream().map(entry -> entry.note()).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "conversation|conversation|\"conv_1\"",
        "conversation|conversation|{\"id\":\"conv_1\"}",
        "conversation_id|conversation_id|\"c\"",
        "previous_response_id|previous_response_id|\"r\"",
        "previous_interaction_id|previous_interaction_id|\"r\"",
        "store|store|true",
        "background|background|true",
        "thread_id|thread_id|\"t\"",
        "container|container|\"c\"",
        "container|container|{\"skills\":[{\"skill_id\":\"xlsx\"}]}",
        "mcp_servers|mcp_servers|[{\"type\":\"url\",\"url\":\"https://mcp.example\"}]",
        "session_id|session_id|\"s\"",
        "sessionId|sessionId|\"s\"",
        "sessionId|additionalModelRequestFields|{\"sessionId\":\"s\"}",
        "container|tools|[{\"type\":\"code_interpreter\",\"container\":\"cntr_1\"}]",
        "container_id|tools|[{\"type\":\"shell\",\"environment\":{\"container_id\":\"c\"}}]",
        "tools|tools|[{\"type\":\"function\"},{\"type\":\"mcp\",\"server_label\":\"t\"}]",
        "tools|tools|[{\"type\":\"mcp_toolset\",\"mcp_server_name\":\"t\"}]",
        "tools|toolConfig|{\"tools\":[{\"type\":\"mcp\"}]}",
        "mcpServers|tools|[{\"mcpServers\":[{\"name\":\"t\"}]}]"
      })
  void whoGoesOnAtTheProviderAsksEachTime(String name, String field, String json) {
    ChatRequest next = with(field, json);

    assertThat(ask(next).text()).isEqualTo("chapter 1");
    ChatResponse second = ask(next);

    assertThat(second.text()).isEqualTo("chapter 2");
    assertThat(second.served().cache()).isEqualTo(CacheStatus.NONE);
    assertThat(notes(second))
        .contains(
            "the cache is passed by: by its field '"
                + name
                + "' the request goes on at the provider");
    assertThat(a.received()).isEqualTo(2);
  }

  @Test
  void whoGoesOnAtTheProviderSharesNoCall() {
    Gate gate = Gate.closed();
    a.answers(script -> script.waitFor(gate).text("chapter 1"));
    a.answers(script -> script.waitFor(gate).text("chapter 2"));
    ChatRequest next = with("conversation", "\"conv_1\"");

    CompletableFuture<ChatResponse> one = llm.chatAsync(next);
    CompletableFuture<ChatResponse> other = llm.chatAsync(next);
    a.awaitReceived(2);
    gate.open();

    assertThat(List.of(one.join().text(), other.join().text()))
        .containsExactlyInAnyOrder("chapter 1", "chapter 2");
  }

  @Test
  void whoGoesOnAtTheProviderMayNameTheStep() {
    ChatRequest next = with("conversation", "\"conv_1\"").with(Idempotency.key("chapter-1"));

    assertThat(ask(next).text()).isEqualTo("chapter 1");
    assertThat(ask(next).text()).isEqualTo("chapter 1");
    assertThat(a.received()).isOne();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "store|false",
        "conversation|null",
        "previous_response_id|\"\"",
        "container|{}",
        "mcp_servers|[]",
        "cachedContent|\"cachedContents/1\"",
        "metadata|{\"session_id\":\"s\"}",
        "tools|[{\"type\":\"code_interpreter\",\"container\":{\"type\":\"auto\"}}]",
        "tools|[{\"name\":\"f\",\"parameters\":{\"properties\":{\"store\":{\"type\":\"string\"}}}}]",
        "tools|[{\"name\":\"f\",\"parameters\":{\"properties\":{\"store\":{\"$ref\":\"#/$defs/S\"}}}}]",
        "tools|[{\"name\":\"f\",\"parameters\":{\"dependentRequired\":{\"store\":[\"id\"]}}}]",
        "tools|[{\"type\":\"web_search\"}]",
        "tools|[{\"googleSearch\":{}}]",
        "response_format|{\"schema\":{\"properties\":{\"session_id\":{\"anyOf\":[{}]}}}}",
        "response_format|{\"schema\":{\"properties\":{\"background\":{\"enum\":[\"dark\"]}}}}",
        "guided_json|{\"$defs\":{\"container\":{\"enum\":[\"box\"]}}}",
        "guided_json|{\"definitions\":{\"store\":{\"$ref\":\"#\"}}}",
        "guided_json|{\"properties\":{\"at\":{\"default\":{\"store\":\"Oslo\"}}}}",
        "guided_json|{\"default\":{\"temperature\":21}}",
        "requestMetadata|{\"session_id\":\"s\",\"temperature\":21}",
        "labels|{\"store\":\"berlin\",\"seed\":3}",
        "verbosity|\"low\"",
        "temperature|0",
        "temperature|\"0.0\"",
        "temperature|\"warm\"",
        "temperature|null",
        "seed|null",
        "options|{\"temperature\":0}",
        "metadata|{\"temperature\":21,\"seed\":3}",
        "documents|[{\"data\":{\"temperature\":21}}]",
        "schema|{\"properties\":{\"temperature\":{\"type\":\"number\"}}}"
      })
  void otherFieldsArePartOfTheQuestion(String field, String json) {
    ChatRequest question = with(field, json);

    ask(question);

    assertThat(ask(question).served().cache()).isEqualTo(CacheStatus.HIT);
    assertThat(a.received()).isOne();
  }

  private static final Map<Boolean, CacheControl> ASKED_FOR =
      Map.of(
          true, CacheControl.DEFAULT.alsoSampled(),
          false, CacheControl.DEFAULT.alsoSeeded());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true|temperature|1.3",
        "true|temperature|1",
        "true|temperature|\"1.3\"",
        "true|generationConfig|{\"temperature\":\" 1 \"}",
        "true|options|{\"temperature\":0.9}",
        "true|generationConfig|{\"temperature\":0.9}",
        "true|inferenceConfig|{\"temperature\":0.9}",
        "true|additionalModelRequestFields|{\"inferenceConfig\":{\"temperature\":0.9}}",
        "false|seed|7",
        "false|seed|\"7\"",
        "false|random_seed|7",
        "false|options|{\"seed\":0}",
        "false|generationConfig|{\"seed\":7}"
      })
  void chanceIsAskedForByWhateverField(boolean sampled, String field, String json) {
    ChatRequest question = with(field, json);

    ask(question);
    ChatResponse second = ask(question);
    CacheControl wanted = ASKED_FOR.get(sampled);
    CacheControl other = ASKED_FOR.get(!sampled);
    ask(question, other);

    assertThat(second.served().cache()).isEqualTo(CacheStatus.NONE);
    String what = sampled ? "a temperature above 0" : "a seed";
    assertThat(notes(second)).contains("the cache is passed by: the request has " + what);
    assertThat(a.received()).isEqualTo(3);
    ask(question, wanted);
    assertThat(ask(question, wanted).served().cache()).isEqualTo(CacheStatus.HIT);
    assertThat(a.received()).isEqualTo(4);
  }
}
