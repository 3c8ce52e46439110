package io.llmgw.providers.openai;

import static io.llmgw.api.request.ReasoningEffort.HIGH;
import static io.llmgw.api.request.ReasoningEffort.LOW;
import static io.llmgw.api.request.ReasoningEffort.MEDIUM;
import static io.llmgw.api.request.ReasoningEffort.NONE;

import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.MediaLimits;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.speech.SpeechFormat;
import io.llmgw.providers.dialect.CallIdForm;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.dialect.DialectBuilder;
import io.llmgw.providers.dialect.Parameter;
import io.llmgw.providers.dialect.ReasoningAsk;
import io.llmgw.providers.dialect.ReasoningReturn;
import io.llmgw.providers.dialect.TokenCounting;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hosts that speak OpenAI's protocols, each with what it takes and says in its own way: {@code
 * CompatibleHost.GROQ.fromEnv()}. Their names start model references, as in {@code
 * groq/llama-3.3-70b-versatile}, and are the names of their {@link
 * io.llmgw.api.provider.ProviderFactory factories}.
 *
 * <p>Most of what differs between the models of one host is not here: its own refusal says it.
 */
public enum CompatibleHost {
  /** DeepSeek (api-docs.deepseek.com): text alone, and JSON without a schema. */
  DEEPSEEK(
      Dialect.of("deepseek")
          .baseUrl("https://api.deepseek.com/v1")
          .can(Capability.JSON_OBJECT, Capability.REASONING)
          .calls(Parameter.MAX_OUTPUT_TOKENS, "max_tokens")
          .withoutDeveloperRole()
          .reasoning(ReasoningAsk.SWITCH, NONE, MEDIUM, HIGH)
          .thinksWithoutForcedTools("deepseek-reasoner", "deepseek-v4")
          .takesReasoningBack(ReasoningReturn.CONTENT_WITH_ALL_CALLS)
          .mostStops(16)),

  /** Groq (console.groq.com/docs). */
  GROQ(
      Dialect.of("groq")
          .baseUrl("https://api.groq.com/openai/v1")
          .can(
              Capability.IMAGES,
              Capability.JSON_OBJECT,
              Capability.JSON_SCHEMA,
              Capability.REASONING,
              Capability.SPEECH,
              Capability.TRANSCRIPTION)
          .mostStops(4)
          // Its API reference has no such message, in the types of its Python library neither.
          .withoutDeveloperRole()
          // types/audio/speech_create_params.py of its Python library: "mulaw" and "ogg" besides.
          .refuses(Parameter.SPEECH_INSTRUCTIONS)
          .writesSound(SpeechFormat.MP3, SpeechFormat.FLAC, SpeechFormat.WAV)
          // Its page "Images and Vision": 4 MB for a request with an image in Base64.
          .limits(MediaLimits.UNKNOWN.withRequestBytes(4L << 20))
          .reasoning(ReasoningAsk.EFFORT, NONE, LOW, MEDIUM, HIGH)
          // Its page "Reasoning", options for reasoning effort.
          .reasoningOf("qwen/qwen3", ReasoningAsk.DEFAULT_OR_NONE)
          .reasoningOf("openai/gpt-oss", ReasoningAsk.EFFORT, LOW, MEDIUM, HIGH)),

  /** OpenRouter (openrouter.ai/docs): {@code provider}, {@code models} and others as extra body. */
  OPENROUTER(
      Dialect.of("openrouter")
          .baseUrl("https://openrouter.ai/api/v1")
          .can(
              Capability.IMAGES,
              Capability.AUDIO,
              Capability.DOCUMENTS,
              Capability.JSON_OBJECT,
              Capability.JSON_SCHEMA,
              Capability.REASONING,
              Capability.EMBEDDINGS,
              Capability.RERANK,
              Capability.TRANSCRIPTION)
          .calls(Parameter.MAX_OUTPUT_TOKENS, "max_tokens")
          .calls(Parameter.TOP_K, "top_k")
          .refuses(Parameter.TRANSCRIPT_PROMPT)
          .mostStops(4)
          .reasoning(ReasoningAsk.OBJECT)
          .namesMakers()),

  /** Together AI (docs.together.ai, and openapi.yaml of togethercomputer/openapi). */
  TOGETHER(
      Dialect.of("together")
          .baseUrl("https://api.together.xyz/v1")
          .can(
              Capability.IMAGES,
              Capability.JSON_OBJECT,
              Capability.JSON_SCHEMA,
              Capability.REASONING,
              Capability.EMBEDDINGS,
              Capability.RERANK,
              Capability.IMAGE_GENERATION,
              Capability.SPEECH,
              Capability.TRANSCRIPTION)
          .calls(Parameter.MAX_OUTPUT_TOKENS, "max_tokens")
          .calls(Parameter.TOP_K, "top_k")
          // Its API page "Create image" has width, height and steps.
          .refuses(Parameter.IMAGE_SIZE, Parameter.IMAGE_QUALITY)
          .withoutDeveloperRole()
          // Its page "Reasoning": an effort for gpt-oss alone, on or off for the others.
          .reasoning(ReasoningAsk.ENABLED)
          .reasoningOf("openai/gpt-oss", ReasoningAsk.EFFORT, LOW, MEDIUM, HIGH)),

  /** xAI (docs.x.ai). */
  XAI(CloudPages.xai()),

  /** Fireworks (docs.fireworks.ai); its models are {@code accounts/fireworks/models/...}. */
  FIREWORKS(CloudPages.fireworks()),

  /**
   * Perplexity (docs.perplexity.ai), whose models search the web and call no tools. What they found
   * is in the answer as provider items {@code citations} and {@code search_results}; {@code
   * search_domain_filter}, {@code web_search_options} and the like are extra body.
   */
  PERPLEXITY(CloudPages.perplexity()),

  /** Cerebras (inference-docs.cerebras.ai). */
  CEREBRAS(CloudPages.cerebras()),

  /** NVIDIA NIM (docs.api.nvidia.com/nim), at NVIDIA or as a server of one's own. */
  NVIDIA(CloudPages.nvidia()),

  /** The router of Hugging Face (huggingface.co/docs/inference-providers). */
  HUGGING_FACE(CloudPages.huggingFace()),

  /** SambaNova (docs.sambanova.ai). */
  SAMBANOVA(CloudPages.sambaNova()),

  /** Moonshot (platform.moonshot.ai), which has Kimi; in China it is another address. */
  MOONSHOT(CloudPages.moonshot()),

  /** Alibaba's Model Studio, which has Qwen; in China it is another address. */
  ALIBABA(CloudPages.alibaba()),

  /** Z.ai (docs.z.ai), which has GLM. */
  ZAI(CloudPages.zai()),

  /** Venice (docs.venice.ai): {@code venice_parameters} as extra body. */
  VENICE(CloudPages.venice()),

  /** A vLLM server (docs.vllm.ai). */
  VLLM(
      Dialect.of("vllm")
          .baseUrl("http://localhost:8000/v1")
          .keyless()
          .can(
              Capability.IMAGES,
              Capability.AUDIO,
              Capability.JSON_OBJECT,
              Capability.JSON_SCHEMA,
              Capability.REASONING,
              Capability.EMBEDDINGS,
              Capability.RERANK,
              Capability.TRANSCRIPTION)
          .counts(TokenCounting.TEMPLATE)
          .calls(Parameter.TOP_K, "top_k")
          // Most templates of its models leave such a message out, or fail.
          .withoutDeveloperRole()
          .reasoning(ReasoningAsk.EFFORT, LOW, MEDIUM, HIGH)),

  /** A llama.cpp server; it answers whatever the name of the model is. */
  LLAMA_CPP(
      Dialect.of("llamacpp")
          .baseUrl("http://localhost:8080/v1")
          .keyless()
          .can(
              Capability.IMAGES,
              Capability.JSON_OBJECT,
              Capability.JSON_SCHEMA,
              Capability.EMBEDDINGS,
              Capability.RERANK)
          .counts(TokenCounting.CHAT)
          .calls(Parameter.MAX_OUTPUT_TOKENS, "max_tokens")
          .calls(Parameter.TOP_K, "top_k")
          .withoutDeveloperRole()
          .reasoning(ReasoningAsk.NONE)
          .takesReasoningBack(ReasoningReturn.CONTENT_WITH_CALLS)),

  /**
   * An Ollama server, by its {@code /v1} address, as {@code ollama-v1/qwen3}; {@link
   * io.llmgw.providers.ollama.Ollama} speaks its own protocol, which has more.
   */
  OLLAMA(
      Dialect.of("ollama-v1")
          .baseUrl("http://localhost:11434/v1")
          .keyless()
          .can(
              Capability.IMAGES,
              Capability.JSON_OBJECT,
              Capability.JSON_SCHEMA,
              Capability.REASONING,
              Capability.EMBEDDINGS)
          .calls(Parameter.MAX_OUTPUT_TOKENS, "max_tokens")
          // docs/api/openai-compatibility.mdx of ollama/ollama lists what it takes.
          .refuses(Parameter.TOOL_CHOICE, Parameter.PARALLEL_TOOL_CALLS, Parameter.USER_ID)
          .withoutDeveloperRole()
          .reasoning(ReasoningAsk.EFFORT, NONE, LOW, MEDIUM, HIGH)
          .takesReasoningBack(ReasoningReturn.REASONING_WITH_CALLS)),

  /** An LM Studio server: JSON with a schema only. */
  LM_STUDIO(
      Dialect.of("lmstudio")
          .baseUrl("http://localhost:1234/v1")
          .keyless()
          .can(Capability.IMAGES, Capability.JSON_SCHEMA, Capability.EMBEDDINGS)
          .calls(Parameter.MAX_OUTPUT_TOKENS, "max_tokens")
          .withoutDeveloperRole()
          .reasoning(ReasoningAsk.NONE)),

  /** An SGLang server (docs.sglang.io). */
  SGLANG(
      Dialect.of("sglang")
          .baseUrl("http://localhost:30000/v1")
          .keyless()
          .can(
              Capability.IMAGES,
              Capability.AUDIO,
              Capability.JSON_OBJECT,
              Capability.JSON_SCHEMA,
              Capability.REASONING,
              Capability.EMBEDDINGS,
              Capability.RERANK)
          .calls(Parameter.TOP_K, "top_k")
          .withoutDeveloperRole()
          .reasoning(ReasoningAsk.EFFORT, LOW, MEDIUM, HIGH)
          .takesReasoningBack(ReasoningReturn.CONTENT_WITH_CALLS)),

  /** A GPUStack server (docs.gpustack.ai), at an address that is yours to set. */
  GPUSTACK(
      Dialect.of("gpustack")
          .can(
              Capability.IMAGES,
              Capability.JSON_OBJECT,
              Capability.JSON_SCHEMA,
              Capability.REASONING,
              Capability.EMBEDDINGS,
              Capability.RERANK,
              Capability.IMAGE_GENERATION,
              Capability.SPEECH,
              Capability.TRANSCRIPTION)
          .calls(Parameter.MAX_OUTPUT_TOKENS, "max_tokens")
          .withoutDeveloperRole()),

  /** A LiteLLM proxy (docs.litellm.ai), which has the models of many hosts behind it. */
  LITELLM(
      Dialect.of("litellm")
          .baseUrl("http://localhost:4000/v1")
          .keyless()
          .can(
              Capability.IMAGES,
              Capability.AUDIO,
              Capability.DOCUMENTS,
              Capability.JSON_OBJECT,
              Capability.JSON_SCHEMA,
              Capability.REASONING,
              Capability.EMBEDDINGS,
              Capability.MODERATION,
              Capability.RERANK,
              Capability.IMAGE_GENERATION,
              Capability.SPEECH,
              Capability.TRANSCRIPTION)
          .calls(Parameter.MAX_OUTPUT_TOKENS, "max_tokens")
          .calls(Parameter.TOP_K, "top_k")
          // What stands behind it may be OpenAI.
          .takesCallIds(CallIdForm.UP_TO_40)
          .takesReasoningBack(ReasoningReturn.CONTENT_WITH_CALLS)),

  /** Any other host, at an address that is yours to set; what most of them take. */
  GENERIC(
      Dialect.of("compatible")
          .keyless()
          .can(
              Capability.IMAGES,
              Capability.JSON_OBJECT,
              Capability.JSON_SCHEMA,
              Capability.REASONING,
              Capability.EMBEDDINGS)
          .calls(Parameter.MAX_OUTPUT_TOKENS, "max_tokens")
          .withoutDeveloperRole());

  @SuppressWarnings("ImmutableEnumChecker") // it is immutable
  private final Dialect dialect;

  CompatibleHost(DialectBuilder page) {
    // Groq refuses metadata, and the others do nothing with it; who knows better has extraBody.
    // None of them documents a member for refusals, and some refuse what they do not know.
    this.dialect = page.refuses(Parameter.METADATA).withoutRefusals().build();
  }

  /** What model references start with unless another name is set, as {@code groq}. */
  public String providerName() {
    return dialect.name();
  }

  /** Where the host answers; null for {@link #GENERIC} and {@link #GPUSTACK}. */
  public @Nullable String baseUrl() {
    return dialect.baseUrl();
  }

  /** What the host can do at most; not each of its models does all of it. */
  public Capabilities capabilities() {
    return dialect.capabilities();
  }

  /** How the host differs from OpenAI, in Markdown, for people. */
  public List<String> differences() {
    return dialect.differences();
  }

  /**
   * The environment variable that {@link #fromEnv()} reads the key from, as {@code GROQ_API_KEY}.
   */
  public String keyVariable() {
    return dialect.keyVariable();
  }

  /**
   * A provider as the environment describes it: the key in {@link #keyVariable()}, and where it is
   * set the address in a variable named after the host, as {@code GROQ_BASE_URL}. {@link #VLLM},
   * {@link #SGLANG}, {@link #LLAMA_CPP}, {@link #OLLAMA}, {@link #LM_STUDIO}, {@link #LITELLM} and
   * {@link #GENERIC} need no key; {@link #GENERIC} needs {@code COMPATIBLE_BASE_URL}, and {@link
   * #GPUSTACK} {@code GPUSTACK_BASE_URL}.
   *
   * @throws IllegalStateException when a key or an address is needed and its variable is not set or
   *     blank
   * @throws IllegalArgumentException when the address is no http or https address
   */
  public Provider fromEnv() {
    return fromEnv(System.getenv());
  }

  Provider fromEnv(Map<String, String> environment) {
    return HostEnvironment.read(dialect, environment).build();
  }

  /** A builder for this host, without a key. */
  public HostBuilder builder() {
    return new HostBuilder(dialect);
  }

  Dialect dialect() {
    return dialect;
  }
}
