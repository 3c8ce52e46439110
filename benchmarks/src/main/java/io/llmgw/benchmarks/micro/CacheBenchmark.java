package io.llmgw.benchmarks.micro;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.cache.ResponseCache;
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
import org.openjdk.jmh.annotations.Threads;

/** Calls with a prompt of 1 KiB, by clients with and without a cache. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets parameters, and calls what is set up
public class CacheBenchmark {
  private static final int PROMPT_CHARS = 1024;

  /** Which cache the client has. */
  @Param({"none", "sharing", "without sharing"})
  String cache;

  private final PreparedProvider provider = new PreparedProvider();
  private LlmClient llm;
  private ChatRequest known;
  private String text;
  private long number;

  /** Makes the client, and has it know one answer. */
  @Setup
  public void open() {
    LlmClientBuilder builder =
        LlmClient.builder().provider(provider).defaultModel(PreparedProvider.NAME + "/any");
    if (!cache.equals("none")) {
      ResponseCache made = ResponseCache.ofMegabytes(16);
      builder.use(cache.equals("sharing") ? made : made.withoutSharing());
    }
    llm = builder.build();
    text = "The tide keeps count of both. ".repeat(PROMPT_CHARS).substring(0, PROMPT_CHARS - 20);
    known = ChatRequest.of(text + "known");
    llm.chat(known);
  }

  /** Closes the client. */
  @TearDown
  public void close() {
    llm.close();
  }

  /** The same question again and again: a hit where there is a cache. */
  @Benchmark
  public ChatResponse again() {
    return llm.chat(known);
  }

  /** Another question each time: a miss where there is a cache. */
  @Benchmark
  public ChatResponse another() {
    return llm.chat(ChatRequest.of(text + number++));
  }

  /**
   * The same by four callers at once, on two cores: these never sleep, so that nothing waits for
   * one to wake up. Two share a core, so that half of the time is what a call takes.
   */
  @Benchmark
  @Threads(4)
  public ChatResponse anotherAmongFour() {
    return another();
  }
}
