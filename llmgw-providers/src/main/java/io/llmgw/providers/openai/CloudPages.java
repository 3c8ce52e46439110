package io.llmgw.providers.openai;

import static io.llmgw.api.request.ReasoningEffort.HIGH;
import static io.llmgw.api.request.ReasoningEffort.LOW;
import static io.llmgw.api.request.ReasoningEffort.MAX;
import static io.llmgw.api.request.ReasoningEffort.MEDIUM;
import static io.llmgw.api.request.ReasoningEffort.MINIMAL;
import static io.llmgw.api.request.ReasoningEffort.NONE;
import static io.llmgw.api.request.ReasoningEffort.XHIGH;
import static io.llmgw.providers.dialect.Parameter.FREQUENCY_PENALTY;
import static io.llmgw.providers.dialect.Parameter.PRESENCE_PENALTY;
import static io.llmgw.providers.dialect.Parameter.STOP;

import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.EmbeddingLimits;
import io.llmgw.api.provider.MediaLimits;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.dialect.DialectBuilder;
import io.llmgw.providers.dialect.Parameter;
import io.llmgw.providers.dialect.ReasoningAsk;
import io.llmgw.providers.dialect.ReasoningReturn;
import io.llmgw.providers.dialect.TokenCounting;
import io.llmgw.providers.dialect.TranscriptForm;
import io.llmgw.providers.dialect.TurnOrder;
import io.llmgw.providers.dialect.VectorForm;

/** Pages of hosts in the cloud, each with where its facts are from. */
final class CloudPages {
  private CloudPages() {}

  /**
   * docs.fireworks.ai, "OpenAI compatibility", "Reasoning" and "Rerank documents", and
   * types/chat/completion_create_params.py of its Python library (fw-ai-external/python-sdk).
   */
  static DialectBuilder fireworks() {
    return Dialect.of("fireworks")
        .baseUrl("https://api.fireworks.ai/inference/v1")
        .can(
            Capability.IMAGES,
            Capability.JSON_OBJECT,
            Capability.JSON_SCHEMA,
            Capability.REASONING,
            Capability.EMBEDDINGS,
            Capability.RERANK)
        .calls(Parameter.MAX_OUTPUT_TOKENS, "max_tokens")
        .calls(Parameter.TOP_K, "top_k")
        .withoutDeveloperRole()
        .withoutStreamOptions()
        .mostStops(4)
        .mostTemperature(2)
        .reasoning(ReasoningAsk.EFFORT, NONE, LOW, MEDIUM, HIGH)
        .reasoningOf("accounts/*gpt-oss", ReasoningAsk.EFFORT, LOW, MEDIUM, HIGH)
        .takesReasoningBack(ReasoningReturn.CONTENT_WITH_CALLS);
  }

  /**
   * docs.x.ai, "Chat completions", "Reasoning" and the pages of the models, and chat.proto of
   * xai-org/xai-proto.
   */
  static DialectBuilder xai() {
    DialectBuilder page =
        Dialect.of("xai")
            .baseUrl("https://api.x.ai/v1")
            .can(
                Capability.IMAGES,
                Capability.JSON_OBJECT,
                Capability.JSON_SCHEMA,
                Capability.REASONING,
                Capability.IMAGE_GENERATION)
            // Its API page "Image generations": "not supported".
            .refuses(Parameter.IMAGE_SIZE)
            .mostStops(4)
            .withoutDeveloperRole()
            // Its page "Image Understanding": 20 MiB an image.
            .limits(MediaLimits.UNKNOWN.withImageBytes(20L << 20))
            .reasoning(ReasoningAsk.EFFORT, LOW, MEDIUM, HIGH)
            .reasoningOf("grok-3-mini", ReasoningAsk.EFFORT, LOW, HIGH)
            .reasoningOf("grok-4.20-multi-agent", ReasoningAsk.EFFORT, LOW, MEDIUM, HIGH, XHIGH)
            .reasoningOf("grok-4.3", ReasoningAsk.EFFORT, NONE, LOW, MEDIUM, HIGH)
            .reasoningOf("grok-4.5", ReasoningAsk.EFFORT, LOW, MEDIUM, HIGH)
            .reasoningOf("grok-4.6", ReasoningAsk.EFFORT, LOW, MEDIUM, HIGH, XHIGH);
    for (String untold : new String[] {"grok-2", "grok-3", "grok-4", "grok-code"}) {
      page.reasoningOf(untold, ReasoningAsk.NONE); // "does not support parameter reasoningEffort"
    }
    return page.refusesOf("grok-3-mini", FREQUENCY_PENALTY, PRESENCE_PENALTY, STOP)
        .refusesOf("grok-2")
        .refusesOf("grok-3")
        .refusesOf("grok-4*non-reasoning", FREQUENCY_PENALTY, PRESENCE_PENALTY)
        .refusesOf("grok-", FREQUENCY_PENALTY, PRESENCE_PENALTY, STOP);
  }

  /** docs.perplexity.ai, "OpenAI compatibility" and the reference of Sonar. */
  static DialectBuilder perplexity() {
    return Dialect.of("perplexity")
        .baseUrl("https://api.perplexity.ai")
        .can(Capability.IMAGES, Capability.JSON_SCHEMA, Capability.REASONING, Capability.EMBEDDINGS)
        // Its page "Create Embeddings": 512 texts of 120,000 tokens in all, at a path of its own.
        .embedsAt("v1/embeddings")
        .embeds(new EmbeddingLimits(512, 120_000))
        .vectors(VectorForm.BASE64_BYTES)
        .withoutTools()
        .calls(Parameter.MAX_OUTPUT_TOKENS, "max_tokens")
        .calls(Parameter.TOP_K, "top_k")
        .refuses(Parameter.SEED, Parameter.STOP, Parameter.USER_ID)
        .turns(TurnOrder.ALTERNATING)
        .withoutDeveloperRole()
        .withoutStreamOptions()
        .reasoning(ReasoningAsk.EFFORT, MINIMAL, LOW, MEDIUM, HIGH);
  }

  /** inference-docs.cerebras.ai, "OpenAI compatibility", and the types of its Python library. */
  static DialectBuilder cerebras() {
    return Dialect.of("cerebras")
        .baseUrl("https://api.cerebras.ai/v1")
        .can(Capability.JSON_OBJECT, Capability.JSON_SCHEMA, Capability.REASONING)
        // Of "system" it makes what OpenAI calls "developer", which it does not know.
        .withoutDeveloperRole()
        .reasoning(ReasoningAsk.EFFORT, NONE, LOW, MEDIUM, HIGH)
        .reasoningOf("gpt-oss", ReasoningAsk.EFFORT, LOW, MEDIUM, HIGH)
        .takesReasoningBack(ReasoningReturn.REASONING_WITH_CALLS);
  }

  /** docs.api.nvidia.com/nim/reference; a question to embed has another {@code input_type}. */
  static DialectBuilder nvidia() {
    return Dialect.of("nvidia")
        .baseUrl("https://integrate.api.nvidia.com/v1")
        .can(
            Capability.IMAGES,
            Capability.JSON_OBJECT,
            Capability.JSON_SCHEMA,
            Capability.REASONING,
            Capability.EMBEDDINGS)
        .calls(Parameter.MAX_OUTPUT_TOKENS, "max_tokens")
        .refuses(Parameter.USER_ID)
        .tellsPurpose("input_type", "passage")
        .withoutDeveloperRole()
        .reasoning(ReasoningAsk.EFFORT, LOW, MEDIUM, HIGH);
  }

  /** huggingface.co/docs/inference-providers, "Chat Completion". */
  static DialectBuilder huggingFace() {
    return Dialect.of("huggingface")
        .baseUrl("https://router.huggingface.co/v1")
        .keyVariable("HF_TOKEN")
        .can(
            Capability.IMAGES, Capability.JSON_OBJECT, Capability.JSON_SCHEMA, Capability.REASONING)
        .calls(Parameter.MAX_OUTPUT_TOKENS, "max_tokens")
        .refuses(Parameter.USER_ID, Parameter.PARALLEL_TOOL_CALLS)
        .withoutDeveloperRole()
        .reasoning(ReasoningAsk.EFFORT, NONE, MINIMAL, LOW, MEDIUM, HIGH, XHIGH);
  }

  /**
   * docs.sambanova.ai, "OpenAI compatibility": what it ignores is what it does not take; and
   * "Implement audio-input features", for servers of one's own.
   */
  static DialectBuilder sambaNova() {
    return Dialect.of("sambanova")
        .baseUrl("https://api.sambanova.ai/v1")
        .can(
            Capability.IMAGES,
            Capability.JSON_OBJECT,
            Capability.JSON_SCHEMA,
            Capability.REASONING,
            Capability.EMBEDDINGS,
            Capability.TRANSCRIPTION)
        .transcribes(TranscriptForm.TEXT_ALONE)
        .calls(Parameter.MAX_OUTPUT_TOKENS, "max_tokens")
        .calls(Parameter.TOP_K, "top_k")
        .refuses(
            Parameter.SEED,
            Parameter.FREQUENCY_PENALTY,
            Parameter.PRESENCE_PENALTY,
            Parameter.USER_ID)
        .withoutDeveloperRole()
        .reasoning(ReasoningAsk.EFFORT, LOW, MEDIUM, HIGH);
  }

  /**
   * docs.venice.ai, "Chat Completions", "Reasoning models", "Image generation" (the form of
   * OpenAI), "Speech" and "Transcriptions".
   */
  static DialectBuilder venice() {
    return Dialect.of("venice")
        .baseUrl("https://api.venice.ai/api/v1")
        .can(
            Capability.IMAGES,
            Capability.AUDIO,
            Capability.JSON_OBJECT,
            Capability.JSON_SCHEMA,
            Capability.REASONING,
            Capability.EMBEDDINGS,
            Capability.IMAGE_GENERATION,
            Capability.SPEECH,
            Capability.TRANSCRIPTION)
        .transcribes(TranscriptForm.TEXT_ALONE)
        .calls(Parameter.TOP_K, "top_k")
        .refuses(Parameter.USER_ID, Parameter.TRANSCRIPT_PROMPT)
        .calls(Parameter.SPEECH_INSTRUCTIONS, "prompt")
        .mostStops(4)
        .takesReasoningBack(ReasoningReturn.CONTENT_WITH_CALLS);
  }

  /** platform.moonshot.ai, "Chat", "Use the thinking models" and "Calculate tokens". */
  static DialectBuilder moonshot() {
    return Dialect.of("moonshot")
        .baseUrl("https://api.moonshot.ai/v1")
        .can(
            Capability.IMAGES, Capability.JSON_OBJECT, Capability.JSON_SCHEMA, Capability.REASONING)
        .counts(TokenCounting.MESSAGES)
        .refuses(Parameter.SEED, Parameter.USER_ID, Parameter.PARALLEL_TOOL_CALLS)
        .withoutDeveloperRole()
        .reasoning(ReasoningAsk.THINKING)
        .reasoningOf("kimi-k3", ReasoningAsk.EFFORT, LOW, HIGH, MAX)
        .thinksWithoutForcedTools("kimi-k2.", "kimi-k2-thinking", "kimi-k3")
        .takesReasoningBack(ReasoningReturn.CONTENT_WITH_ALL_CALLS);
  }

  /** help.aliyun.com/en/model-studio, "Qwen API reference" and "Deep thinking". */
  static DialectBuilder alibaba() {
    return Dialect.of("alibaba")
        .baseUrl("https://dashscope-intl.aliyuncs.com/compatible-mode/v1")
        .keyVariable("DASHSCOPE_API_KEY")
        .can(
            Capability.IMAGES,
            Capability.JSON_OBJECT,
            Capability.JSON_SCHEMA,
            Capability.REASONING,
            Capability.EMBEDDINGS)
        .calls(Parameter.MAX_OUTPUT_TOKENS, "max_tokens")
        .calls(Parameter.TOP_K, "top_k")
        .refuses(Parameter.FREQUENCY_PENALTY, Parameter.USER_ID)
        .withoutDeveloperRole()
        .reasoning(ReasoningAsk.BUDGET)
        .thinksWithoutForcedTools("qwq", "qvq", "qwen3.")
        // Its refusal: "enable_thinking must be set to false for non-streaming calls".
        .streamsThoughts("qwen3", "qwq", "qvq", "qwen-omni", "qwen2.5-omni")
        // Its page "Embedding": 10 texts of 8,192 tokens.
        .embeds(new EmbeddingLimits(10, 81_920));
  }

  /**
   * docs.z.ai/api-reference, "Chat Completion", "Generate Image", "Audio Transcriptions",
   * "Tokenizer".
   */
  static DialectBuilder zai() {
    return Dialect.of("zai")
        .baseUrl("https://api.z.ai/api/paas/v4")
        .can(
            Capability.IMAGES,
            Capability.JSON_OBJECT,
            Capability.REASONING,
            Capability.IMAGE_GENERATION,
            Capability.TRANSCRIPTION)
        .transcribes(TranscriptForm.TEXT_ALONE)
        .counts(TokenCounting.MESSAGES_AND_TOOLS)
        .calls(Parameter.MAX_OUTPUT_TOKENS, "max_tokens")
        .calls(Parameter.USER_ID, "user_id")
        .refuses(
            Parameter.TOOL_CHOICE, // "auto" alone
            Parameter.PARALLEL_TOOL_CALLS,
            Parameter.SEED,
            Parameter.FREQUENCY_PENALTY,
            Parameter.PRESENCE_PENALTY)
        .withoutDeveloperRole()
        .withoutStreamOptions()
        .reasoning(ReasoningAsk.THINKING)
        .takesReasoningBack(ReasoningReturn.CONTENT_WITH_CALLS);
  }
}
