package io.llmgw.providers.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.TextDelta;
import java.lang.management.ManagementFactory;

/**
 * What reading a streamed answer allocates for each of its events, from the bytes of the body to
 * the event in the hands of whoever reads. Counted and not timed, so the figures hold on every
 * machine. A stream is compared with one of half its length: what a stream costs by itself is no
 * part of it.
 */
public final class StreamAllocation {
  private static final int EVENTS = 200;
  private static final int STREAMS = 50;
  private static final int ROUNDS = 30;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final FormatReading reading;
  private int texts;
  // Kept for a moment, as by whoever reads it: else the compiler might do without the object.
  private LlmEvent latest;

  public StreamAllocation(FormatReading reading) {
    this.reading = reading;
  }

  /**
   * Bytes per event of a stream that begins and ends with these lines.
   *
   * @param events what is between them, by turns; each with one piece of text
   */
  public long bytesPerEvent(String start, String end, String... events) {
    byte[] shorter = reading.bytes(start + inTurn(EVENTS, events) + end);
    byte[] longer = reading.bytes(start + inTurn(2 * EVENTS, events) + end);
    // The least of many: the first ones run in the interpreter, and load classes.
    long ofShorter = Long.MAX_VALUE;
    long ofLonger = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      ofShorter = Math.min(ofShorter, bytesOf(shorter, EVENTS));
      ofLonger = Math.min(ofLonger, bytesOf(longer, 2 * EVENTS));
    }
    return (ofLonger - ofShorter) / EVENTS;
  }

  private static String inTurn(int count, String... events) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < count; i++) {
      all.append(events[i % events.length]);
    }
    return all.toString();
  }

  private long bytesOf(byte[] stream, int events) {
    texts = 0;
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < STREAMS; i++) {
      reading.stream(Cuts.whole(stream), reading.head(), this::take);
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(texts).isEqualTo(STREAMS * events);
    return allocated / STREAMS;
  }

  private void take(LlmEvent event) {
    latest = event;
    texts += latest instanceof TextDelta ? 1 : 0;
  }
}
