package io.llmgw.benchmarks.micro;

import io.llmgw.api.LlmClient;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.cache.ResponseCache;
import io.llmgw.cache.Semantic;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Calls that are answered by the answer to a similar question, one of many that are kept. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets parameters, and calls what is set up
public class SemanticCacheBenchmark {
  private static final int DIMENSIONS = 384;
  private static final String AGAIN = "Well, ";

  /** How many questions are kept. */
  @Param({"100", "10000"})
  int kept;

  /** How similar questions are that have nothing in common: with most embeddings they are a bit. */
  @Param({"0", "0.7"})
  double alike;

  private LlmClient llm;
  private ChatRequest[] similar;
  private int next;

  /** Makes the client, and has it know the answers. */
  @Setup
  public void open() {
    Semantic semantic = Semantic.by(this::embed).mostEntries(kept);
    llm =
        LlmClient.builder()
            .provider(new PreparedProvider())
            .defaultModel(PreparedProvider.NAME + "/any")
            .use(ResponseCache.ofMegabytes(128).withoutSharing().semantic(semantic))
            .build();
    similar = new ChatRequest[kept];
    for (int i = 0; i < kept; i++) {
      String question = "what of " + inLetters(i) + "?";
      llm.chat(ChatRequest.of(question));
      similar[i] = ChatRequest.of(AGAIN + question);
    }
    if (llm.chat(similar[0]).served().cache() != CacheStatus.HIT) {
      throw new IllegalStateException("nothing similar is found");
    }
  }

  /** A direction of its own for each question, the same for those that are similar. */
  private float[] embed(String question) {
    String meant = question.startsWith(AGAIN) ? question.substring(AGAIN.length()) : question;
    float[] common = direction(0);
    float[] own = direction(meant.hashCode());
    float[] vector = new float[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = (float) (Math.sqrt(alike) * common[i] + Math.sqrt(1 - alike) * own[i]);
    }
    return vector;
  }

  private static float[] direction(long seed) {
    Random random = new Random(seed);
    float[] vector = new float[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = random.nextFloat() - 0.5f;
    }
    return vector;
  }

  private static String inLetters(int number) {
    StringBuilder letters = new StringBuilder();
    for (int rest = number; letters.length() < 4; rest /= 26) {
      letters.append((char) ('a' + rest % 26));
    }
    return letters.toString();
  }

  /** Closes the client. */
  @TearDown
  public void close() {
    llm.close();
  }

  /** Another similar question each time. */
  @Benchmark
  public ChatResponse similar() {
    next = (next + 1) % kept;
    return llm.chat(similar[next]);
  }
}
