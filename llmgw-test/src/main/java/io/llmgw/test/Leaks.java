package io.llmgw.test;

import io.llmgw.test.LiveThreads.LiveThread;
import io.llmgw.test.scripted.ScriptedProvider;
import io.llmgw.test.simulated.SimulatedProvider;
import io.llmgw.test.socket.ScriptedServer;
import io.llmgw.test.socket.ToxicProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntSupplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a test left behind: threads of the gateway, exceptions that nobody caught, answers
 * that OkHttp reports as never closed; and of what is named with {@code of}, open streams,
 * connections and any other count. {@link LeakRule} does the same for JUnit 5.
 *
 * <pre>{@code
 * try (Leaks leaks = Leaks.watch()) {
 *   leaks.of(server);
 *   ... // build a client, use it, close it
 * }       // throws when something is left
 * }</pre>
 *
 * <p>OkHttp notices an answer without an owner when the garbage collector has taken that, which may
 * be in a later test or never. So connections are counted at the other end: a server that is named
 * here is closed here, when it has been looked at. A connection that rests in the pool of a client
 * of your own counts too: empty the pool first.
 *
 * <p>Threads are platform threads, and on JDK 21 and later virtual ones too where the JVM is
 * HotSpot (as those of OpenJDK are): it lists them by writing a file into the folder of temporary
 * files, and leaves them out where {@code jdk.trackAllThreads} is set to false.
 *
 * <p>It replaces the default handler of uncaught exceptions while it watches, and threads belong to
 * the whole JVM: one at a time, and no tests in parallel.
 */
public final class Leaks implements AutoCloseable {
  /** The thread of the system's clocks ends by itself, a second after its last task. */
  private static final String CLOCK = "llmgw-clock";

  // Held here: the log manager alone would let it be collected, and the handler with it.
  private static final Logger OKHTTP = Logger.getLogger("okhttp3.OkHttpClient");

  private final Duration limit;
  private final Set<Long> before = new HashSet<>();
  private final ConcurrentLinkedQueue<String> findings = new ConcurrentLinkedQueue<>();
  private final List<Counted> counters = new ArrayList<>();
  private final List<Runnable> servers = new ArrayList<>();
  private final Handler leakLog = new LeakLog();
  private final Thread.@Nullable UncaughtExceptionHandler previous =
      Thread.getDefaultUncaughtExceptionHandler();

  private Leaks(Duration limit) {
    this.limit = limit;
    LiveThreads.ofGateway().forEach(thread -> before.add(thread.id()));
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) ->
            findings.add("uncaught in thread " + thread.getName() + ": " + failure));
    OKHTTP.addHandler(leakLog);
  }

  /** Begins to watch; what is there now is not a leak. */
  public static Leaks watch() {
    return watch(Patience.limit());
  }

  /** The same, which waits at most so long at the end. */
  public static Leaks watch(Duration limit) {
    return new Leaks(limit);
  }

  /** Watches the streams of this provider too. */
  public Leaks of(ScriptedProvider provider) {
    return of("open streams of provider " + provider.name(), provider::openStreams);
  }

  /** Watches the connections of this server too, and closes it at the end. */
  public Leaks of(SimulatedProvider server) {
    servers.add(server::close);
    return of("open connections at simulated provider " + server.name(), server::openConnections);
  }

  /** Watches the connections of this server too, and closes it at the end. */
  public Leaks of(ScriptedServer server) {
    servers.add(server::close);
    return of("open connections at " + server.url(), server::openConnections);
  }

  /** Watches the connections through this proxy too, and closes it at the end. */
  public Leaks of(ToxicProxy proxy) {
    servers.add(proxy::close);
    return of("open connections at toxic proxy " + proxy.url(), proxy::openConnections);
  }

  /** Watches this count too, which must be 0 at the end. */
  public Leaks of(String what, IntSupplier count) {
    counters.add(new Counted(what, count));
    return this;
  }

  /**
   * The names of the gateway's threads that live now, the one of the system's clocks included; of
   * virtual ones too, as said above.
   */
  public static List<String> threads() {
    return LiveThreads.ofGateway().stream().map(LiveThread::name).toList();
  }

  /** Notes an exception that a test found where nobody catches any. */
  public void note(String finding) {
    findings.add(finding);
  }

  /**
   * Ends watching, and waits a while for what is just ending.
   *
   * @throws AssertionError when something is left
   */
  @Override
  public void close() {
    try {
      if (!Patience.comesTrue(limit, this::nothingIsOpen)) {
        counters.forEach(this::look);
      }
      servers.forEach(Runnable::run);
      if (!Patience.comesTrue(limit, () -> newThreads().isEmpty())) {
        newThreads().forEach(this::look);
      }
      if (!findings.isEmpty()) {
        throw new AssertionError("left behind: " + String.join("; ", findings));
      }
    } finally {
      OKHTTP.removeHandler(leakLog);
      Thread.setDefaultUncaughtExceptionHandler(previous);
    }
  }

  private boolean nothingIsOpen() {
    return counters.stream().allMatch(counted -> counted.count.getAsInt() == 0);
  }

  private void look(Counted counted) {
    int count = counted.count.getAsInt();
    if (count != 0) {
      findings.add(count + " " + counted.what);
    }
  }

  private void look(LiveThread thread) {
    String place = thread.place();
    findings.add("thread " + thread.name() + (place.isEmpty() ? "" : " at " + place));
  }

  private List<LiveThread> newThreads() {
    List<LiveThread> threads = LiveThreads.ofGateway();
    threads.removeIf(thread -> thread.name().equals(CLOCK) || before.contains(thread.id()));
    return threads;
  }

  /** Something that is counted. */
  private record Counted(String what, IntSupplier count) {}

  /**
   * Hears OkHttp complain: "A connection to ... was leaked. Did you forget to close a response?"
   */
  private final class LeakLog extends Handler {
    @Override
    public void publish(LogRecord entry) {
      String message = entry.getMessage();
      if (entry.getLevel().intValue() >= Level.WARNING.intValue()
          && message != null
          && message.contains("leaked")) {
        findings.add("OkHttp: " + message);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
