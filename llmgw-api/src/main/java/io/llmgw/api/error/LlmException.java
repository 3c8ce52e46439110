package io.llmgw.api.error;

import io.llmgw.api.chain.Reason;
import io.llmgw.api.content.Message;
import io.llmgw.api.schema.Violation;
import io.llmgw.api.usage.AttemptRecord;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The failure of a call: the root of all exceptions of the gateway, unchecked, with the facts in
 * fields. The message names what failed, where, and what to do; it never holds prompt text, answer
 * text or keys.
 *
 * <p>Made by {@link #of(ErrorKind, String)}, which picks the subclass from the facts; immutable.
 * One instance belongs to one caller: {@link #toBuilder()} makes a copy with the same cause and
 * stack trace.
 */
public class LlmException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorKind kind;
  private final boolean retryable;
  private final boolean possiblyBilled;
  private final int httpStatus;
  private final @Nullable Duration retryAfter;
  private final @Nullable String provider;
  private final @Nullable String model;
  private final @Nullable String providerCode;
  private final @Nullable String parameter;
  private final @Nullable String requestId;
  private final @Nullable String callId;
  private final transient @Nullable List<AttemptRecord> attempts;
  private final transient @Nullable Message partial;

  LlmException(Builder facts) {
    super(facts.message, facts.cause);
    this.kind = facts.kind;
    this.retryable = facts.retryable == null ? facts.kind.isRetryable() : facts.retryable;
    this.possiblyBilled = facts.possiblyBilled || facts.hasBilledAttempt();
    this.httpStatus = facts.httpStatus;
    this.retryAfter = facts.retryAfter;
    this.provider = facts.provider;
    this.model = facts.model;
    this.providerCode = facts.providerCode;
    this.parameter = facts.parameter;
    this.requestId = facts.requestId;
    this.callId = facts.callId;
    this.attempts = facts.attempts;
    this.partial = facts.partial;
  }

  /**
   * Starts a failure of this kind.
   *
   * @param message one sentence: what failed, which target, what to do; never prompt or answer text
   */
  public static Builder of(ErrorKind kind, String message) {
    return new Builder(kind, message);
  }

  /** What went wrong. */
  public ErrorKind kind() {
    return kind;
  }

  /** Whether the same request may succeed when it is made again later. */
  public boolean isRetryable() {
    return retryable;
  }

  /** How long the provider asks to wait before the next attempt, null when it did not say. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /**
   * Whether a provider may have billed what failed: its request had gone out. Of a call, whether
   * that is so for any of its {@link #attempts()} that gave no whole answer, the last one or one
   * before, whatever ended the call: a clock, a cancel, an interrupt or a refusal.
   *
   * <p>False does not mean free. A whole answer that was refused afterwards, by a guard or since it
   * has not the form that was asked for, is paid for like any other: what a failed call has cost is
   * the sum of its {@link #attempts()}.
   */
  public boolean isPossiblyBilled() {
    return possiblyBilled;
  }

  /** Name of the provider that failed, null when the call did not get that far. */
  public @Nullable String provider() {
    return provider;
  }

  /** The provider's own id of the model, null when the call did not get that far. */
  public @Nullable String model() {
    return model;
  }

  /** HTTP status of the answer, 0 when there was none. */
  public int httpStatus() {
    return httpStatus;
  }

  /** The provider's own error code, null when it gave none. */
  public @Nullable String providerCode() {
    return providerCode;
  }

  /**
   * The field of the request that the provider objects to, by the name of its protocol, such as
   * {@code temperature}; null when it did not say.
   */
  public @Nullable String parameter() {
    return parameter;
  }

  /** The provider's id of the request, for its support; null when it gave none. */
  public @Nullable String requestId() {
    return requestId;
  }

  /** Id of the call, as in logs, metrics and audit; null before the call got one. */
  public @Nullable String callId() {
    return callId;
  }

  /** Every attempt of the call, in order of start; empty when none was made. */
  public List<AttemptRecord> attempts() {
    return attempts == null ? List.of() : attempts;
  }

  /** What the caller had been given of the answer before the failure; null when nothing. */
  public @Nullable Message partial() {
    return partial;
  }

  /** A copy to change: same facts, same cause, same stack trace. */
  public Builder toBuilder() {
    Builder copy = new Builder(kind, Objects.requireNonNullElse(getMessage(), kind.name()));
    copy.origin = this;
    copy.cause = getCause();
    copy.retryable = retryable;
    copy.possiblyBilled = possiblyBilled;
    copy.httpStatus = httpStatus;
    copy.retryAfter = retryAfter;
    copy.provider = provider;
    copy.model = model;
    copy.providerCode = providerCode;
    copy.parameter = parameter;
    copy.requestId = requestId;
    copy.callId = callId;
    copy.attempts = attempts;
    copy.partial = partial;
    copy.interrupted = this instanceof StreamInterruptedException;
    copy.reason = this instanceof CallCancelledException cancelled ? cancelled.reason() : null;
    if (this instanceof InvalidAnswerException invalid) {
      copy.answer(invalid.answer(), invalid.violations());
    }
    return copy;
  }

  /** Collects the facts of a failure. Not thread-safe. */
  public static final class Builder {
    private final ErrorKind kind;
    private String message;
    private @Nullable LlmException origin;
    private @Nullable Throwable cause;
    private @Nullable Boolean retryable;
    private boolean possiblyBilled;
    private boolean interrupted;
    private int httpStatus;
    private @Nullable Duration retryAfter;
    private @Nullable String provider;
    private @Nullable String model;
    private @Nullable String providerCode;
    private @Nullable String parameter;
    private @Nullable String requestId;
    private @Nullable String callId;
    private @Nullable List<AttemptRecord> attempts;
    private @Nullable Message partial;
    private @Nullable Reason reason;
    private String answer = "";
    private List<Violation> violations = List.of();

    Builder(ErrorKind kind, String message) {
      this.kind = Objects.requireNonNull(kind, "kind");
      this.message = Objects.requireNonNull(message, "message");
    }

    /** Says more, or something else, than the sentence so far; never prompt or answer text. */
    public Builder message(String message) {
      this.message = Objects.requireNonNull(message, "message");
      return this;
    }

    /** What led to the failure; null for none. */
    public Builder cause(@Nullable Throwable cause) {
      this.cause = cause;
      return this;
    }

    /** Overrules the default of the kind. */
    public Builder retryable(boolean retryable) {
      this.retryable = retryable;
      return this;
    }

    /**
     * Whether the provider may have billed the attempt; default false. It is so too where one of
     * the {@link #attempts} says so of itself.
     */
    public Builder possiblyBilled(boolean possiblyBilled) {
      this.possiblyBilled = possiblyBilled;
      return this;
    }

    /** HTTP status of the answer; default 0, there was none. */
    public Builder httpStatus(int httpStatus) {
      this.httpStatus = httpStatus;
      return this;
    }

    /** How long to wait before the next attempt; null when unknown. */
    public Builder retryAfter(@Nullable Duration retryAfter) {
      this.retryAfter = retryAfter;
      return this;
    }

    /** Who failed: provider name and its own model id. */
    public Builder target(@Nullable String provider, @Nullable String model) {
      this.provider = provider;
      this.model = model;
      return this;
    }

    /** The provider's own error code; null when it gave none. */
    public Builder providerCode(@Nullable String providerCode) {
      this.providerCode = providerCode;
      return this;
    }

    /** The field of the request that the provider objects to; null when it did not say. */
    public Builder parameter(@Nullable String parameter) {
      this.parameter = parameter;
      return this;
    }

    /** The provider's id of the request; null when it gave none. */
    public Builder requestId(@Nullable String requestId) {
      this.requestId = requestId;
      return this;
    }

    /** Id of the call. */
    public Builder callId(@Nullable String callId) {
      this.callId = callId;
      return this;
    }

    /** Every attempt of the call so far. */
    public Builder attempts(List<AttemptRecord> attempts) {
      this.attempts = List.copyOf(attempts);
      return this;
    }

    /** What the caller was given of the answer; null when nothing. */
    public Builder partial(@Nullable Message partial) {
      this.partial = partial;
      return this;
    }

    /** Marks the failure as one after the first content: {@link StreamInterruptedException}. */
    public Builder interrupted() {
      this.interrupted = true;
      return this;
    }

    /** Why the call was cancelled; used with {@link ErrorKind#CANCELLED}. */
    public Builder reason(Reason reason) {
      this.reason = reason;
      return this;
    }

    /**
     * What the model wrote instead of the value, which goes into no message, and what is wrong with
     * it; used with {@link ErrorKind#INVALID_ANSWER}.
     */
    public Builder answer(String answer, List<Violation> violations) {
      this.answer = Objects.requireNonNull(answer, "answer");
      this.violations = List.copyOf(violations);
      return this;
    }

    String answer() {
      return answer;
    }

    List<Violation> violations() {
      return violations;
    }

    private boolean hasBilledAttempt() {
      if (attempts != null) {
        for (AttemptRecord attempt : attempts) {
          if (attempt.possiblyBilled()) {
            return true;
          }
        }
      }
      return false;
    }

    /** The exception, of the subclass that fits the facts. */
    public LlmException build() {
      LlmException built = subclass();
      if (origin != null) {
        built.setStackTrace(origin.getStackTrace());
        for (Throwable suppressed : origin.getSuppressed()) {
          built.addSuppressed(suppressed);
        }
      }
      return built;
    }

    private LlmException subclass() {
      if (kind == ErrorKind.CANCELLED) {
        return new CallCancelledException(this, reason == null ? Reason.CALLER : reason);
      }
      if (kind == ErrorKind.CONTRACT) {
        return new ContractBreachException(this);
      }
      if (kind == ErrorKind.INVALID_ANSWER) {
        return new InvalidAnswerException(this);
      }
      if (interrupted) {
        return new StreamInterruptedException(this);
      }
      return switch (kind) {
        case RATE_LIMIT -> new RateLimitedException(this);
        case AUTH, PERMISSION -> new AuthenticationException(this);
        case TIMEOUT -> new LlmTimeoutException(this);
        case INVALID_REQUEST, UNSUPPORTED, TOO_LARGE, CONTEXT_LENGTH ->
            new InvalidRequestException(this);
        default -> new LlmException(this);
      };
    }
  }
}
