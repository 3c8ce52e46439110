package io.llmgw.benchmarks.micro;

import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.tokens.TextTally;
import io.llmgw.api.tokens.TokenEstimator;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Estimating the tokens of a text of 100,000 chars, of a request with all of it, and of one with
 * 2,900 chars of it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets parameters, and calls what is set up
public class TokenBenchmark {
  private static final ModelRef MODEL = ModelRef.parse("openai/gpt-4o");
  private static final int CHARS = 100_000;
  private static final int REQUEST_CHARS = 2900;
  private static final long SEED = 7;

  /** What the text is. */
  @Param({"prose", "code", "chinese"})
  String text;

  private final TokenEstimator estimator = TokenEstimator.create();
  private String longText;
  private ChatRequest longRequest;
  private ChatRequest request;

  /** Makes text and requests. */
  @Setup
  public void write() {
    longText = MadeText.of(text, CHARS, SEED);
    longRequest = ChatRequest.of(longText);
    request = ChatRequest.of(longText.substring(0, REQUEST_CHARS));
  }

  /** One pass over the text alone, as over that of an answer under way. */
  @Benchmark
  public TextTally tally() {
    return TextTally.of(longText);
  }

  /** A request with all of the text, estimated as calls do it. */
  @Benchmark
  public long longRequest() {
    return estimator.inputTokens(longRequest, MODEL);
  }

  /** A request of ordinary size. */
  @Benchmark
  public long request() {
    return estimator.inputTokens(request, MODEL);
  }
}
