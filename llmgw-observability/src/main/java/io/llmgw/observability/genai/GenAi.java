package io.llmgw.observability.genai;

import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.observe.ObservedAttemptOutcome;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.api.request.Operation;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values of OpenTelemetry's attributes for generative AI (semantic conventions 1.41, {@code
 * gen_ai.operation.name} and {@code gen_ai.provider.name}), and words for outcomes, the same ones
 * in metrics, spans and lines of the log.
 */
public final class GenAi {
  /** Of {@code error.type} and reasons, where there is none. */
  public static final String NONE = "none";

  private static final String SUCCESS = "success";
  private static final String FAILURE = "failure";
  private static final String CANCELLED = "cancelled";

  private static final Map<String, String> PROVIDERS =
      Map.ofEntries(
          Map.entry("azure", "azure.ai.openai"),
          Map.entry("azure-openai", "azure.ai.openai"),
          Map.entry("bedrock", "aws.bedrock"),
          Map.entry("gemini", "gcp.gemini"),
          Map.entry("google", "gcp.gemini"),
          Map.entry("mistral", "mistral_ai"),
          Map.entry("moonshot", "moonshot_ai"),
          Map.entry("vertexai", "gcp.vertex_ai"),
          Map.entry("vertex", "gcp.vertex_ai"),
          Map.entry("watsonx", "ibm.watsonx.ai"),
          Map.entry("xai", "x_ai"));

  private GenAi() {}

  /** {@code chat}, {@code embeddings}, and our own words for what OpenTelemetry has none for. */
  public static String operation(Operation operation) {
    return lower(operation);
  }

  /** What OpenTelemetry calls a provider; its own name where OpenTelemetry has none for it. */
  public static String provider(String name) {
    return PROVIDERS.getOrDefault(name, name);
  }

  /** {@code rate_limit}, {@code timeout}, ...: a closed set, as {@link ErrorKind} is. */
  public static String error(ErrorKind kind) {
    return lower(kind);
  }

  /** {@code caller}, {@code deadline}, ...: a closed set, as {@link Reason} is. */
  public static String reason(Reason reason) {
    return lower(reason);
  }

  /** {@code success}, {@code failure}, {@code cancelled}: how a call ended. */
  public static String outcome(ObservedOutcome outcome) {
    if (outcome.cancelled() != null) {
      return CANCELLED;
    }
    return outcome.error() == null ? SUCCESS : FAILURE;
  }

  /** {@code success}, {@code failure}, {@code cancelled}: how an attempt ended. */
  public static String outcome(ObservedAttemptOutcome outcome) {
    return switch (outcome.attempt().state()) {
      case SUCCEEDED -> SUCCESS;
      case FAILED -> FAILURE;
      case CANCELLED, RUNNING -> CANCELLED;
    };
  }

  /** Why a call did not succeed: the kind of the error, or who ended it; else {@link #NONE}. */
  public static String errorType(ObservedOutcome outcome) {
    return errorType(outcome.error(), outcome.cancelled());
  }

  /** Why an attempt did not succeed: the kind of the error, or who ended it; else {@link #NONE}. */
  public static String errorType(ObservedAttemptOutcome outcome) {
    AttemptRecord attempt = outcome.attempt();
    boolean failed = attempt.state() == AttemptState.FAILED;
    return errorType(failed ? attempt.error() : null, failed ? null : outcome.cancelled());
  }

  /**
   * What went wrong with a call: the kind of the error, that its time was over, or that its reader
   * forgot it; null where nothing did. An end that somebody wanted is no error of the call.
   */
  public static @Nullable String failure(ObservedOutcome outcome) {
    return failure(outcome.error(), outcome.cancelled());
  }

  /** What went wrong with an attempt, as with a call; null where nothing did. */
  public static @Nullable String failure(ObservedAttemptOutcome outcome) {
    AttemptRecord attempt = outcome.attempt();
    boolean failed = attempt.state() == AttemptState.FAILED;
    return failure(failed ? attempt.error() : null, failed ? null : outcome.cancelled());
  }

  private static @Nullable String failure(@Nullable ErrorKind error, @Nullable Reason cancelled) {
    if (cancelled == null) {
      return error == null ? null : error(error);
    }
    return switch (cancelled) {
      case DEADLINE, LEAKED -> reason(cancelled);
      case CALLER, LOST, SHUTDOWN, PARENT -> null;
    };
  }

  private static String errorType(@Nullable ErrorKind error, @Nullable Reason cancelled) {
    if (cancelled != null) {
      return reason(cancelled);
    }
    return error == null ? NONE : error(error);
  }

  /** What a call asked for; {@code default} where neither it nor its client names a model. */
  public static String route(ObservedCall call) {
    return call.model() == null ? "default" : call.model();
  }

  /** Tokens that went into the provider's prompt cache, for however long. */
  public static long cacheWrites(Usage usage) {
    return usage.tokens(TokenKind.CACHE_WRITE) + usage.tokens(TokenKind.CACHE_WRITE_LONG);
  }

  /** A constant as the value of a tag. */
  public static String lower(Enum<?> constant) {
    return Words.of(constant);
  }

  /** Constants in lower case, made once. */
  private static final class Words extends ClassValue<String[]> {
    private static final Words ALL = new Words();

    static String of(Enum<?> constant) {
      return ALL.get(constant.getDeclaringClass())[position(constant)];
    }

    @SuppressWarnings("EnumOrdinal") // a place in an array of this class, never stored or sent
    private static int position(Enum<?> constant) {
      return constant.ordinal();
    }

    @Override
    protected String[] computeValue(Class<?> type) {
      Object[] constants = type.getEnumConstants();
      String[] words = new String[constants.length];
      for (int i = 0; i < words.length; i++) {
        words[i] = ((Enum<?>) constants[i]).name().toLowerCase(Locale.ROOT);
      }
      return words;
    }
  }
}
