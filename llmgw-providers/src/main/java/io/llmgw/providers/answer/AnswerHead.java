package io.llmgw.providers.answer;

import io.llmgw.api.content.RequestContent;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Started;
import io.llmgw.api.json.Json;
import io.llmgw.api.response.RateLimits;
import io.llmgw.api.response.ResponseHead;
import io.llmgw.api.response.ResponseHeaders;
import io.llmgw.providers.json.TokenNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who answers, with which status and headers; and the failures that are built on these facts. Their
 * messages are ours: what the provider wrote may repeat the prompt or the key. Not thread-safe.
 */
public final class AnswerHead {
  // Best first: an answer that came through a gateway may have several.
  private static final List<String> REQUEST_IDS =
      List.of(
          "x-request-id",
          "request-id",
          "apim-request-id",
          "x-amzn-requestid",
          "mistral-correlation-id",
          "x-debug-trace-id",
          "x-generation-id");
  private static final Set<String> KEPT = kept();
  // One bit per length of a name: most headers need no closer look.
  private static final long KEPT_LENGTHS = lengths(KEPT);
  // Real answers have at most a dozen; a flood of made-up ones shall not cost anything.
  private static final int MOST_KEPT = 48;
  private static final int LONGEST_REQUEST_ID = 128;
  private static final int MOST_DIGITS = 9;

  private final String provider;
  private final String model;
  private final int status;
  private final AnswerHeaders headers;
  private final Instant arrival;
  private final ResponseHeaders kept;
  private final RateLimits rateLimits;
  private final @Nullable String requestId;
  private OwnWords ownWords = OwnWords.NONE;
  private Consumer<String> remarks = remark -> {};

  /**
   * Reads the headers.
   *
   * @param model the provider's own id of the model
   * @param arrival when they came, by the wall clock
   */
  public AnswerHead(
      String provider, String model, int status, AnswerHeaders headers, Instant arrival) {
    this.provider = provider;
    this.model = model;
    this.status = status;
    this.headers = headers;
    this.arrival = arrival;
    RateLimitHeaders limits = new RateLimitHeaders(arrival);
    ResponseHeaders.Builder worthKeeping = ResponseHeaders.builder();
    int count = 0;
    for (int i = 0; i < headers.size() && count < MOST_KEPT; i++) {
      String name = headers.name(i);
      if (!RateLimitHeaders.isMarked(name) && !mayBeKept(name)) {
        continue; // most of them
      }
      String lowerName = ResponseHeaders.lowerCase(name);
      String value = headers.value(i);
      if (limits.take(lowerName, value) || KEPT.contains(lowerName)) {
        worthKeeping.add(lowerName, value);
        count++;
      }
    }
    kept = worthKeeping.build();
    rateLimits = limits.limits();
    requestId = requestId(kept);
  }

  private static boolean mayBeKept(String name) {
    return name.length() < Long.SIZE && (KEPT_LENGTHS & (1L << name.length())) != 0;
  }

  private static long lengths(Set<String> names) {
    long lengths = 0;
    for (String name : names) {
      lengths |= 1L << name.length();
    }
    return lengths;
  }

  private static Set<String> kept() {
    Set<String> names = new HashSet<>(REQUEST_IDS);
    names.addAll(
        List.of("openai-processing-ms", "openai-version", "retry-after", "retry-after-ms"));
    names.addAll(RateLimitHeaders.UNMARKED);
    return Set.copyOf(names);
  }

  private static @Nullable String requestId(ResponseHeaders headers) {
    for (String name : REQUEST_IDS) {
      String id = headers.get(name);
      if (id != null && !id.isEmpty() && id.length() <= LONGEST_REQUEST_ID) {
        return id;
      }
    }
    return null;
  }

  /**
   * Whether the request names a service tier, so that also the ordinary one is worth saying: it may
   * serve in place of that.
   */
  public boolean asksForTier() {
    return asked("service_tier") != null;
  }

  /** What the request has for the field beside its settings; null for nothing. */
  public @Nullable Json asked(String field) {
    RequestContent asked = ownWords.content();
    return asked == null ? null : asked.extraBody().get(field);
  }

  /** Says who takes remarks for the trail of the call; until then nobody does. */
  public void remarksTo(Consumer<String> trail) {
    remarks = trail;
  }

  /**
   * Remarks on something that the answer says of how it was made.
   *
   * @param remark never text of the prompt or the answer
   */
  public void remark(String remark) {
    remarks.accept(remark);
  }

  /** Says what was asked, so that a failure never repeats it. */
  public void keepToItself(OwnWords words) {
    ownWords = words;
  }

  /** The name of the provider that answers. */
  public String provider() {
    return provider;
  }

  /** The provider's own id of the model that was asked. */
  public String model() {
    return model;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The media type of the answer, in lower case and without parameters; empty for none. */
  public String mediaType() {
    String type = headers.first("content-type");
    int end = type == null ? -1 : type.indexOf(';');
    String bare = type == null ? "" : end < 0 ? type : type.substring(0, end);
    return bare.strip().toLowerCase(Locale.ROOT);
  }

  /** The number of tokens that a header says, {@link TokenNumber#UNKNOWN} where it says none. */
  public long tokens(String header) {
    String value = headers.first(header);
    if (value == null || value.isEmpty() || value.length() > MOST_DIGITS) {
      return TokenNumber.UNKNOWN;
    }
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return TokenNumber.UNKNOWN;
      }
    }
    return Long.parseLong(value);
  }

  /** Ids for the tool calls of the answer, once it is said what was asked. */
  public CallIds callIds() {
    return new CallIds(ownWords.content());
  }

  /** The first event of the answer. */
  public Started started(@Nullable String responseId, @Nullable String usedModel) {
    return started(responseId, usedModel, null);
  }

  /**
   * The first event of the answer.
   *
   * @param upstream who runs the model for the provider; null if it does not say
   */
  public Started started(
      @Nullable String responseId, @Nullable String usedModel, @Nullable String upstream) {
    return new Started(
        new ResponseHead(responseId, usedModel, requestId, status, rateLimits, kept, upstream));
  }

  /**
   * A failure of this answer.
   *
   * @param problem the rest of a sentence that begins with the target, without any of the answer
   */
  public LlmException failure(ErrorKind kind, String problem) {
    return builder(kind, problem).build();
  }

  /** As {@link #failure(ErrorKind, String)}, with a cause whose message holds no answer text. */
  public LlmException failure(ErrorKind kind, String problem, Throwable cause) {
    return builder(kind, problem).cause(cause).build();
  }

  /**
   * As {@link #failure(ErrorKind, String)}, of an answer that the same request would get from the
   * same target again.
   */
  public LlmException lastingFailure(ErrorKind kind, String problem) {
    return builder(kind, problem).retryable(false).build();
  }

  /** The failure of a stream with such a frame, which is never skipped: it may have held text. */
  public LlmException unreadableFrame() {
    return failure(ErrorKind.STREAM_BROKEN, "sent a frame that is no JSON object");
  }

  /** The failure of an answer that asks for a tool and does not say for which. */
  public LlmException namelessCall() {
    return failure(ErrorKind.PROTOCOL, "asked for a tool without naming it");
  }

  private LlmException.Builder builder(ErrorKind kind, String problem) {
    return LlmException.of(kind, provider + "/" + model + " " + problem)
        .target(provider, model)
        .httpStatus(status)
        .requestId(requestId)
        .possiblyBilled(status < 300);
  }

  /** The failure of an answer that is neither one nor a refusal: 1xx to 3xx. */
  public LlmException noAnswer() {
    boolean moved = status >= 300;
    String problem =
        moved
            ? "answered " + status + ", which is not followed: set the base URL to the new address"
            : "answered " + status + " without an answer";
    return builder(ErrorKind.PROTOCOL, problem).retryable(!moved).build();
  }

  /** The failure that an error body means, in an answer with an error status or inside a 200. */
  public LlmException refusal(ErrorBody body) {
    boolean inside = status < 400;
    body.named(AwsErrors.in(headers));
    ErrorKind kind = inside ? Refusals.kindInside(body) : Refusals.kind(provider, status, body);
    int told = inside && body.status() != 0 ? body.status() : status;
    String code = body.code();
    boolean known = code != null && CodeWords.isKnown(code);
    String named = known ? " (" + code + ")" : "";
    boolean ofRequest = kind == ErrorKind.INVALID_REQUEST || kind == ErrorKind.UNSUPPORTED;
    String parameter = ofRequest ? body.parameter() : null;
    String about = parameter == null ? "" : " about " + parameter;
    String how = inside ? " reported an error inside its answer" : " answered " + status;
    LlmException.Builder refusal =
        LlmException.of(kind, provider + "/" + model + how + named + about + ": " + remedy(kind))
            .target(provider, model)
            .httpStatus(told)
            .requestId(requestId == null ? idIn(body) : requestId)
            .providerCode(known || code == null || !ownWords.contain(code) ? code : null)
            .parameter(parameter)
            .retryAfter(inside ? body.retryDelay() : retryAfter(kind, body))
            .possiblyBilled(inside || Refusals.isAmbiguous(status, body));
    Boolean advice = inside ? null : RetryAfter.shouldRetry(headers);
    if (advice != null) {
      refusal.retryable(advice);
    } else if (told == 501) {
      refusal.retryable(false); // not implemented today, not implemented in a second
    }
    return refusal.build();
  }

  /** What stands in the body may be anything: prose, the prompt and the key are no ids. */
  private @Nullable String idIn(ErrorBody body) {
    String id = body.requestId();
    return id != null && CodeWords.isId(id) && !ownWords.contain(id) ? id : null;
  }

  private @Nullable Duration retryAfter(ErrorKind kind, ErrorBody body) {
    Duration told = RetryAfter.of(headers, arrival);
    if (told == null) {
      told = body.retryDelay();
    }
    return told == null && kind == ErrorKind.RATE_LIMIT
        ? RateLimitHeaders.untilReset(rateLimits)
        : told;
  }

  private static String remedy(ErrorKind kind) {
    return switch (kind) {
      case RATE_LIMIT -> "slow down, or add a key or a target";
      case OVERLOADED -> "it has no capacity now, try later or elsewhere";
      case QUOTA -> "the account has no quota left, check its billing";
      case AUTH -> "the key was refused, check it";
      case PERMISSION -> "the key may not do this, check its rights";
      case MODEL_NOT_FOUND -> "check the model's name and the base URL";
      case NOT_FOUND -> "check the base URL and the model's name, or try later: it may come";
      case UNSUPPORTED -> "it offers this model, and not for such a request";
      case CONTEXT_LENGTH -> "the request does not fit the context window, shorten it";
      case CONTENT_POLICY -> "its safety system refused the request, change it";
      case TOO_LARGE -> "the request is too large, shorten it";
      case CONFLICT -> "the request conflicts with another one, try again";
      case INVALID_REQUEST -> "it does not take the request as it is, check its parameters";
      case CONFIGURATION ->
          "it was signed at another time than its own, set the clock of this host";
      case PROTOCOL -> "that is no answer of this protocol, check the base URL";
      default -> "it failed, try later or elsewhere";
    };
  }

  @Override
  public String toString() {
    return "AnswerHead[" + provider + "/" + model + ", " + status + "]";
  }
}
