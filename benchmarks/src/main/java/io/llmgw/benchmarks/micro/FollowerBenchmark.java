package io.llmgw.benchmarks.micro;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.cache.ResponseCache;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Streams that one thread opens and then reads one after the other: all of one answer that is held
 * until the last has joined it, or of an answer each. The time is that of one of them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets parameters, and calls what is set up
public class FollowerBenchmark {
  private static final int STREAMS = 200;
  private static final int PROMPT_CHARS = 1024;

  /** Which cache the client has. */
  @Param({"none", "sharing"})
  String cache;

  private final HeldProvider provider = new HeldProvider();
  private LlmClient llm;
  private String text;
  private long number;

  /** Makes the client. */
  @Setup
  public void open() {
    LlmClientBuilder builder =
        LlmClient.builder().provider(provider).defaultModel(HeldProvider.NAME + "/any");
    if (cache.equals("sharing")) {
      builder.use(ResponseCache.ofMegabytes(16));
    }
    llm = builder.build();
    text = "The tide keeps count of both. ".repeat(PROMPT_CHARS).substring(0, PROMPT_CHARS - 20);
  }

  /** Closes the client. */
  @TearDown
  public void close() {
    llm.close();
  }

  /** One of many streams, from its opening to its end. */
  @Benchmark
  @OperationsPerInvocation(STREAMS)
  public void stream(Blackhole read) {
    ChatRequest request = ChatRequest.of(text + number++);
    List<ChatStream> open = new ArrayList<>(STREAMS);
    provider.hold();
    for (int i = 0; i < STREAMS; i++) {
      open.add(llm.stream(request));
    }
    provider.release();
    for (ChatStream stream : open) {
      read.consume(stream.response());
      stream.close();
    }
  }
}
