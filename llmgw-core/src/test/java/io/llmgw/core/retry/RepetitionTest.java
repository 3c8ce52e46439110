package io.llmgw.core.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.test.Fault;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of what is repeated. */
class RepetitionTest {
  private static final Set<ErrorKind> REPEATED =
      EnumSet.of(
          ErrorKind.DNS,
          ErrorKind.CONNECT,
          ErrorKind.CONNECTION_LOST,
          ErrorKind.TIMEOUT,
          ErrorKind.RATE_LIMIT,
          ErrorKind.OVERLOADED,
          ErrorKind.SERVER,
          ErrorKind.CONFLICT,
          ErrorKind.STREAM_BROKEN,
          ErrorKind.STREAM_TRUNCATED,
          ErrorKind.PROTOCOL,
          ErrorKind.EMPTY_RESPONSE);

  @ParameterizedTest
  @EnumSource
  void noOtherKindIsRepeatedByItself(ErrorKind kind) {
    boolean repeated = Repetition.of(plain(kind), false) != Repetition.NEVER;

    assertThat(repeated).isEqualTo(REPEATED.contains(kind));
  }

  @ParameterizedTest
  @EnumSource
  void whatMayHaveBeenBilledIsNeverASafeRepeat(ErrorKind kind) {
    assertThat(Repetition.of(plain(kind), true)).isIn(Repetition.AMBIGUOUS, Repetition.NEVER);
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsRepeatedAfterContentOrAgainstAWord(ErrorKind kind) {
    LlmException interrupted = plain(kind).toBuilder().interrupted().retryable(true).build();
    LlmException advised = plain(kind).toBuilder().httpStatus(500).retryable(false).build();

    assertThat(Repetition.of(advised, false)).isEqualTo(Repetition.NEVER);
    if (kind != ErrorKind.INVALID_ANSWER) {
      assertThat(Repetition.of(interrupted, true)).isEqualTo(Repetition.NEVER);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECT, SAFE",
    "CONNECTION_LOST, SAFE",
    "OVERLOADED, SAFE",
    "CONFLICT, SAFE_ONCE",
    "STREAM_BROKEN, AMBIGUOUS",
    "PROTOCOL, AMBIGUOUS",
  })
  void rowsOfTheTable(ErrorKind kind, Repetition repetition) {
    assertThat(Repetition.of(plain(kind), false)).isEqualTo(repetition);
  }

  @Test
  @Fault("F013")
  void whatThisProcessLacksItLacksTheNextMomentToo() {
    LlmException lacking =
        LlmException.of(ErrorKind.LOCAL_RESOURCE, "no socket").retryable(true).build();

    assertThat(Repetition.of(lacking, false)).isEqualTo(Repetition.NEVER);
  }

  @Test
  @Fault("F008")
  void aHandshakeIsRepeatedOnceAndARefusedCertificateNever() {
    LlmException brokenOff = plain(ErrorKind.TLS).toBuilder().retryable(true).build();

    assertThat(Repetition.of(brokenOff, false)).isEqualTo(Repetition.SAFE_ONCE);
    assertThat(Repetition.of(plain(ErrorKind.TLS), false)).isEqualTo(Repetition.NEVER);
  }

  @ParameterizedTest
  @EnumSource(names = {"INVALID_REQUEST", "QUOTA", "AUTH", "CONTENT_POLICY", "CONTEXT_LENGTH"})
  void aProviderMayAskForWhatIsFinalOtherwiseAndALinkMayNot(ErrorKind kind) {
    LlmException byLink = plain(kind).toBuilder().retryable(true).build();
    LlmException byProvider = byLink.toBuilder().httpStatus(400).build();

    assertThat(Repetition.of(byProvider, false)).isEqualTo(Repetition.SAFE);
    assertThat(Repetition.of(byLink, false)).isEqualTo(Repetition.NEVER);
  }

  private static LlmException plain(ErrorKind kind) {
    return LlmException.of(kind, "failed").build();
  }
}
