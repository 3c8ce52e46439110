package io.llmgw.test;

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
 * <p>Only threads of the platform are seen: no method of the JDK lists virtual ones, on which the
 * gateway makes its calls on JDK 21 and later. (The dump of threads by HotSpot's management bean
 * does, but crashed JDK 25.0.3 while virtual threads were at work.) A virtual thread that a test
 * leaves holds a stream, a connection or a count open as a rule: name those with {@code of}.
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
  private final Set<Thread> before = new HashSet<>(gatewayThreads());
  private final ConcurrentLinkedQueue<String> findings = new ConcurrentLinkedQueue<>();
  private final List<Counted> counters = new ArrayList<>();
  private final List<Runnable> servers = new ArrayList<>();
  private final Handler leakLog = new LeakLog();
  private final Thread.@Nullable UncaughtExceptionHandler previous =
      Thread.getDefaultUncaughtExceptionHandler();

  private Leaks(Duration limit) {
    this.limit = limit;
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

  private void look(Thread thread) {
    StackTraceElement[] stack = thread.getStackTrace();
    findings.add("thread " + thread.getName() + (stack.length == 0 ? "" : " at " + stack[0]));
  }

  private Set<Thread> newThreads() {
    Set<Thread> threads = gatewayThreads();
    threads.removeAll(before);
    return threads;
  }

  private static Set<Thread> gatewayThreads() {
    Set<Thread> threads = new HashSet<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      String name = thread.getName();
      if (name.startsWith("llmgw-") && !name.equals(CLOCK)) {
        threads.add(thread);
      }
    }
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
