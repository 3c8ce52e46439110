package io.llmgw.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.Prompt;
import io.llmgw.api.answer.ExpectedAnswer;
import io.llmgw.api.redact.EntitySet;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.request.Aggregation;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.request.Leniency;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.request.UsageDrain;
import io.llmgw.api.route.Requirements;
import io.llmgw.api.route.Routing;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.api.schema.JsonType;
import io.llmgw.api.tool.RunLimits;
import io.llmgw.cache.CacheControl;
import io.llmgw.cache.Idempotency;
import io.llmgw.cache.ResponseCache;
import io.llmgw.cache.Semantic;
import io.llmgw.docs.JavaSource.Member;
import io.llmgw.observability.log.CallLog;
import io.llmgw.observability.metrics.Metrics;
import io.llmgw.observability.trace.Tracing;
import io.llmgw.providers.anthropic.Anthropic;
import io.llmgw.providers.bedrock.Bedrock;
import io.llmgw.providers.cohere.Cohere;
import io.llmgw.providers.gemini.Gemini;
import io.llmgw.providers.gemini.Vertex;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.ollama.Ollama;
import io.llmgw.providers.openai.AzureOpenAi;
import io.llmgw.providers.openai.CompatibleHost;
import io.llmgw.providers.openai.HostBuilder;
import io.llmgw.providers.openai.Mistral;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.test.scripted.ScriptedProvider;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of settings.md are what the builders say of themselves. */
class SettingsPageTest {
  private static final Path PAGE = Guide.DOCS.resolve("settings.md");
  private static final Pattern OPTION =
      Pattern.compile(
          "(?m)^public [\\w ]*?(?:record|class|enum|interface) (\\w+)[^{]*\\b(?:implements|extends) RequestOption\\b");
  private static final Pattern FEATURE =
      Pattern.compile("(?m)^public final class (\\w+) implements Feature\\b");
  private static final String API = "llmgw-api";
  private static final String CACHE = "llmgw-cache";
  private static final String OBSERVABILITY = "llmgw-observability";
  private static final String PROVIDERS = "llmgw-providers";

  @Test
  void theClient() {
    hold(
        "client",
        SettingsTable.of(API, LlmClientBuilder.class, LlmClientBuilder.class, LlmClient::builder)
            .with("defaultModel", "none: every request names its model")
            .with("timeouts", "10 s to connect, 10 min in all")
            .otherwise("none"));
  }

  @Test
  void theDefaultClocksAreThoseThatThePageNames() {
    assertThat(LlmClientBuilder.DEFAULT_TIMEOUTS)
        .isEqualTo(Timeouts.connect(Duration.ofSeconds(10)).total(Duration.ofMinutes(10)));
  }

  @Test
  void theClocks() throws ReflectiveOperationException {
    StringBuilder table = new StringBuilder(SettingsTable.head());
    Map<String, String> meanings = new HashMap<>();
    for (Member member : JavaSource.of(API, Timeouts.class).methods(Timeouts.class)) {
      if (member.parameterTypes().isEmpty()) {
        String what = member.summary().replaceAll("[.;] [Nn]ull when not set", "");
        meanings.put(member.name(), what.replaceAll("\\.$", ""));
      } else if (member.summary().startsWith("Only ")) {
        table.append(
            SettingsTable.row(
                member.signature(),
                meanings.get(member.name()),
                defaultClock(member.name()),
                Allowed.by(setter(member.name()), member.parameterNames(), () -> null)));
      }
    }
    Guide.holdPart(PAGE, "clocks", table.toString());
  }

  private static Method setter(String clock) {
    for (Method method : Timeouts.class.getMethods()) {
      if (method.getName().equals(clock) && Modifier.isStatic(method.getModifiers())) {
        return method;
      }
    }
    throw new AssertionError("no clock is set by " + clock);
  }

  private static String defaultClock(String name) throws ReflectiveOperationException {
    Object limit = Timeouts.class.getMethod(name).invoke(LlmClientBuilder.DEFAULT_TIMEOUTS);
    return limit == null ? "not set" : SettingsTable.inWords((Duration) limit);
  }

  @Test
  void onePrompt() {
    try (LlmClient llm =
        LlmClient.builder().provider(ScriptedProvider.named("fake").answers("x")).build()) {
      hold(
          "prompt",
          SettingsTable.of(API, Prompt.class, Prompt.class, () -> llm.prompt("x"))
              .with("timeouts", "the client's")
              .with("forCaller", "the client's")
              .otherwise("none"));
    }
  }

  @Test
  void oneChatRequest() {
    hold(
        "chat-request",
        SettingsTable.of(API, ChatRequest.class, ChatRequest.Builder.class, ChatRequest::builder)
            .otherwise("the provider's"));
  }

  @Test
  void oneEmbeddingRequest() {
    hold(
        "embedding-request",
        SettingsTable.of(
            API,
            EmbeddingRequest.class,
            EmbeddingRequest.Builder.class,
            EmbeddingRequest::builder));
  }

  @Test
  void everyOptionOfACallIsNamed() {
    List<String> options = declared(OPTION);
    options.remove("Toolbox"); // what `tools` makes of tools

    assertThat(options).contains("Timeouts", "Requirements", "CacheControl", "Idempotency");
    String page = Guide.read(PAGE);
    assertThat(options).allSatisfy(option -> assertThat(page).contains("`" + option));
  }

  @Test
  void everyFeatureIsNamed() {
    List<String> features = declared(FEATURE);

    assertThat(features).contains("Redaction", "ResponseCache", "Metrics");
    String page = Guide.read(PAGE);
    assertThat(features).allSatisfy(feature -> assertThat(page).contains("`" + feature + "."));
  }

  /** The public types of this kind in the modules that are published, but for the test kit's. */
  private static List<String> declared(Pattern kind) {
    List<String> types = new ArrayList<>();
    for (String module : Guide.modules()) {
      if (!module.contains("llmgw-") || module.equals("llmgw-test")) {
        continue;
      }
      try (Stream<Path> files = Files.walk(Guide.ROOT.resolve(module).resolve("src/main/java"))) {
        for (Path file : files.filter(any -> any.toString().endsWith(".java")).toList()) {
          Matcher type = kind.matcher(Guide.read(file));
          if (type.find()) {
            types.add(type.group(1));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return types;
  }

  @Test
  void howOftenACallIsTried() {
    hold(
        "retries",
        SettingsTable.of(API, Retries.class, Retries.class, () -> Retries.DEFAULT)
            .withBeginnings()
            .otherwise(Retries.DEFAULT.toString()));
  }

  @Test
  void whenASecondTargetIsAsked() {
    hold(
        "hedging",
        SettingsTable.of(API, Hedging.class, Hedging.class, () -> Hedging.atPercentile(0.9))
            .withBeginnings()
            .otherwise(Hedging.OFF.toString()));
  }

  @Test
  void whetherAnAnswerIsReadOn() {
    hold(
        "usage-drain",
        SettingsTable.of(API, UsageDrain.class, UsageDrain.class, () -> UsageDrain.OFF)
            .withBeginnings()
            .otherwise(UsageDrain.OFF.toString()));
  }

  @Test
  void whetherEmbeddingsGoTogether() {
    hold(
        "aggregation",
        SettingsTable.of(API, Aggregation.class, Aggregation.class, () -> Aggregation.OFF)
            .withBeginnings()
            .otherwise(Aggregation.OFF.toString()));
  }

  @Test
  void howAValueIsAskedFor() {
    JsonType<String> text = JsonType.of(String.class);
    hold(
        "expected-answer",
        SettingsTable.of(
                API, ExpectedAnswer.class, ExpectedAnswer.class, () -> ExpectedAnswer.of(text))
            .with("withType", "that of the call"));
  }

  @Test
  void theResponseCache() {
    hold(
        "response-cache",
        SettingsTable.of(
                CACHE, ResponseCache.class, ResponseCache.class, () -> ResponseCache.ofMegabytes(1))
            .with("perUser", "callers of the same tenant")
            .with("withoutSharing", "they share")
            .otherwise("none"));
    Member size = member(CACHE, ResponseCache.class, ResponseCache.class, "ofMegabytes");
    Guide.holdPart(PAGE, "cache-size", size.text() + "\n");
  }

  @Test
  void similarQuestions() {
    hold(
        "semantic",
        SettingsTable.of(CACHE, Semantic.class, Semantic.class, Semantic::lexical)
            .with("threshold", "what is said for all")
            .with("shadow", "off"));
  }

  @Test
  void howACallUsesTheCache() {
    SettingsTable table =
        SettingsTable.of(CACHE, CacheControl.class, CacheControl.class, () -> CacheControl.DEFAULT)
            .without("or")
            .withBeginnings()
            .with("ttl", SettingsTable.inWords(ResponseCache.TTL))
            .with("maxAge", "any that is not past its time")
            .with("namespace", "`" + ResponseCache.NAMESPACE + "`")
            .with("similarity", "the threshold of `Semantic`");
    for (String use : List.of("use", "off", "readOnly", "writeOnly", "refresh")) {
      table.with(use, defaultOf("use"));
    }
    table.with("staleIfError", defaultOf("staleIfError")).with("exactOnly", defaultOf("exact"));
    for (String kind : List.of("sampled", "seeded", "toolCalls", "standIns")) {
      table.with(
          "also" + kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1),
          defaultOf(kind));
    }
    hold("cache-control", table);
  }

  /** What counts where nobody says anything of this part of a cache control, by its comment. */
  private static String defaultOf(String part) {
    Path file = Guide.ROOT.resolve(CACHE).resolve("src/main/java/io/llmgw/cache/CacheControl.java");
    String comment = Guide.read(file).replaceAll("\\s+\\*\\s+", " ");
    Matcher said =
        Pattern.compile("@param " + part + " (?:(?!@param).)*? open, (.+?) by default")
            .matcher(comment);
    assertThat(said.find()).as("the default of %s", part).isTrue();
    return said.group(1).replaceAll("\\{@link (\\w+)#(\\w+)}", "`$1.$2`");
  }

  @Test
  void aCallThatIsMadeOnce() {
    hold(
        "idempotency",
        SettingsTable.of(CACHE, Idempotency.class, Idempotency.class, () -> Idempotency.key("any"))
            .withBeginnings()
            .with("within", SettingsTable.inWords(Idempotency.WINDOW))
            .otherwise("none"));
  }

  @Test
  void redaction() {
    hold(
        "redaction",
        SettingsTable.of(
                API,
                Redaction.class,
                Redaction.class,
                () -> Redaction.of(EntitySet.of(EntityType.of("ANY"))))
            .with("unguessable", "numbers alone")
            .with("shadow", "off")
            .otherwise("none"));
  }

  @Test
  void metrics() {
    hold(
        "metrics",
        SettingsTable.of(
            OBSERVABILITY,
            Metrics.class,
            Metrics.class,
            () -> Metrics.to(new SimpleMeterRegistry())));
  }

  @Test
  void tracing() {
    hold(
        "tracing",
        SettingsTable.of(
                OBSERVABILITY,
                Tracing.class,
                Tracing.class,
                () -> Tracing.of(ObservationRegistry.create()))
            .otherwise("nothing"));
  }

  @Test
  void theCallLog() {
    hold(
        "call-log",
        SettingsTable.of(OBSERVABILITY, CallLog.class, CallLog.class, CallLog::create)
            .otherwise("nothing"));
  }

  @Test
  void leniency() {
    StringBuilder table = new StringBuilder("| `Leniency` | |\n|---|---|\n");
    for (Member constant : JavaSource.of(API, Leniency.class).constants(Leniency.class)) {
      table.append("| `" + constant.name() + "` | " + constant.text() + " |\n");
    }
    Guide.holdPart(PAGE, "leniency", table.toString());
  }

  @Test
  void theLimitsOfARun() {
    hold(
        "run-limits",
        SettingsTable.of(API, RunLimits.class, RunLimits.class, () -> RunLimits.DEFAULT));
  }

  @Test
  void theLimitsOfATarget() {
    hold(
        "target-limits",
        SettingsTable.of(API, TargetLimits.class, TargetLimits.class, TargetLimits::perKey)
            .otherwise("no limit"));
  }

  @Test
  void whatTargetsAreChosenBy() {
    hold("routing", SettingsTable.of(API, Routing.class, Routing.class, () -> Routing.DEFAULT));
  }

  @Test
  void whatTargetsMustOffer() {
    hold(
        "requirements",
        SettingsTable.of(API, Requirements.class, Requirements.class, Requirements::none)
            .otherwise("none"));
  }

  @Test
  void compatibleHosts() {
    hold(
        "compatible",
        SettingsTable.of(
            PROVIDERS, HostBuilder.class, HostBuilder.class, CompatibleHost.GENERIC::builder));
  }

  @Test
  void openAi() {
    hold(
        "openai", SettingsTable.of(PROVIDERS, OpenAi.class, OpenAi.Builder.class, OpenAi::builder));
  }

  @Test
  void mistral() {
    hold(
        "mistral",
        SettingsTable.of(PROVIDERS, Mistral.class, Mistral.Builder.class, Mistral::builder));
  }

  @Test
  void azure() {
    hold(
        "azure",
        SettingsTable.of(
            PROVIDERS, AzureOpenAi.class, AzureOpenAi.Builder.class, AzureOpenAi::builder));
  }

  @Test
  void environmentOfAzure() {
    Member fromEnv = member(PROVIDERS, AzureOpenAi.class, AzureOpenAi.class, "fromEnv");
    Guide.holdPart(PAGE, "azure-environment", fromEnv.summary() + "\n");
  }

  @Test
  void anthropic() {
    hold(
        "anthropic",
        SettingsTable.of(PROVIDERS, Anthropic.class, Anthropic.Builder.class, Anthropic::builder)
            .with("beta", "none")
            .with("tokens", "none"));
  }

  @Test
  void environmentOfAnthropic() {
    Member fromEnv = member(PROVIDERS, Anthropic.class, Anthropic.class, "fromEnv");
    Guide.holdPart(PAGE, "anthropic-environment", fromEnv.summary() + "\n");
  }

  @Test
  void gemini() {
    hold(
        "gemini", SettingsTable.of(PROVIDERS, Gemini.class, Gemini.Builder.class, Gemini::builder));
    Member fromEnv = member(PROVIDERS, Gemini.class, Gemini.class, "fromEnv");
    Guide.holdPart(PAGE, "gemini-environment", fromEnv.summary() + "\n");
  }

  @Test
  void vertex() {
    hold(
        "vertexai",
        SettingsTable.of(PROVIDERS, Vertex.class, Vertex.Builder.class, Vertex::builder)
            .with("project", "none: it is required"));
    Member fromEnv = member(PROVIDERS, Vertex.class, Vertex.class, "fromEnv");
    Guide.holdPart(PAGE, "vertexai-environment", fromEnv.summary() + "\n");
  }

  @Test
  void ollama() {
    hold(
        "ollama", SettingsTable.of(PROVIDERS, Ollama.class, Ollama.Builder.class, Ollama::builder));
    Member fromEnv = member(PROVIDERS, Ollama.class, Ollama.class, "fromEnv");
    Guide.holdPart(PAGE, "ollama-environment", fromEnv.summary() + "\n");
  }

  @Test
  void bedrock() {
    hold(
        "bedrock",
        SettingsTable.of(PROVIDERS, Bedrock.class, Bedrock.Builder.class, Bedrock::builder)
            .with("region", "none; needed but for API keys at an address of one's own")
            .with("keys", "none"));
  }

  @Test
  void environmentOfBedrock() {
    Member fromEnv = member(PROVIDERS, Bedrock.class, Bedrock.class, "fromEnv");
    Guide.holdPart(PAGE, "bedrock-environment", fromEnv.summary() + "\n");
  }

  @Test
  void cohere() {
    hold(
        "cohere", SettingsTable.of(PROVIDERS, Cohere.class, Cohere.Builder.class, Cohere::builder));
    Member fromEnv = member(PROVIDERS, Cohere.class, Cohere.class, "fromEnv");
    Guide.holdPart(PAGE, "cohere-environment", fromEnv.summary() + "\n");
  }

  @Test
  void http() {
    hold(
        "http",
        SettingsTable.of(
                PROVIDERS, HttpSettings.class, HttpSettings.Builder.class, HttpSettings::builder)
            .with("client", "one of the provider's own"));
  }

  @Test
  void environmentOfOpenAi() {
    Member fromEnv = member(PROVIDERS, OpenAi.class, OpenAi.class, "fromEnv");
    Guide.holdPart(PAGE, "environment", fromEnv.summary() + "\n");
  }

  @Test
  void aClientOfOnesOwn() {
    Member client = member(PROVIDERS, HttpSettings.class, HttpSettings.Builder.class, "client");
    Guide.holdPart(PAGE, "own-client", client.text() + "\n");
  }

  private static Member member(String module, Class<?> topLevel, Class<?> type, String name) {
    for (Member method : JavaSource.of(module, topLevel).methods(type)) {
      if (method.name().equals(name)) {
        return method;
      }
    }
    throw new AssertionError(type + " has no method " + name);
  }

  @Test
  void settingsByName() {
    holdNames("openai");
    holdNames("anthropic");
    holdNames("gemini");
    holdNames("vertexai", "project", "p");
    holdNames("azure", "base-url", "http://localhost"); // it has no address of its own
    holdNames("bedrock");
    holdNames("ollama");
    holdNames("cohere");
  }

  private static void holdNames(String provider, String... required) {
    Map<String, String> settings = new HashMap<>(Map.of("no-such-setting", "x"));
    for (int i = 0; i < required.length; i += 2) {
      settings.put(required[i], required[i + 1]);
    }
    IllegalArgumentException refusal =
        catchThrowableOfType(
            IllegalArgumentException.class, () -> LlmClient.builder().provider(provider, settings));
    Matcher known = Pattern.compile("known are \\[(.*)]").matcher(refusal.getMessage());
    assertThat(known.find()).isTrue();
    String names = "`" + known.group(1).replace(", ", "`, `") + "`.\n";
    Guide.holdPart(PAGE, provider + "-by-name", names);
  }

  private static void hold(String part, SettingsTable table) {
    Guide.holdPart(PAGE, part, table.markdown());
  }
}
