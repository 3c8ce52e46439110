package io.llmgw.api.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.chain.Reason;
import io.llmgw.api.content.Message;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Usage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LlmExceptionTest {
  @ParameterizedTest
  @CsvSource({
    "RATE_LIMIT, RateLimitedException",
    "AUTH, AuthenticationException",
    "PERMISSION, AuthenticationException",
    "TIMEOUT, LlmTimeoutException",
    "INVALID_REQUEST, InvalidRequestException",
    "UNSUPPORTED, InvalidRequestException",
    "TOO_LARGE, InvalidRequestException",
    "CONTEXT_LENGTH, InvalidRequestException",
    "CANCELLED, CallCancelledException",
    "CONTRACT, ContractBreachException",
    "SERVER, LlmException"
  })
  void theKindPicksTheClass(ErrorKind kind, String type) {
    LlmException built = LlmException.of(kind, "what failed").build();

    assertThat(built.getClass().getSimpleName()).isEqualTo(type);
  }

  @ParameterizedTest
  @EnumSource
  void everyKindHasADefaultThatTheProviderMayOverrule(ErrorKind kind) {
    LlmException asIs = LlmException.of(kind, "x").build();
    LlmException overruled = LlmException.of(kind, "x").retryable(!kind.isRetryable()).build();

    assertThat(asIs.isRetryable()).isEqualTo(kind.isRetryable());
    assertThat(overruled.isRetryable()).isNotEqualTo(kind.isRetryable());
  }

  @Test
  void aFailureAfterContentIsAnInterruptedStreamThatKeepsItsKind() {
    LlmException late = LlmException.of(ErrorKind.OVERLOADED, "x").interrupted().build();

    assertThat(late).isInstanceOf(StreamInterruptedException.class);
    assertThat(late.kind()).isEqualTo(ErrorKind.OVERLOADED);
  }

  @Test
  void aCopyKeepsEveryFactTheCauseAndTheTrace() {
    IllegalStateException cause = new IllegalStateException("below");
    LlmException first =
        LlmException.of(ErrorKind.RATE_LIMIT, "slow down")
            .cause(cause)
            .httpStatus(429)
            .retryAfter(Duration.ofSeconds(3))
            .target("openai", "gpt-5-mini")
            .providerCode("rate_limit_exceeded")
            .requestId("req_1")
            .possiblyBilled(true)
            .partial(Message.assistant("so far"))
            .build();
    first.addSuppressed(new IllegalStateException("beside"));

    LlmException copy = first.toBuilder().callId("call-1").build();

    assertThat(copy).isNotSameAs(first).isInstanceOf(RateLimitedException.class).hasCause(cause);
    assertThat(copy.getStackTrace()).isEqualTo(first.getStackTrace());
    assertThat(copy.getSuppressed()).hasSize(1);
    assertThat(copy.callId()).isEqualTo("call-1");
    assertThat(copy.httpStatus()).isEqualTo(429);
    assertThat(copy.retryAfter()).isEqualTo(Duration.ofSeconds(3));
    assertThat(copy.provider()).isEqualTo("openai");
    assertThat(copy.model()).isEqualTo("gpt-5-mini");
    assertThat(copy.providerCode()).isEqualTo("rate_limit_exceeded");
    assertThat(copy.requestId()).isEqualTo("req_1");
    assertThat(copy.isPossiblyBilled()).isTrue();
    assertThat(copy.partial()).isEqualTo(first.partial());
  }

  @Test
  void mayBeBilledWhereOneOfItsAttemptsMay() {
    LlmException first = LlmException.of(ErrorKind.AUTH, "refused").build();

    assertThat(first.isPossiblyBilled()).isFalse();
    assertThat(first.toBuilder().attempts(List.of(attempt(false))).build().isPossiblyBilled())
        .isFalse();
    assertThat(
            first.toBuilder()
                .attempts(List.of(attempt(true), attempt(false)))
                .build()
                .isPossiblyBilled())
        .isTrue();
  }

  @Test
  void aCopyOfACancelledCallKeepsItsReason() {
    LlmException first =
        LlmException.of(ErrorKind.CANCELLED, "ended").reason(Reason.SHUTDOWN).build();

    LlmException copy = first.toBuilder().build();

    assertThat(((CallCancelledException) copy).reason()).isEqualTo(Reason.SHUTDOWN);
  }

  @Test
  void survivesSerialisationWithoutAttemptsAndText() throws IOException, ClassNotFoundException {
    LlmException first =
        LlmException.of(ErrorKind.SERVER, "it failed")
            .httpStatus(500)
            .partial(Message.assistant("so far"))
            .build();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(first);
    }

    LlmException read;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      read = (LlmException) in.readObject();
    }

    assertThat(read.httpStatus()).isEqualTo(500);
    assertThat(read.attempts()).isEmpty();
    assertThat(read.partial()).isNull();
  }

  private static AttemptRecord attempt(boolean possiblyBilled) {
    return new AttemptRecord(
        1,
        "openai/gpt-5",
        null,
        AttemptState.FAILED,
        ErrorKind.TIMEOUT,
        possiblyBilled,
        false,
        Duration.ofSeconds(3),
        null,
        Usage.UNKNOWN,
        Cost.ZERO,
        null,
        List.of());
  }
}
