package io.llmgw.providers.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.response.ResponseAssembler;
import io.llmgw.providers.answer.ErrorBody;
import io.llmgw.providers.wire.Framing;
import io.llmgw.providers.wire.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Reads recorded answers of one protocol that were broken on purpose. Whatever they are, they are
 * an answer that fits together or an {@link LlmException} of a kind, cost no more memory than a
 * small multiple of their bytes, and say the same when each of their frames is parsed. {@code
 * -Dllmgw.mutations=} says how many there are; every build has 5,000, {@code -Psoak} 500,000.
 */
public final class MutationReplay {
  private static final String COUNT = "llmgw.mutations";
  private static final int USUAL_COUNT = 5_000;
  // A watched thread costs as much as many an answer.
  private static final int WATCHED_AT_ONCE = 50;
  // The first buffers; and the events of a stream of tiny frames.
  private static final long FIXED_BYTES = 100_000;
  private static final long BYTES_PER_BYTE = 100;
  // A thousand times what the largest needs: a hang, and not a slow machine.
  private static final Duration MOST_TIME = Duration.ofSeconds(30);

  private final WireFormat format;
  private final FormatReading reading;
  private final LlmRequest<?> request;
  private final List<byte[]> streams;
  private final List<byte[]> wholes;
  private final Map<ErrorKind, Integer> failures = new EnumMap<>(ErrorKind.class);
  private int answers;
  private volatile int seed;
  private volatile int brokenBytes;

  private MutationReplay(
      WireFormat format,
      Framing framing,
      LlmRequest<?> request,
      List<byte[]> streams,
      List<byte[]> wholes) {
    this.format = format.forRequest(request);
    this.reading = new FormatReading(this.format, "broken", "m", framing);
    this.request = request;
    this.streams = streams;
    this.wholes = wholes;
  }

  /** Of all recorded answers of an API, whoever sent them; aborts where there are none. */
  public static MutationReplay ofRecorded(WireFormat format, LlmRequest<?> request, String api) {
    return ofRecorded(format, Framing.SSE, request, api);
  }

  /** The same of an API whose streams are cut so. */
  public static MutationReplay ofRecorded(
      WireFormat format, Framing framing, LlmRequest<?> request, String api) {
    List<byte[]> streams = new ArrayList<>();
    List<byte[]> wholes = new ArrayList<>();
    for (Exchange exchange : Recordings.required().of(api)) {
      if (exchange.isStreamed()) {
        streams.add(exchange.streamBody());
      } else {
        wholes.add(exchange.body());
      }
    }
    return new MutationReplay(format, framing, request, streams, wholes);
  }

  /** Of the golden answers in a folder: {@code streams/*.sse} and {@code whole/*.json}. */
  public static MutationReplay ofGolden(WireFormat format, LlmRequest<?> request, Path folder) {
    return ofGolden(format, Framing.SSE, request, folder);
  }

  /** The same of a format whose streams are cut so. */
  public static MutationReplay ofGolden(
      WireFormat format, Framing framing, LlmRequest<?> request, Path folder) {
    String suffix = new FormatReading(format, "broken", "m", framing).suffix();
    return new MutationReplay(
        format,
        framing,
        request,
        files(folder.resolve("streams"), suffix),
        files(folder.resolve("whole"), ".json"));
  }

  /** Of these answers, for a protocol without streams. */
  public static MutationReplay ofBodies(
      WireFormat format, LlmRequest<?> request, String... bodies) {
    List<byte[]> wholes = new ArrayList<>();
    for (String body : bodies) {
      wholes.add(body.getBytes(StandardCharsets.UTF_8));
    }
    return new MutationReplay(format, Framing.SSE, request, List.of(), wholes);
  }

  private static List<byte[]> files(Path folder, String suffix) {
    List<byte[]> bodies = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return bodies; // of an operation without streams
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        if (file.toString().endsWith(suffix)) {
          bodies.add(Files.readAllBytes(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bodies;
  }

  /** Breaks and reads them; a failure names the seed, and so does a hang. */
  public void run() {
    int count = Integer.getInteger(COUNT, USUAL_COUNT);
    for (int from = 0; from < count; from += WATCHED_AT_ONCE) {
      int first = from;
      int end = Math.min(count, from + WATCHED_AT_ONCE);
      try {
        assertTimeoutPreemptively(MOST_TIME, () -> read(first, end));
      } catch (Throwable problem) {
        throw new AssertionError("seed " + seed + ", " + brokenBytes + " bytes", problem);
      }
    }
    assertThat(answers).as("answers that survived").isPositive();
    assertThat(failures).as("failures by kind").isNotEmpty();
  }

  private void read(int first, int end) {
    for (int next = first; next < end; next++) {
      seed = next;
      Random random = new Random(next);
      int drawn = next % (streams.size() + wholes.size()); // each in its turn
      boolean streamed = drawn < streams.size();
      byte[] body = streamed ? streams.get(drawn) : wholes.get(drawn - streams.size());
      byte[] broken = Mutation.of(body, random);
      brokenBytes = broken.length;
      read(broken, streamed, random);
    }
  }

  private void read(byte[] body, boolean streamed, Random random) {
    int[] cuts = random.ints(random.nextInt(50), 0, body.length + 1).sorted().toArray();
    int status = 400 + random.nextInt(200);
    long most = FIXED_BYTES + BYTES_PER_BYTE * body.length;
    List<LlmEvent> events = new ArrayList<>();
    LlmException failure = null;
    long before = allocated();
    try {
      decode(body, streamed, cuts, events);
    } catch (LlmException e) {
      failure = e;
    }
    LlmException refusal =
        reading.head(status, ListedHeaders.of()).refusal(ErrorBody.of(body, 0, body.length));
    boolean large = allocated() - before > most;

    if (failure == null) {
      check(events);
      answers++;
    } else {
      assertThat(failure.kind()).isNotIn(ErrorKind.CONTRACT, ErrorKind.INTERCEPTOR);
      assertThat(failure.getCause()).isNull();
      failures.merge(failure.kind(), 1, Integer::sum);
    }
    assertThat(refusal.httpStatus()).isEqualTo(status);
    if (streamed) {
      new ParsedFrames(reading).compare(body);
    }
    if (large) {
      checkAgain(body, streamed, cuts, most);
    }
  }

  private void decode(byte[] body, boolean streamed, int[] cuts, List<LlmEvent> events) {
    if (streamed) {
      reading.stream(Cuts.at(body, cuts), reading.head(), events::add);
    } else {
      format.decodeWhole(body, body.length, reading.head(), events::add);
    }
  }

  /** The first time, some class may have been loaded. */
  private void checkAgain(byte[] body, boolean streamed, int[] cuts, long most) {
    long before = allocated();
    try {
      decode(body, streamed, cuts, new ArrayList<>());
    } catch (LlmException e) {
      assertThat(e.kind()).isNotNull();
    }
    assertThat(allocated() - before).as("allocated bytes").isLessThan(most);
  }

  /** What is called an answer is one: the chain would take it, and it can be put together. */
  private void check(List<LlmEvent> events) {
    assertThat(events).isNotEmpty();
    assertThat(events.get(events.size() - 1)).isInstanceOf(Completed.class);
    ResponseAssembler<?> assembler = ResponseAssembler.of(request);
    events.forEach(assembler::accept);
    assertThat(assembler.isCompleted()).isTrue();
    assertThat(assembler.partial()).isNotNull();
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getCurrentThreadAllocatedBytes();
  }
}
