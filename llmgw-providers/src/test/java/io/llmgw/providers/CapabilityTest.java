package io.llmgw.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderFactory;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.providers.anthropic.Anthropic;
import io.llmgw.providers.bedrock.Bedrock;
import io.llmgw.providers.bedrock.BedrockApi;
import io.llmgw.providers.cohere.Cohere;
import io.llmgw.providers.gemini.Gemini;
import io.llmgw.providers.gemini.Vertex;
import io.llmgw.providers.ollama.Ollama;
import io.llmgw.providers.openai.AzureOpenAi;
import io.llmgw.providers.openai.CompatibleHost;
import io.llmgw.providers.openai.Mistral;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.providers.openai.OpenAiApi;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.simulated.SimulatedProvider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a provider declares is what it does: each capability that it has is asked for over HTTP and
 * found in what the server received; each that it has not is an error that names it, and nothing is
 * sent.
 */
class CapabilityTest {
  private static final byte[] BYTES = {1, 2, 3};
  private static final String BASE64 = "AQID";
  private static final Json CITY =
      Json.ofText("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}");

  private static final ToolSpec WEATHER = ToolSpec.of("weather", "Current weather", CITY);

  static Stream<Subject> subjects() {
    List<Subject> all = new ArrayList<>();
    all.add(new OpenAiSubject(null));
    all.add(new ResponsesSubject());
    all.add(new AzureSubject(""));
    all.add(new AzureSubject("/models"));
    all.add(new AzureResponsesSubject());
    all.add(new MistralSubject());
    for (CompatibleHost host : CompatibleHost.values()) {
      all.add(new OpenAiSubject(host));
    }
    all.add(new AnthropicSubject());
    all.add(new GeminiSubject(false));
    all.add(new GeminiSubject(true));
    all.add(new VertexExpressSubject());
    all.add(new ClaudeOnVertexSubject());
    all.add(new BedrockSubject());
    all.add(new InvokeSubject());
    all.add(new OllamaSubject());
    all.add(new CohereSubject());
    return all.stream();
  }

  @Test
  void everyProviderThatCanBeNamedIsTried() {
    Set<String> tried = new HashSet<>();
    subjects()
        .forEach(
            subject -> {
              try (Provider provider = subject.provider("http://localhost:1")) {
                tried.add(provider.name());
              }
            });

    assertThat(ServiceLoader.load(ProviderFactory.class))
        .extracting(ProviderFactory::name)
        .containsExactlyInAnyOrderElementsOf(tried);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void eachCapabilityIsSentOrAnErrorThatNamesIt(Subject subject) {
    for (Capability capability : Capability.values()) {
      try (SimulatedProvider server = subject.server();
          Provider provider = subject.provider(server.baseUrl());
          LlmClient llm = LlmClient.builder().provider(provider).build()) {
        String model = provider.name() + "/" + subject.model(capability);
        if (subject.capabilities(provider).has(capability)) {
          ask(llm, capability, model);

          assertThat(server.requests()).as("%s", capability).hasSize(1);
          String sent = server.requests().get(0).text();
          assertThat(sent).as("%s", capability).contains(subject.sent(capability));
        } else {
          LlmException refusal =
              catchThrowableOfType(LlmException.class, () -> ask(llm, capability, model));

          assertThat(refusal).as("%s", capability).isNotNull();
          assertThat(refusal.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
          assertThat(refusal).hasMessageContaining(subject.refused(capability));
          assertThat(server.requests()).isEmpty();
        }
      }
    }
  }

  private static void ask(LlmClient llm, Capability capability, String model) {
    switch (capability) {
      case EMBEDDINGS -> {
        EmbeddingRequest words =
            EmbeddingRequest.builder().model(model).inputs(List.of("words")).build();
        assertThat(llm.embed(words).vector(0)).isNotEmpty();
      }
      case STREAMING -> {
        DoorResult result = Door.STREAM.open(llm, request(capability).withModel(model));
        assertThat(result.text()).isEqualTo("You said: words");
      }
      case TOKEN_COUNT -> {
        ChatRequest words = request(capability).withModel(model);
        assertThat(llm.countTokens(words).inputTokens()).isPositive();
      }
      case MODERATION, RERANK, IMAGE_GENERATION, SPEECH, TRANSCRIPTION ->
          llm.send(OperationSamples.request(capability).withModel(model));
      default -> assertThat(llm.chat(request(capability).withModel(model)).text()).isNotEmpty();
    }
  }

  private static ChatRequest request(Capability capability) {
    ChatRequest.Builder ask = ChatRequest.builder().user("words");
    return switch (capability) {
      case TOOLS -> ask.tools(WEATHER).build();
      case TOOL_CHOICE -> ask.tools(WEATHER).toolChoice(ToolChoice.REQUIRED).build();
      case IMAGES -> with(Part.image(Media.of(BYTES, "image/png")));
      case AUDIO -> with(Part.audio(Media.of(BYTES, "audio/mpeg")));
      case VIDEO -> with(Part.video(Media.of(BYTES, "video/mp4")));
      case DOCUMENTS -> with(Part.document(Media.of(BYTES, "application/pdf")));
      case JSON_OBJECT -> ask.responseFormat(ResponseFormat.json()).build();
      case JSON_SCHEMA -> ask.responseFormat(ResponseFormat.schema("place", CITY)).build();
      case REASONING -> ask.reasoning(ReasoningEffort.HIGH).build();
      default -> ask.build();
    };
  }

  private static ChatRequest with(Part part) {
    return ChatRequest.of(List.of(Message.user(Part.text("words"), part)));
  }

  /** A provider, the server that it is tried with, and what it must send. */
  private interface Subject {
    SimulatedProvider server();

    Provider provider(String baseUrl);

    String model();

    /** The model that has it, of a provider whose models differ in that. */
    default String model(Capability capability) {
      return model();
    }

    /** What it declares: of the provider, or of a model that differs from its others. */
    default Capabilities capabilities(Provider provider) {
      return provider.capabilities();
    }

    /** What the body must hold that asks for it. */
    String sent(Capability capability);

    /** What the error must name where it is not there. */
    default String refused(Capability capability) {
      return switch (capability) {
        case REASONING -> "reasoning";
        case TOOL_CHOICE -> "toolChoice";
        default -> capability.name();
      };
    }
  }

  /** OpenAI itself, where there is no host. */
  private record OpenAiSubject(CompatibleHost host) implements Subject {
    @Override
    public SimulatedProvider server() {
      return SimulatedProvider.openAi().start();
    }

    @Override
    public Provider provider(String baseUrl) {
      return host == null
          ? OpenAi.builder().baseUrl(baseUrl).keys(Keys.of("sk-1")).build()
          : host.builder().baseUrl(baseUrl).keys(Keys.of("sk-1")).build();
    }

    @Override
    public String model() {
      return "model-1";
    }

    @Override
    public String sent(Capability capability) {
      return switch (capability) {
        case CHAT, TOKEN_COUNT -> "{\"role\":\"user\",\"content\":\"words\"}";
        case EMBEDDINGS -> "\"input\":[\"words\"]";
        case STREAMING -> "\"stream\":true";
        case TOOLS -> "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\"";
        case TOOL_CHOICE -> "\"tool_choice\":\"required\"";
        case IMAGES -> "\"image_url\":{\"url\":\"data:image/png;base64," + BASE64;
        case AUDIO -> "\"input_audio\":{\"data\":\"" + BASE64;
        case VIDEO -> throw new AssertionError("no form is known");
        case DOCUMENTS -> "\"data:application/pdf;base64," + BASE64;
        case JSON_OBJECT -> "\"response_format\":{\"type\":\"json_object\"}";
        case JSON_SCHEMA -> "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{";
        case REASONING -> reasoning();
        default -> OperationSamples.sent(capability);
      };
    }

    @Override
    public String refused(Capability capability) {
      boolean tools = host == null || host.capabilities().has(Capability.TOOLS);
      return capability == Capability.TOOL_CHOICE && !tools
          ? "TOOLS"
          : Subject.super.refused(capability);
    }

    private String reasoning() {
      if (host == CompatibleHost.MOONSHOT || host == CompatibleHost.ZAI) {
        return "\"thinking\":{\"type\":\"enabled\"}";
      }
      if (host == CompatibleHost.ALIBABA) {
        return "\"enable_thinking\":true";
      }
      if (host == CompatibleHost.TOGETHER) {
        return "\"reasoning\":{\"enabled\":true}";
      }
      return host == CompatibleHost.OPENROUTER
          ? "\"reasoning\":{\"effort\":\"high\"}"
          : "\"reasoning_effort\":\"high\"";
    }
  }

  private record MistralSubject() implements Subject {
    private static final OpenAiSubject SAME = new OpenAiSubject(null);

    @Override
    public SimulatedProvider server() {
      return SimulatedProvider.openAi().start();
    }

    @Override
    public Provider provider(String baseUrl) {
      return Mistral.builder().baseUrl(baseUrl).keys(Keys.of("sk-1")).build();
    }

    @Override
    public String model() {
      return "model-1";
    }

    @Override
    public String sent(Capability capability) {
      return switch (capability) {
        case TOOL_CHOICE -> "\"tool_choice\":\"any\"";
        case AUDIO -> "\"input_audio\":\"" + BASE64;
        case DOCUMENTS -> "\"document_url\":\"data:application/pdf;base64," + BASE64;
        default -> SAME.sent(capability);
      };
    }
  }

  private record ResponsesSubject() implements Subject {
    @Override
    public SimulatedProvider server() {
      return SimulatedProvider.openAiResponses().start();
    }

    @Override
    public Provider provider(String baseUrl) {
      return OpenAi.builder()
          .api(OpenAiApi.RESPONSES)
          .baseUrl(baseUrl)
          .keys(Keys.of("sk-1"))
          .build();
    }

    @Override
    public String model() {
      return "model-1";
    }

    @Override
    public String sent(Capability capability) {
      return switch (capability) {
        case CHAT, TOKEN_COUNT -> "\"input\":[{\"role\":\"user\",\"content\":\"words\"}]";
        case EMBEDDINGS -> "\"input\":[\"words\"]";
        case STREAMING -> "\"stream\":true";
        case TOOLS -> "\"tools\":[{\"type\":\"function\",\"name\":\"weather\"";
        case TOOL_CHOICE -> "\"tool_choice\":\"required\"";
        case IMAGES -> "\"type\":\"input_image\",\"image_url\":\"data:image/png;base64," + BASE64;
        case DOCUMENTS -> "\"file_data\":\"data:application/pdf;base64," + BASE64;
        case JSON_OBJECT -> "\"text\":{\"format\":{\"type\":\"json_object\"}}";
        case JSON_SCHEMA -> "\"text\":{\"format\":{\"type\":\"json_schema\"";
        case REASONING -> "\"reasoning\":{\"effort\":\"high\"}";
        default -> OperationSamples.sent(capability);
      };
    }
  }

  /** By the API that the end of the address names. */
  private record AzureSubject(String path) implements Subject {
    private static final OpenAiSubject SAME = new OpenAiSubject(null);

    @Override
    public SimulatedProvider server() {
      return SimulatedProvider.azureOpenAi().start();
    }

    @Override
    public Provider provider(String baseUrl) {
      return AzureOpenAi.builder().baseUrl(baseUrl + path).keys(Keys.of("k-1")).build();
    }

    @Override
    public String model() {
      return "deployment-1";
    }

    @Override
    public String sent(Capability capability) {
      return SAME.sent(capability);
    }
  }

  private record AzureResponsesSubject() implements Subject {
    private static final ResponsesSubject SAME = new ResponsesSubject();

    @Override
    public SimulatedProvider server() {
      return SimulatedProvider.azureOpenAi().start();
    }

    @Override
    public Provider provider(String baseUrl) {
      return AzureOpenAi.builder()
          .api(OpenAiApi.RESPONSES)
          .baseUrl(baseUrl)
          .keys(Keys.of("k-1"))
          .build();
    }

    @Override
    public String model() {
      return "deployment-1";
    }

    @Override
    public String sent(Capability capability) {
      return SAME.sent(capability);
    }
  }

  private record AnthropicSubject() implements Subject {
    @Override
    public SimulatedProvider server() {
      return SimulatedProvider.anthropic().start();
    }

    @Override
    public Provider provider(String baseUrl) {
      return Anthropic.builder().baseUrl(baseUrl).keys(Keys.of("sk-1")).build();
    }

    @Override
    public String model() {
      return "claude-sonnet-4-6";
    }

    @Override
    public String sent(Capability capability) {
      String source = "\"source\":{\"type\":\"base64\",\"media_type\":\"";
      return switch (capability) {
        case CHAT, TOKEN_COUNT -> "{\"role\":\"user\",\"content\":\"words\"}";
        case STREAMING -> "\"stream\":true";
        case TOOLS -> "\"tools\":[{\"name\":\"weather\"";
        case TOOL_CHOICE -> "\"tool_choice\":{\"type\":\"any\"";
        case IMAGES -> "{\"type\":\"image\"," + source + "image/png\",\"data\":\"" + BASE64;
        case DOCUMENTS ->
            "{\"type\":\"document\"," + source + "application/pdf\",\"data\":\"" + BASE64;
        case JSON_SCHEMA -> "\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":{";
        case REASONING -> "\"thinking\":{\"type\":\"adaptive\"}";
        default -> throw new AssertionError("no form is known");
      };
    }
  }

  private record GeminiSubject(boolean vertex) implements Subject {
    @Override
    public SimulatedProvider server() {
      return SimulatedProvider.gemini().start();
    }

    @Override
    public Provider provider(String baseUrl) {
      return vertex
          ? Vertex.builder().baseUrl(baseUrl).project("p").tokens(Keys.of("sk-1")).build()
          : Gemini.builder().baseUrl(baseUrl).keys(Keys.of("sk-1")).build();
    }

    @Override
    public String model() {
      return "gemini-2.5-flash";
    }

    @Override
    public String sent(Capability capability) {
      return switch (capability) {
        case CHAT, STREAMING, TOKEN_COUNT -> "{\"role\":\"user\",\"parts\":[{\"text\":\"words\"}]}";
        case EMBEDDINGS -> "{\"text\":\"words\"}";
        case TOOLS -> "\"tools\":[{\"functionDeclarations\":[{\"name\":\"weather\"";
        case TOOL_CHOICE -> "\"functionCallingConfig\":{\"mode\":\"ANY\"}";
        case IMAGES -> media("image/png");
        case AUDIO -> media("audio/mpeg");
        case VIDEO -> media("video/mp4");
        case DOCUMENTS -> media("application/pdf");
        case JSON_OBJECT -> "\"responseMimeType\":\"application/json\"";
        case JSON_SCHEMA -> "\"responseJsonSchema\":{";
        case REASONING -> "\"thinkingConfig\":{\"includeThoughts\":true,\"thinkingBudget\":16384}";
        default -> throw new AssertionError("no form is known");
      };
    }

    private static String media(String type) {
      return "{\"inlineData\":{\"mimeType\":\"" + type + "\",\"data\":\"" + BASE64 + "\"}}";
    }
  }

  /** Asked with a key, where there is neither a project nor a place. */
  private record VertexExpressSubject() implements Subject {
    private static final GeminiSubject SAME = new GeminiSubject(true);

    @Override
    public SimulatedProvider server() {
      return SimulatedProvider.gemini().start();
    }

    @Override
    public Provider provider(String baseUrl) {
      return Vertex.builder().baseUrl(baseUrl).keys(Keys.of("k-1")).build();
    }

    @Override
    public String model() {
      return SAME.model();
    }

    @Override
    public String sent(Capability capability) {
      return SAME.sent(capability);
    }
  }

  private record ClaudeOnVertexSubject() implements Subject {
    private static final AnthropicSubject SAME = new AnthropicSubject();

    @Override
    public SimulatedProvider server() {
      return SimulatedProvider.claudeOnVertex().start();
    }

    @Override
    public Provider provider(String baseUrl) {
      return Vertex.builder().baseUrl(baseUrl).project("p").tokens(Keys.of("t-1")).build();
    }

    @Override
    public String model() {
      return SAME.model();
    }

    @Override
    public Capabilities capabilities(Provider provider) {
      return provider.capabilities(model());
    }

    @Override
    public String sent(Capability capability) {
      return SAME.sent(capability);
    }
  }

  private record InvokeSubject() implements Subject {
    private static final AnthropicSubject SAME = new AnthropicSubject();

    @Override
    public SimulatedProvider server() {
      return SimulatedProvider.bedrockInvoke().start();
    }

    @Override
    public Provider provider(String baseUrl) {
      return Bedrock.builder()
          .api(BedrockApi.INVOKE)
          .baseUrl(baseUrl)
          .keys(Keys.of("sk-1"))
          .build();
    }

    @Override
    public String model() {
      return "us.anthropic.claude-sonnet-4-6";
    }

    @Override
    public String model(Capability capability) {
      return capability == Capability.EMBEDDINGS ? "cohere.embed-v4:0" : model();
    }

    /** That an answer is streamed is said by the path alone; a count holds the body as bytes. */
    @Override
    public String sent(Capability capability) {
      return switch (capability) {
        case STREAMING -> SAME.sent(Capability.CHAT);
        case EMBEDDINGS -> "\"texts\":[\"words\"]";
        case TOKEN_COUNT -> "{\"input\":{\"invokeModel\":{\"body\":\"eyJ";
        default -> SAME.sent(capability);
      };
    }
  }

  private record OllamaSubject() implements Subject {
    @Override
    public SimulatedProvider server() {
      return SimulatedProvider.ollama().start();
    }

    @Override
    public Provider provider(String baseUrl) {
      return Ollama.builder().baseUrl(baseUrl).build();
    }

    @Override
    public String model() {
      return "qwen3";
    }

    @Override
    public String sent(Capability capability) {
      return switch (capability) {
        case CHAT -> "{\"role\":\"user\",\"content\":\"words\"}";
        case EMBEDDINGS -> "\"input\":[\"words\"]";
        case STREAMING -> "\"stream\":true";
        case TOOLS -> "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\"";
        case IMAGES -> "\"images\":[\"" + BASE64 + "\"]";
        case JSON_OBJECT -> "\"format\":\"json\"";
        case JSON_SCHEMA -> "\"format\":{\"type\":\"object\"";
        case REASONING -> "\"think\":\"high\"";
        default -> throw new AssertionError("no form is known");
      };
    }
  }

  private record BedrockSubject() implements Subject {
    @Override
    public SimulatedProvider server() {
      return SimulatedProvider.bedrock().start();
    }

    @Override
    public Provider provider(String baseUrl) {
      return Bedrock.builder().baseUrl(baseUrl).keys(Keys.of("sk-1")).build();
    }

    @Override
    public String model() {
      return "us.amazon.nova-2-omni-v1:0";
    }

    @Override
    public String model(Capability capability) {
      return switch (capability) {
        case EMBEDDINGS -> "amazon.titan-embed-text-v2:0";
        case TOKEN_COUNT -> "anthropic.claude-sonnet-4-6";
        default -> model();
      };
    }

    @Override
    public String sent(Capability capability) {
      String source = ",\"source\":{\"bytes\":\"" + BASE64;
      return switch (capability) {
        case CHAT, STREAMING, TOKEN_COUNT ->
            "{\"role\":\"user\",\"content\":[{\"text\":\"words\"}]}";
        case EMBEDDINGS -> "\"inputText\":\"words\"";
        case TOOLS -> "\"toolConfig\":{\"tools\":[{\"toolSpec\":{\"name\":\"weather\"";
        case TOOL_CHOICE -> "\"toolChoice\":{\"any\":{}}";
        case IMAGES -> "{\"image\":{\"format\":\"png\"" + source;
        case AUDIO -> "{\"audio\":{\"format\":\"mp3\"" + source;
        case VIDEO -> "{\"video\":{\"format\":\"mp4\"" + source;
        case DOCUMENTS -> "{\"document\":{\"format\":\"pdf\",\"name\":\"Document 1\"" + source;
        case JSON_SCHEMA -> "\"outputConfig\":{\"textFormat\":{\"type\":\"json_schema\"";
        case REASONING -> "\"reasoningConfig\":{\"type\":\"enabled\"";
        default -> throw new AssertionError("no form is known");
      };
    }
  }

  private record CohereSubject() implements Subject {
    @Override
    public SimulatedProvider server() {
      return SimulatedProvider.cohere().start();
    }

    @Override
    public Provider provider(String baseUrl) {
      return Cohere.builder().baseUrl(baseUrl).keys(Keys.of("k-1")).build();
    }

    @Override
    public String model() {
      return "command-a-plus-05-2026";
    }

    @Override
    public String sent(Capability capability) {
      return switch (capability) {
        case CHAT -> "{\"role\":\"user\",\"content\":\"words\"}";
        case EMBEDDINGS -> "\"texts\":[\"words\"],\"input_type\":\"search_document\"";
        case STREAMING -> "\"stream\":true";
        case TOOLS -> "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\"";
        case TOOL_CHOICE -> "\"tool_choice\":\"REQUIRED\"";
        case IMAGES -> "\"image_url\":{\"url\":\"data:image/png;base64," + BASE64;
        case JSON_OBJECT -> "\"response_format\":{\"type\":\"json_object\"}";
        case JSON_SCHEMA -> "\"response_format\":{\"type\":\"json_object\",\"json_schema\":{";
        case REASONING -> "\"thinking\":{\"type\":\"enabled\",\"token_budget\":16384}";
        case RERANK -> OperationSamples.sent(capability);
        case TOKEN_COUNT -> "{\"text\":\"words\",\"model\":";
        default -> throw new AssertionError("no form is known");
      };
    }
  }
}
