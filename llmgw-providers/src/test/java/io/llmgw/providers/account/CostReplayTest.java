package io.llmgw.providers.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.providers.anthropic.Anthropic;
import io.llmgw.providers.cohere.Cohere;
import io.llmgw.providers.openai.CompatibleHost;
import io.llmgw.providers.openai.Mistral;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.providers.replay.Exchange;
import io.llmgw.providers.replay.Recordings;
import io.llmgw.test.Fault;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What recorded answers cost by the built-in table, each computed by hand: sent by a server, read
 * by a client, on the account of the call. Prices in the comments are US dollars per million
 * tokens.
 *
 * <p>No recording is long enough for a tier of input, and none has audio at a model with a price
 * for it. Those are in {@code OpenAiCostTest}, {@code AnthropicCostTest} and {@code CostTest}, with
 * usage objects that are written by hand.
 */
@Fault("I3")
class CostReplayTest {
  private static final Instant DAY = Instant.parse("2026-08-21T18:00:00Z");

  private static final String CASES =
      """
      # what is charged, of 556 that were read and 71 written: 27 x 2.5 + 68 x 10
      cohere/cohere-chat-rig-49be3bef99ae.json | cohere/command-a-03-2025 | ~0.0007475 USD
      # 11 x 2.5 + 2 x 10
      cohere/cohere-chat-rig-004f8ce96f43.json | cohere/command-a-03-2025 | ~0.0000475 USD
      # 67 x 2.5 + 66 x 10
      cohere/cohere-chat-ruby_llm-c8da6ecc80d1.json | cohere/command-a-plus-05-2026 | ~0.0008275 USD
      # 286 x 1 + 355 x 5
      anthropic/anthropic-messages-ruby_llm-1a3e8caec4c9.json | anthropic/claude-haiku-4-5-20251001 | ~0.002061 USD
      # 934 x 1 + 53 x 5
      anthropic/anthropic-messages-ruby_llm-5e6185dfa7cb.json | anthropic/claude-haiku-4-5-20251001 | ~0.001199 USD
      # 80 x 1 + 638 x 5
      anthropic/anthropic-messages-ruby_llm-99688fb1f8f3.json | anthropic/claude-haiku-4-5-20251001 | ~0.00327 USD
      # 4,772 x 3 + 20 x 15
      anthropic/anthropic-messages-rig-dba1d417920d.json | anthropic/claude-sonnet-4-6 | ~0.014616 USD
      # 102 x 5 + 630 x 25
      anthropic/anthropic-messages-rig-1c094ac15bbf.json | anthropic/claude-opus-4-7 | ~0.01626 USD
      # a search is charged besides: 12,229 x 5 + 86 x 25
      anthropic/anthropic-messages-rig-b13d24b7a33f.json | anthropic/claude-opus-4-8 | >=0.063295 USD
      # 3 x 3 + 9,677 x 3.75 + 6 x 15
      anthropic/anthropic-messages-rig-0e509c1695ee.json | anthropic/claude-sonnet-4-6 | ~0.03638775 USD
      # 3 x 3 + 4,566 x 0.3 + 6 x 15
      anthropic/anthropic-messages-rig-fd3208920e88.json | anthropic/claude-sonnet-4-6 | ~0.0014688 USD
      # written for an hour: 3 x 3 + 9,708 x 6 + 6 x 15
      anthropic/anthropic-messages-rig-9bc34f07e6d4.json | anthropic/claude-sonnet-4-6 | ~0.058347 USD
      # 3 x 3 + 4,562 x 3.75 + 7 x 15
      anthropic/anthropic-messages-rig-2ca03646cb4d.json | anthropic/claude-sonnet-4-6 | ~0.0172215 USD
      # 3 x 3 + 9,709 x 0.3 + 7 x 15
      anthropic/anthropic-messages-rig-7c169098f1ab.json | anthropic/claude-sonnet-4-6 | ~0.0030267 USD
      # both lifetimes: 3 x 3 + 19 x 3.75 + 4,546 x 6 + 6 x 15
      anthropic/anthropic-messages-rig-9e24c766b2f9.json | anthropic/claude-sonnet-4-6 | ~0.02744625 USD
      # 28 x 3 + 1,425 x 0.3 + 13 x 15
      anthropic/anthropic-messages-rig-ce712a72e047.json | anthropic/claude-sonnet-4-6 | ~0.0007065 USD
      # 16 x 2 + 13,637 x 0.2 + 7,049 x 2.5 + 344 x 10
      anthropic/anthropic-messages-pydantic-ai-b6fa6ca80bd9.json | anthropic/claude-sonnet-5 | ~0.0238219 USD
      # 7 x 3 + 1,069 x 3.75 + 60 x 15
      anthropic/anthropic-messages-pydantic-ai-5ab210c9189e.json | anthropic/claude-sonnet-4-5 | ~0.00492975 USD
      # another model was asked meanwhile, at its own price: 2,390 x 2 + 121 x 10
      anthropic/anthropic-messages-pydantic-ai-445e348189f7.json | anthropic/claude-sonnet-5 | >=0.00599 USD
      # 3 x 3 + 1,111 x 0.3 + 406 x 15
      anthropic/anthropic-messages-pydantic-ai-502a89a9dc54.json | anthropic/claude-sonnet-4-5 | ~0.0064323 USD
      # 806 x 5 + 57 x 25
      anthropic/anthropic-messages-pydantic-ai-6606976e3b3c.json | anthropic/claude-opus-5 | ~0.005455 USD
      # 2 x 5 + 1,590 x 0.5 + 4 x 25
      anthropic/anthropic-messages-pydantic-ai-0987820b94b6.json | anthropic/claude-opus-4-8 | ~0.000905 USD
      # a search is charged besides: 10,809 x 3 + 644 x 15
      anthropic/anthropic-messages-pydantic-ai-cdb3000598b3.json | anthropic/claude-sonnet-4-6 | >=0.042087 USD
      # 17 x 15 + 220 x 75
      anthropic/anthropic-messages-openllmetry-abd06198a06f.json | anthropic/claude-3-opus-20240229 | ~0.016755 USD
      # no price
      anthropic/anthropic-messages-openllmetry-96047cbd9593.json | anthropic/claude-3-5-haiku-20241022 | unknown
      # 374 x 0.8 + 82 x 4
      anthropic/anthropic-messages-openllmetry-deb4fb27709e.json | anthropic/claude-3-5-haiku-latest | ~0.0006272 USD
      # 4,173 x 3 + 534 x 15
      anthropic/anthropic-messages-mirascope-89c073852776.json | anthropic/claude-sonnet-4-0 | ~0.020529 USD
      # 18 x 3 + 1,031 x 3.75 + 100 x 15
      anthropic/anthropic-messages-dd-trace-py-cc462ecb6a2d.json | anthropic/claude-sonnet-4-20250514 | ~0.00542025 USD
      # another model was asked meanwhile, at its own price: 4,727 x 3 + 3,391 x 15
      anthropic/anthropic-messages-vercel-ai-0da70140fd91.json | anthropic/claude-sonnet-4-6 | >=0.065046 USD
      # another model was asked meanwhile, at its own price: 2,414 x 3 + 3,200 x 15
      anthropic/anthropic-messages-vercel-ai-da139ee599f1.json | anthropic/claude-sonnet-4-6 | >=0.055242 USD
      # 6 x 2 + 6,289 x 0.2 + 3,337 x 2.5 + 198 x 10
      anthropic/anthropic-messages-vercel-ai-51952cc4d7b7.json | anthropic/claude-sonnet-5 | ~0.0115923 USD
      # the first of two answers in one recording: 1,630 x 3 + 158 x 15
      anthropic/anthropic-messages-vercel-ai-d24f816ae2fa.json | anthropic/claude-sonnet-4-5-20250929 | ~0.00726 USD
      # 84 x 0.4 + 2 x 1.6
      openai/chat-completions-rig-b9169dd6cf18.json | openai/gpt-4.1-mini | ~0.0000368 USD
      # 12 x 0.15 + 2 x 0.6
      openai/chat-completions-rig-693191239968.json | openai/gpt-4o-mini | ~0.000003 USD
      # 67 x 2.5 + 13 x 10
      openai/chat-completions-rig-b7e056540983.json | openai/gpt-4o | ~0.0002975 USD
      # 13 x 0.05 + 74 x 0.4
      openai/chat-completions-rig-e17d63c8c371.json | openai/gpt-5-nano | ~0.00003025 USD
      # 99 x 0.1 + 17 x 0.4
      openai/chat-completions-rig-93eb30c5b9ba.json | openai/gpt-4.1-nano | ~0.0000167 USD
      # 334 x 0.25 + 429 x 2
      openai/chat-completions-pydantic-ai-e18aa0cc2701.json | openai/gpt-5-mini | ~0.0009415 USD
      # it searches before each answer, which is charged besides: 12 x 2.5 + 293 x 10
      openai/chat-completions-pydantic-ai-18e09996bfd8.json | openai/gpt-4o-search-preview | >=0.00296 USD
      # 59 x 0.5 + 39 x 1.5
      openai/chat-completions-openllmetry-0d18c518ecef.json | openai/gpt-3.5-turbo | ~0.000088 USD
      # 82 x 30 + 18 x 60
      openai/chat-completions-openllmetry-5fef5bca6b69.json | openai/gpt-4 | ~0.00354 USD
      # 125 x 0.15 + 1,024 x 0.075 + 282 x 0.6
      openai/chat-completions-openllmetry-4725900c78b3.json | openai/gpt-4o-mini | ~0.00026475 USD
      # 14 x 2 + 48 x 8
      openai/chat-completions-openinference-afb0f5a1b627.json | openai/gpt-4.1 | ~0.000412 USD
      # 158 cached of 23 cannot be: at least 23 x 0.05 + 110 x 0.5
      azure/chat-completions-ruby_llm-9275e3ce1ae8.json | azure/grok-4-1-fast-non-reasoning | >=0.00005615 USD
      # 11 x 0.05 + 203 x 0.4
      azure/chat-completions-openllmetry-50da3d1b3ce5.json | azure/gpt-5-nano | ~0.00008175 USD
      # 16 x 0.4 + 21 x 1.6
      azure/chat-completions-openllmetry-38db1b8ea32a.json | azure/gpt-4.1-mini-2025-04-14 | ~0.00004 USD
      # 20 x 2.5 + 10 x 10
      azure/chat-completions-dd-trace-py-a617bb177fbb.json | azure/gpt-4o | ~0.00015 USD
      # 12 x 1.75 + 24 x 14
      azure/chat-completions-dd-trace-py-baf898bb5adc.json | azure/gpt-5.2-2025-12-11 | ~0.000357 USD
      # 28 x 0.135 + 118 x 0.55
      deepseek/chat-completions-ruby_llm-34450b9d8084.json | deepseek/deepseek-chat | ~0.00006868 USD
      # 160 x 0.135 + 256 x 0.035 + 48 x 0.55
      deepseek/chat-completions-ruby_llm-1408928b0717.json | deepseek/deepseek-chat | ~0.00005696 USD
      # 12 x 0.135 + 35 x 0.55
      deepseek/chat-completions-ruby_llm-e17a072ed980.json | deepseek/deepseek-reasoner | ~0.00002087 USD
      # 49 x 0.14 + 384 x 0.0028 + 102 x 0.28
      deepseek/chat-completions-rig-440a6fb656be.json | deepseek/deepseek-v4-flash | ~0.0000364952 USD
      # 90 x 0.14 + 1,024 x 0.0028 + 76 x 0.28
      deepseek/chat-completions-rig-223979e5b112.json | deepseek/deepseek-v4-flash | ~0.0000367472 USD
      # 17 x 0.435 + 47 x 0.87
      deepseek/chat-completions-dd-trace-py-d5e9a2f0c51e.json | deepseek/deepseek-v4-pro | ~0.000048285 USD
      # 19 x 0.135 + 320 x 0.035 + 92 x 0.55
      deepseek/chat-completions-vercel-ai-fbe52530d3cb.json | deepseek/deepseek-reasoner | ~0.000064365 USD
      # 409 x 0.59 + 21 x 0.79
      groq/chat-completions-rig-52a2ace41ad4.json | groq/llama-3.3-70b-versatile | ~0.0002579 USD
      # 42 x 0.05 + 2 x 0.08
      groq/chat-completions-rig-4bceb6a37c08.json | groq/llama-3.1-8b-instant | ~0.00000226 USD
      # 84 x 0.15 + 42 x 0.6
      groq/chat-completions-pydantic-ai-d97b0f8859f6.json | groq/openai/gpt-oss-120b | ~0.0000378 USD
      # 25 x 0.29 + 2 x 0.59
      groq/chat-completions-pydantic-ai-881b5034f2a9.json | groq/qwen/qwen3-32b | ~0.00000843 USD
      # 711 x 0.2 + 54 x 0.6
      groq/chat-completions-pydantic-ai-ac3273e61e28.json | groq/meta-llama/llama-4-maverick-17b-128e-instruct | ~0.0001746 USD
      # 18 x 0.05 + 34 x 0.08
      groq/chat-completions-openllmetry-f6e800c1792d.json | groq/llama3-8b-8192 | ~0.00000362 USD
      # 965 x 0.1 + 29 x 0.3
      mistral/chat-completions-rig-59d9e538751c.json | mistral/mistral-small-latest | ~0.0001052 USD
      # 60 x 0.04 + 24 x 0.04
      mistral/chat-completions-rig-4e650a9f9ee6.json | mistral/ministral-3b-latest | ~0.00000336 USD
      # sound beside the prompt; no price
      mistral/chat-completions-rig-e07c45fe7c56.json | mistral/voxtral-small-latest | unknown
      # 57 x 0.1 + 16 x 0.1 + 21 x 0.3
      mistral/chat-completions-rig-a41888beaf12.json | mistral/mistral-small-latest | ~0.0000136 USD
      # 2,297 x 2 + 42 x 6
      mistral/chat-completions-pydantic-ai-1a355ce0fac7.json | mistral/mistral-large-latest | ~0.004846 USD
      # 241 x 0.4 + 32 x 0.4 + 104 x 2
      mistral/chat-completions-pydantic-ai-132bd6c96b58.json | mistral/mistral-medium-latest | ~0.0003172 USD
      # 1 x 2 + 85 x 2 + 703 x 6
      mistral/chat-completions-pydantic-ai-6b7bad323be2.json | mistral/mistral-large-latest | ~0.00439 USD
      # 11 x 0.25 + 99 x 0.25
      mistral/chat-completions-openllmetry-b9b6567c6831.json | mistral/mistral-tiny | ~0.0000275 USD
      # 45 x 0.88 + 3 x 0.88
      together/chat-completions-openinference-58fcdcc42c95.json | together/meta-llama/Llama-3.3-70B-Instruct-Turbo | ~0.00004224 USD
      # as the host reports it
      xai/chat-completions-vercel-ai-30cd3f5566f7.json | xai/grok-3-mini | 0.00014975 USD
      perplexity/chat-completions-rig-bd5f0a300b65.json | perplexity/sonar | 0.00529 USD
      perplexity/chat-completions-rig-e07af8e3fe2b.json | perplexity/sonar | 0.00937 USD
      openrouter/chat-completions-ruby_llm-b6f384b2d6aa.json | openrouter/anthropic/claude-haiku-4.5 | 0.000427 USD
      openrouter/chat-completions-rig-fcb1ba77266b.json | openrouter/openai/gpt-4o-mini | 0.00035895 USD
      openrouter/chat-completions-rig-417113b97e7b.json | openrouter/openai/gpt-5.2 | 0.01096375 USD
      # no price
      openrouter/chat-completions-pydantic-ai-c18685a5dd17.json | openrouter/anthropic/claude-3.7-sonnet:thinking | unknown
      # thoughts are in the total alone: 35 x 1.25 + (109 - 35) x 10
      gemini/chat-completions-pydantic-ai-706179a370ce.json | gemini/gemini-2.5-pro | ~0.00078375 USD
      # no price
      llamacpp/chat-completions-rig-0edbb38cbdfa.json | llamacpp/Qwen3-1.7B-Q4_K_M | unknown
      ollama/chat-completions-ruby_llm-3697ec49a2f9.json | ollama/gpt-oss:120b | unknown
      copilot/chat-completions-rig-8b6e55b7fb07.json | copilot/gpt-4o | unknown
      venice/chat-completions-rig-7ffba26e5059.json | venice/qwen3-5-9b | unknown
      gpustack/chat-completions-ruby_llm-e4abd74a75a7.json | gpustack/qwen3 | unknown
      snowflake/chat-completions-pydantic-ai-95ae2b341442.json | snowflake/claude-sonnet-4-6 | unknown
      huggingface/chat-completions-pydantic-ai-1b4c83964e2f.json | huggingface/deepseek-ai/DeepSeek-R1 | unknown
      """;

  private record Case(String file, String model, String cost) {
    static Case of(String line) {
      String[] parts = line.split(" \\| ", -1);
      return new Case(parts[0], parts[1], parts[2]);
    }

    String provider() {
      return model.substring(0, model.indexOf('/'));
    }
  }

  private static List<Case> cases() {
    return CASES.lines().filter(line -> !line.startsWith("#")).map(Case::of).toList();
  }

  @TestFactory
  Stream<DynamicNode> costsWhatWasComputedByHand() {
    assertThat(cases()).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
    return Recordings.tests(
        recordings ->
            cases().stream()
                .map(one -> DynamicTest.dynamicTest(one.file(), () -> check(recordings, one))));
  }

  private static void check(Recordings recordings, Case one) {
    Exchange exchange = recordings.named(one.file());
    assertThat(exchange.provider()).isEqualTo(one.provider());
    try (SimulatedProvider server = server(one.provider()).always(reply(exchange)).start();
        LlmClient llm =
            LlmClient.builder()
                .provider(provider(one.provider(), server.baseUrl()))
                .time(VirtualTime.startingAt(DAY))
                .build()) {
      ChatRequest asked = ChatRequest.of("Why is the sky blue?").withModel(one.model());
      ChatResponse response = exchange.isStreamed() ? streamed(llm, asked) : llm.chat(asked);

      assertThat(response.served().cost()).hasToString(one.cost());
      assertThat(response.served().attempts()).hasSize(1);
      assertThat(response.served().attempts().get(0).cost()).hasToString(one.cost());
    }
  }

  private static SimulatedProvider.Builder server(String provider) {
    return switch (provider) {
      case "anthropic" -> SimulatedProvider.anthropic();
      case "cohere" -> SimulatedProvider.cohere();
      default -> SimulatedProvider.openAi();
    };
  }

  private static ChatResponse streamed(LlmClient llm, ChatRequest request) {
    try (ChatStream stream = llm.stream(request)) {
      return stream.response();
    }
  }

  private static Reply reply(Exchange exchange) {
    return exchange.isStreamed()
        ? Reply.raw(200, "text/event-stream", text(exchange.streamBody()))
        : Reply.raw(200, "application/json", text(exchange.body()));
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  private static Provider provider(String name, String baseUrl) {
    return switch (name) {
      case "anthropic" -> Anthropic.builder().baseUrl(baseUrl).build();
      case "cohere" -> Cohere.builder().baseUrl(baseUrl).build();
      case "openai", "azure" -> OpenAi.builder().name(name).baseUrl(baseUrl).build();
      case "deepseek" -> CompatibleHost.DEEPSEEK.builder().baseUrl(baseUrl).build();
      case "groq" -> CompatibleHost.GROQ.builder().baseUrl(baseUrl).build();
      case "llamacpp" -> CompatibleHost.LLAMA_CPP.builder().baseUrl(baseUrl).build();
      case "mistral" -> Mistral.builder().baseUrl(baseUrl).build();
      case "ollama" -> CompatibleHost.OLLAMA.builder().name(name).baseUrl(baseUrl).build();
      case "openrouter" -> CompatibleHost.OPENROUTER.builder().baseUrl(baseUrl).build();
      case "together" -> CompatibleHost.TOGETHER.builder().baseUrl(baseUrl).build();
      case "xai" -> CompatibleHost.XAI.builder().baseUrl(baseUrl).build();
      default -> CompatibleHost.GENERIC.builder().name(name).baseUrl(baseUrl).build();
    };
  }
}
