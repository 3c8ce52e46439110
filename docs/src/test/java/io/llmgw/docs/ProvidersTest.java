package io.llmgw.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.CacheMark;
import io.llmgw.api.content.Message;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.rerank.RerankRequest;
import io.llmgw.api.rerank.RerankResponse;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import io.llmgw.providers.anthropic.Anthropic;
import io.llmgw.providers.aws.AwsCredentials;
import io.llmgw.providers.aws.AwsKeys;
import io.llmgw.providers.bedrock.Bedrock;
import io.llmgw.providers.cohere.Cohere;
import io.llmgw.providers.cohere.EmbeddingInputType;
import io.llmgw.providers.gemini.Gemini;
import io.llmgw.providers.gemini.Vertex;
import io.llmgw.providers.ollama.Ollama;
import io.llmgw.providers.openai.AzureOpenAi;
import io.llmgw.providers.openai.CompatibleHost;
import io.llmgw.providers.openai.Mistral;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.providers.openai.OpenAiApi;
import io.llmgw.test.simulated.SimulatedProvider;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The providers of the guide, at work. */
class ProvidersTest {
  // begin own
  static final class Echo implements Provider {
    @Override
    public String name() {
      return "echo";
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.of(Capability.CHAT, Capability.STREAMING);
    }

    @Override
    public EventStream open(ProviderCall call) {
      ChatRequest request = (ChatRequest) call.request();
      String said = request.content().messages().get(0).text();
      return EventStreams.of(
          Started.inProcess(),
          new TextDelta(0, "You said: "),
          new TextDelta(0, said),
          new Completed(FinishReason.STOP, Usage.UNKNOWN));
    }
  }

  // end own

  @Test
  void aProviderOfOnesOwn() {
    try (LlmClient llm =
        LlmClient.builder().provider(new Echo()).defaultModel("echo/any").build()) {
      assertThat(llm.prompt("hello").text()).isEqualTo("You said: hello");
    }
  }

  @Test
  void aHostWithAPageOfItsOwn() {
    try (SimulatedProvider server = SimulatedProvider.openAi().answer("Hello.").start()) {
      String baseUrl = server.baseUrl();
      // begin host
      Provider vllm = CompatibleHost.VLLM.builder().baseUrl(baseUrl).build();
      try (LlmClient llm =
          LlmClient.builder().provider(vllm).defaultModel("vllm/Qwen/Qwen3-32B").build()) {
        System.out.println(llm.prompt("Hello?").text());
      }
      // end host

      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void aServerOfOllama() {
    try (SimulatedProvider server = SimulatedProvider.ollama().answer("Hello.").start()) {
      String baseUrl = server.baseUrl();
      // begin ollama
      Provider ollama = Ollama.builder().baseUrl(baseUrl).contextTokens(32_768).build();
      try (LlmClient llm = LlmClient.builder().provider(ollama).build()) {
        ChatResponse answer =
            llm.chat(
                ChatRequest.builder()
                    .model("ollama/qwen3:4b")
                    .user("Why is the sky blue?")
                    .reasoning(ReasoningEffort.LOW)
                    .extraBody("keep_alive", "30m")
                    .extraBody("options", Map.of("min_p", 0.05))
                    .build());
        System.out.println(answer.text());
      }
      // end ollama

      assertThat(server.requests().get(0).text()).contains("\"num_ctx\":32768", "\"min_p\":0.05");
    }
  }

  @Test
  void mistral() {
    try (SimulatedProvider server = SimulatedProvider.openAi().answer("Hello.").start()) {
      String baseUrl = server.baseUrl();
      KeySource keys = Keys.of("sk-1");
      // begin mistral
      Provider mistral = Mistral.builder().baseUrl(baseUrl).keys(keys).build();
      try (LlmClient llm = LlmClient.builder().provider(mistral).build()) {
        System.out.println(llm.prompt("Hello?").model("mistral/mistral-small-latest").text());
      }
      // end mistral

      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void aHostWhoseModelsWantTheirReasoningBack() {
    try (SimulatedProvider server = SimulatedProvider.openAi().answer("Hello.").start()) {
      String baseUrl = server.baseUrl();
      KeySource keys = KeySource.NONE;
      // begin reasoningBack
      Provider kimi =
          CompatibleHost.TOGETHER
              .builder()
              .name("kimi")
              .baseUrl(baseUrl)
              .keys(keys)
              .takesReasoningBack("reasoning_content")
              .build();
      // end reasoningBack

      assertThat(kimi.name()).isEqualTo("kimi");
      kimi.close();
    }
  }

  @Test
  void embeddings() {
    try (SimulatedProvider server = SimulatedProvider.openAi().start()) {
      Provider openAi = server.provider();
      // begin embedder
      LlmClient llm =
          LlmClient.builder()
              .provider(openAi)
              .defaultModel("openai/gpt-5-mini")
              .defaultEmbeddingModel("openai/text-embedding-3-small")
              .build();
      // end embedder
      try (llm) {
        // begin embed
        EmbeddingResponse answer = llm.embed("a cat", "a dog");
        float[] cat = answer.vector(0);
        float[] dog = answer.vector(1);
        // end embed

        assertThat(cat).hasSameSizeAs(dog);
        assertThat(answer.served().attempts()).hasSize(1);
        assertThat(answer.served().target()).isEqualTo("openai/text-embedding-3-small");
      }
    }
  }

  @Test
  void aCompatibleHost() {
    try (SimulatedProvider server = SimulatedProvider.openAi().answer("Hello.").start()) {
      String baseUrl = server.baseUrl();
      String secret = "sk-of-the-house";
      // begin compatible
      Provider local =
          OpenAi.builder().name("local").baseUrl(baseUrl).keys(Keys.of(secret)).build();
      try (LlmClient llm =
          LlmClient.builder().provider(local).defaultModel("local/llama-3.3-70b").build()) {
        System.out.println(llm.prompt("Hello?").text());
      }
      // end compatible

      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void responses() {
    try (SimulatedProvider server =
        SimulatedProvider.openAiResponses().always("Light scatters.").start()) {
      String baseUrl = server.baseUrl();
      KeySource keys = Keys.of("sk-1");
      // begin responses
      Provider openAi =
          OpenAi.builder().api(OpenAiApi.RESPONSES).baseUrl(baseUrl).keys(keys).build();
      try (LlmClient llm = LlmClient.builder().provider(openAi).build()) {
        System.out.println(llm.prompt("Why is the sky blue?").model("openai/gpt-5-mini").text());
      }
      // end responses

      assertThat(server.requests().get(0).path()).endsWith("/responses");
    }
  }

  @Test
  void azure() {
    try (SimulatedProvider server =
        SimulatedProvider.azureOpenAi().always("Light scatters.").start()) {
      String resource = server.baseUrl();
      KeySource keys = Keys.of("k-1");
      // begin azure
      Provider azure =
          AzureOpenAi.builder()
              .baseUrl(resource) // https://NAME.openai.azure.com
              .keys(keys)
              .apiVersion("2024-10-21")
              .build();
      try (LlmClient llm = LlmClient.builder().provider(azure).build()) {
        System.out.println(llm.prompt("Why is the sky blue?").model("azure/our-gpt-5").text());
      }
      // end azure

      assertThat(server.requests().get(0).path()).contains("/deployments/our-gpt-5/");
    }
  }

  @Test
  void anthropic() {
    try (SimulatedProvider server =
        SimulatedProvider.anthropic().always("Light scatters.").start()) {
      String baseUrl = server.baseUrl();
      KeySource keys = Keys.of("sk-1");
      String rules = "You answer from the manual alone: ...";
      // begin anthropic
      Provider anthropic = Anthropic.builder().baseUrl(baseUrl).keys(keys).build();
      try (LlmClient llm = LlmClient.builder().provider(anthropic).build()) {
        ChatResponse answer =
            llm.chat(
                ChatRequest.builder()
                    .model("anthropic/claude-sonnet-4-6")
                    .messages(
                        List.of(
                            Message.system(rules).withCacheMark(CacheMark.SHORT),
                            Message.user("Why is the sky blue?")))
                    .reasoning(ReasoningEffort.LOW)
                    .build());
        System.out.println(answer.text());
        System.out.println(answer.usage().count(TokenKind.CACHED_INPUT));
      }
      // end anthropic

      assertThat(server.requests().get(0).text()).contains("cache_control", "adaptive");
    }
  }

  @Test
  void gemini() {
    try (SimulatedProvider server = SimulatedProvider.gemini().always("Light scatters.").start()) {
      String baseUrl = server.baseUrl();
      KeySource keys = Keys.of("sk-1");
      // begin gemini
      Provider gemini = Gemini.builder().baseUrl(baseUrl).keys(keys).build();
      try (LlmClient llm = LlmClient.builder().provider(gemini).build()) {
        ChatResponse answer =
            llm.chat(
                ChatRequest.builder()
                    .model("gemini/gemini-3-flash-preview")
                    .user("Why is the sky blue?")
                    .reasoning(ReasoningEffort.LOW)
                    .extraBody("safetySettings", List.of())
                    .extraBody(
                        "generationConfig", Map.of("mediaResolution", "MEDIA_RESOLUTION_LOW"))
                    .build());
        System.out.println(answer.text());
        System.out.println(answer.usage().count(TokenKind.REASONING));
      }
      // end gemini

      assertThat(server.requests().get(0).text())
          .contains("\"thinkingLevel\":\"LOW\"", "\"mediaResolution\":\"MEDIA_RESOLUTION_LOW\"");
    }
  }

  @Test
  void vertex() {
    try (SimulatedProvider server = SimulatedProvider.gemini().always("Light scatters.").start()) {
      String baseUrl = server.baseUrl();
      Supplier<String> accessToken = () -> "ya29.token";
      // begin vertex
      Provider vertex =
          Vertex.builder()
              .project("my-project")
              .location("eu")
              .tokens(Keys.supplier(accessToken)) // asked for at every call
              .baseUrl(baseUrl) // not needed for Google's own
              .build();
      // end vertex
      try (LlmClient llm =
          LlmClient.builder().provider(vertex).defaultModel("vertexai/gemini-2.5-pro").build()) {
        assertThat(llm.prompt("Why?").text()).isEqualTo("Light scatters.");
      }
    }
  }

  @Test
  void cohere() {
    try (SimulatedProvider server = SimulatedProvider.cohere().always("Light scatters.").start()) {
      String baseUrl = server.baseUrl();
      KeySource keys = Keys.of("k-1");
      List<String> articles = List.of("Why leaves are green", "Why the sky is blue");
      // begin cohere
      Provider cohere = Cohere.builder().baseUrl(baseUrl).keys(keys).build();
      try (LlmClient llm = LlmClient.builder().provider(cohere).build()) {
        ChatResponse answer =
            llm.chat(
                ChatRequest.builder()
                    .model("cohere/command-a-plus-05-2026")
                    .user("Why is the sky blue?")
                    .reasoning(ReasoningEffort.LOW)
                    .extraBody("safety_mode", "STRICT")
                    .build());
        System.out.println(answer.text());
        RerankResponse ranking =
            llm.rerank(RerankRequest.of("a blue sky", articles).withModel("cohere/rerank-v3.5"));
        System.out.println(ranking.inOrder(articles).get(0));
      }
      // end cohere

      assertThat(server.requests().get(0).text())
          .contains("\"token_budget\":2048", "\"safety_mode\":\"STRICT\"");
    }
  }

  @Test
  void embedQuestion() {
    try (SimulatedProvider server = SimulatedProvider.cohere().start();
        LlmClient llm = LlmClient.builder().provider(server.provider()).build()) {
      // begin question
      EmbeddingRequest question =
          EmbeddingRequest.builder()
              .model("cohere/embed-v4.0")
              .input("Why is the sky blue?")
              .extraBody(EmbeddingInputType.FIELD, EmbeddingInputType.SEARCH_QUERY.word())
              .build();
      float[] asked = llm.embed(question).vector(0);
      // end question

      assertThat(asked).isNotEmpty();
      assertThat(server.requests().get(0).text()).contains("\"input_type\":\"search_query\"");
    }
  }

  @Test
  void bedrock() {
    try (SimulatedProvider server = SimulatedProvider.bedrock().always("Light scatters.").start()) {
      String endpoint = server.baseUrl();
      AwsCredentials renewed = AwsCredentials.of("AKIDEXAMPLE", "secret").withSessionToken("token");
      // begin bedrock
      Provider bedrock =
          Bedrock.builder()
              .region("eu-central-1")
              .baseUrl(endpoint) // of a VPC; leave it out for the public one
              .credentials(AwsKeys.supplier(() -> renewed)) // or AwsKeys.profile("dev"), env()
              .build();
      try (LlmClient llm = LlmClient.builder().provider(bedrock).build()) {
        System.out.println(
            llm.prompt("Why is the sky blue?")
                .model("bedrock/eu.anthropic.claude-sonnet-4-5-20250929-v1:0")
                .text());
      }
      // end bedrock

      assertThat(server.requests().get(0).header("authorization")).contains("AKIDEXAMPLE");
    }
  }
}
