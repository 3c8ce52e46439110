package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.Served;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An old answer stands in for a failure that may pass, and against no decision. */
class StandInForFailureTest {
  private static final Set<ErrorKind> PASSING =
      EnumSet.of(
          ErrorKind.DNS,
          ErrorKind.CONNECT,
          ErrorKind.TLS,
          ErrorKind.PROXY,
          ErrorKind.LOCAL_RESOURCE,
          ErrorKind.REJECTED_LOCAL,
          ErrorKind.CONNECTION_LOST,
          ErrorKind.TIMEOUT,
          ErrorKind.RATE_LIMIT,
          ErrorKind.OVERLOADED,
          ErrorKind.SERVER,
          ErrorKind.QUOTA,
          ErrorKind.AUTH,
          ErrorKind.CONFLICT,
          ErrorKind.STREAM_BROKEN,
          ErrorKind.STREAM_TRUNCATED,
          ErrorKind.PROTOCOL,
          ErrorKind.EMPTY_RESPONSE,
          ErrorKind.BUDGET);

  private final VirtualTime time = VirtualTime.skipping();
  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final Failing failing = new Failing();
  private final LlmClient llm =
      LlmClient.builder()
          .provider(a)
          .defaultModel("a/m")
          .defaultEmbeddingModel("a/m")
          .retries(Retries.none())
          .time(time)
          .use(
              ResponseCache.ofMegabytes(1)
                  .ttl(Duration.ofMinutes(1))
                  .staleIfError(Duration.ofHours(6)))
          .use(failing)
          .build();

  /** Fails behind the cache, once it is told how. */
  private static final class Failing implements Interceptor {
    private volatile @Nullable LlmException failure;

    @Override
    public LinkSpec spec() {
      return LinkSpec.named("failing").in(Slot.CALL);
    }

    @Override
    public EventStream intercept(Chain chain) {
      LlmException now = failure;
      if (now != null) {
        throw now;
      }
      return chain.proceed(chain.request());
    }
  }

  private enum Question {
    CHAT(llm -> llm.prompt("Why?").send().served()),
    VECTORS(llm -> llm.embed("one").served());

    private final Function<LlmClient, Served> ask;

    Question(Function<LlmClient, Served> ask) {
      this.ask = ask;
    }
  }

  @BeforeEach
  void answerOnce() {
    a.answers("blue").answers(ScriptedVectors.of(1));
    Question.CHAT.ask.apply(llm);
    Question.VECTORS.ask.apply(llm);
    time.advance(Duration.ofMinutes(2));
  }

  @AfterEach
  void close() {
    llm.close();
  }

  @ParameterizedTest
  @EnumSource
  void itDependsOnTheKindAlone(ErrorKind kind) {
    for (boolean retryable : new boolean[] {true, false}) {
      if (kind != ErrorKind.NO_TARGET) {
        assertStandsIn(PASSING.contains(kind), kind, retryable);
      }
    }
  }

  @Test
  void whereTargetsRestItStandsInAndWhereNoneMayItDoesNot() {
    assertStandsIn(true, ErrorKind.NO_TARGET, true);
    assertStandsIn(false, ErrorKind.NO_TARGET, false);
  }

  /** A link that cancels by itself has broken its contract. */
  private static ErrorKind told(ErrorKind thrown) {
    return thrown == ErrorKind.CANCELLED ? ErrorKind.CONTRACT : thrown;
  }

  private void assertStandsIn(boolean expected, ErrorKind kind, boolean retryable) {
    failing.failure = LlmException.of(kind, "no").retryable(retryable).build();
    for (Question question : Question.values()) {
      if (expected) {
        assertThat(question.ask.apply(llm).cache()).as("%s", question).isEqualTo(CacheStatus.STALE);
      } else {
        assertThatThrownBy(() -> question.ask.apply(llm))
            .as("%s", question)
            .isInstanceOfSatisfying(
                LlmException.class, e -> assertThat(e.kind()).isEqualTo(told(kind)));
      }
    }
  }

  @Test
  void aCallWhoseWholeTimeIsOverHasNone() {
    a.answers(script -> script.hang());
    CompletableFuture<?> asked =
        llm.prompt("Why?").with(Timeouts.total(Duration.ofSeconds(5))).async();
    a.awaitReceived(3);

    time.advance(Duration.ofSeconds(5));

    assertThat(Failed.kindOf(asked)).isEqualTo(ErrorKind.TIMEOUT);
  }
}
