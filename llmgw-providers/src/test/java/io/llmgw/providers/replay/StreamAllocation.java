package io.llmgw.providers.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.llmgw.api.event.TextDelta;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/**
 * What reading a streamed answer allocates for each of its events, from the bytes of the body to
 * the event in the hands of whoever reads. Counted and not timed, so the figures hold on every
 * machine. A stream is compared with one of half its length: what a stream costs by itself is no
 * part of it.
 */
public final class StreamAllocation {
  private static final int EVENTS = 200;
  private static final int STREAMS = 50;
  private static final int ROUNDS = 60;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final FormatReading reading;
  private int texts;

  public StreamAllocation(FormatReading reading) {
    this.reading = reading;
  }

  /** Bytes per event of a stream that begins, goes on and ends with these lines. */
  public long bytesPerEvent(String start, String event, String end) {
    byte[] shorter = bytes(start + event.repeat(EVENTS) + end);
    byte[] longer = bytes(start + event.repeat(2 * EVENTS) + end);
    // The least of many: the first ones run in the interpreter, and load classes.
    long ofShorter = Long.MAX_VALUE;
    long ofLonger = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      ofShorter = Math.min(ofShorter, bytesOf(shorter, EVENTS));
      ofLonger = Math.min(ofLonger, bytesOf(longer, 2 * EVENTS));
    }
    return (ofLonger - ofShorter) / EVENTS;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private long bytesOf(byte[] stream, int events) {
    texts = 0;
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < STREAMS; i++) {
      reading.stream(
          Cuts.whole(stream), reading.head(), read -> texts += read instanceof TextDelta ? 1 : 0);
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(texts).isEqualTo(STREAMS * events);
    return allocated / STREAMS;
  }
}
