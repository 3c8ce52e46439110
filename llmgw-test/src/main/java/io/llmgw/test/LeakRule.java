package io.llmgw.test;

import io.llmgw.test.scripted.ScriptedProvider;
import io.llmgw.test.simulated.SimulatedProvider;
import io.llmgw.test.socket.ScriptedServer;
import io.llmgw.test.socket.ToxicProxy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a JUnit 5 test that leaves something behind; see {@link Leaks} for what. Needs {@code
 * junit-jupiter-api}, which the test has.
 *
 * <pre>{@code
 * @RegisterExtension final LeakRule leaks = new LeakRule();
 *
 * @Test void answers() {
 *   ScriptedProvider fake = leaks.of(ScriptedProvider.named("fake").answers("hello"));
 *   ...
 * }
 * }</pre>
 *
 * <p>{@code @ExtendWith(LeakRule.class)} does where no provider is watched. Clients must be closed
 * by the test, before this looks.
 */
@SuppressWarnings("exports") // JUnit is there where this is used, and must not be elsewhere
public final class LeakRule implements BeforeEachCallback, AfterEachCallback {
  private final Duration limit;
  private @Nullable Leaks leaks;

  /** A rule for one test class. */
  public LeakRule() {
    this(Patience.limit());
  }

  /** The same, which waits at most so long for what is just ending. */
  LeakRule(Duration limit) {
    this.limit = limit;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    leaks = Leaks.watch(limit);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Leaks watching = leaks;
    leaks = null;
    if (watching != null) {
      watching.close();
    }
  }

  /**
   * Watches the streams of this provider in the running test.
   *
   * @return the same provider
   * @throws IllegalStateException outside a test
   */
  public ScriptedProvider of(ScriptedProvider provider) {
    Leaks unused = watching().of(provider);
    return provider;
  }

  /**
   * Watches the connections of this server in the running test, and closes it afterwards.
   *
   * @return the same server
   * @throws IllegalStateException outside a test
   */
  public SimulatedProvider of(SimulatedProvider server) {
    Leaks unused = watching().of(server);
    return server;
  }

  /**
   * Watches the connections of this server in the running test, and closes it afterwards.
   *
   * @return the same server
   * @throws IllegalStateException outside a test
   */
  public ScriptedServer of(ScriptedServer server) {
    Leaks unused = watching().of(server);
    return server;
  }

  /**
   * Watches the connections through this proxy in the running test, and closes it afterwards.
   *
   * @return the same proxy
   * @throws IllegalStateException outside a test
   */
  public ToxicProxy of(ToxicProxy proxy) {
    Leaks unused = watching().of(proxy);
    return proxy;
  }

  /** What watches the running test: for more counts. */
  public Leaks watching() {
    if (leaks == null) {
      throw new IllegalStateException("no test is running");
    }
    return leaks;
  }
}
