package io.llmgw.benchmarks.micro;

import io.llmgw.benchmarks.client.Conversation;
import io.llmgw.benchmarks.server.CannedAnswers;
import io.llmgw.providers.sse.SseReader;
import io.llmgw.providers.wire.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Cutting the bytes of a stream into events, by the chunks they come in: one byte, half an event,
 * some forty events. The stream has 200 events with content and a few around them, which are shared
 * out among the 200, as is the reader.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SseBenchmark {
  private static final int MOST_EVENT_BYTES = 8 * 1024 * 1024;

  /** Bytes of a chunk. */
  @Param({"1", "128", "8192"})
  int chunk;

  private final byte[] stream =
      String.join("", CannedAnswers.events()).getBytes(StandardCharsets.UTF_8);
  private int position;

  /** Reads all events; the figure is for one. */
  @Benchmark
  @OperationsPerInvocation(Conversation.PIECES)
  public long event() throws IOException {
    position = 0;
    SseReader reader = new SseReader(this::read, MOST_EVENT_BYTES);
    long bytes = 0;
    Frame frame;
    while ((frame = reader.next()) != null) {
      bytes += frame.length();
    }
    return bytes;
  }

  private int read(byte[] into, int offset, int length) {
    int count = Math.min(Math.min(chunk, length), stream.length - position);
    if (count == 0) {
      return -1;
    }
    System.arraycopy(stream, position, into, offset, count);
    position += count;
    return count;
  }
}
