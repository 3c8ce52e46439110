package io.llmgw.core.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.reaction.Reactions;
import io.llmgw.api.reaction.Repeat;
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
    boolean repeated = repeat(plain(kind), false) != Repeat.NEVER;

    assertThat(repeated).isEqualTo(REPEATED.contains(kind));
  }

  @ParameterizedTest
  @EnumSource
  void whatMayHaveBeenBilledIsNeverASafeRepeat(ErrorKind kind) {
    assertThat(repeat(plain(kind), true)).isIn(Repeat.AMBIGUOUS, Repeat.NEVER);
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsRepeatedAfterContentOrAgainstAWord(ErrorKind kind) {
    LlmException interrupted = plain(kind).toBuilder().interrupted().retryable(true).build();
    LlmException advised = plain(kind).toBuilder().httpStatus(500).retryable(false).build();

    assertThat(repeat(advised, false)).isEqualTo(Repeat.NEVER);
    if (kind != ErrorKind.INVALID_ANSWER) {
      assertThat(repeat(interrupted, true)).isEqualTo(Repeat.NEVER);
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
  void rowsOfTheTable(ErrorKind kind, Repeat repeat) {
    assertThat(repeat(plain(kind), false)).isEqualTo(repeat);
  }

  @Test
  @Fault("F013")
  void whatThisProcessLacksItLacksTheNextMomentToo() {
    LlmException lacking =
        LlmException.of(ErrorKind.LOCAL_RESOURCE, "no socket").retryable(true).build();

    assertThat(repeat(lacking, false)).isEqualTo(Repeat.NEVER);
  }

  @Test
  @Fault("F008")
  void aHandshakeIsRepeatedOnceAndARefusedCertificateNever() {
    LlmException brokenOff = plain(ErrorKind.TLS).toBuilder().retryable(true).build();

    assertThat(repeat(brokenOff, false)).isEqualTo(Repeat.SAFE_ONCE);
    assertThat(repeat(plain(ErrorKind.TLS), false)).isEqualTo(Repeat.NEVER);
  }

  @ParameterizedTest
  @EnumSource(names = {"INVALID_REQUEST", "QUOTA", "AUTH", "CONTENT_POLICY", "CONTEXT_LENGTH"})
  void aProviderMayAskForWhatIsFinalOtherwiseAndALinkMayNot(ErrorKind kind) {
    LlmException byLink = plain(kind).toBuilder().retryable(true).build();
    LlmException byProvider = byLink.toBuilder().httpStatus(400).build();

    assertThat(repeat(byProvider, false)).isEqualTo(Repeat.SAFE);
    assertThat(repeat(byLink, false)).isEqualTo(Repeat.NEVER);
  }

  private static Repeat repeat(LlmException error, boolean possiblyBilled) {
    return Repetition.of(error, possiblyBilled, Reactions.standard());
  }

  private static LlmException plain(ErrorKind kind) {
    return LlmException.of(kind, "failed").build();
  }
}
