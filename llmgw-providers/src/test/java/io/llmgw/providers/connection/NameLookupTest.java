package io.llmgw.providers.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.Timeouts;
import io.llmgw.providers.http.HostLookup;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.providers.rig.Answers;
import io.llmgw.providers.rig.Background;
import io.llmgw.providers.rig.Calls;
import io.llmgw.providers.rig.SilentServer;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.LoneCall;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.SocketFactory;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything before there is a connection that a company network can get wrong. */
@ExtendWith(LeakRule.class)
class NameLookupTest {
  private static final ConnectionScript ANSWER =
      ConnectionScript.accept().readRequest().send(HttpText.json(200, Answers.JSON));

  @Test
  @Fault("F002")
  void theConnectClockCoversALookupThatHangs() {
    Gate resolver = Gate.closed();
    VirtualTime time = VirtualTime.create();
    try (Provider provider = hanging(resolver)) {
      LoneCall call = Calls.whole().with(time).with(Timeouts.connect(Duration.ofSeconds(5)));
      Background<LoneCall.Result> running = Background.run(() -> call.run(provider));
      resolver.awaitArrivals(1);

      time.advance(Duration.ofSeconds(5));

      LlmException late = running.result().error();
      assertThat(late.kind()).isEqualTo(ErrorKind.CONNECT);
      assertThat(late).hasMessageContaining("5000 ms");
      assertThat(call.timesSent()).isZero();
      assertThat(resolver.isOpen()).isFalse(); // the thread of the call did not wait for it
      resolver.open();
      Patience.until("the thread of the lookup to end", () -> !isRunning("llmgw-dns"));
    } finally {
      resolver.open();
    }
  }

  private static boolean isRunning(String thread) {
    return Thread.getAllStackTraces().keySet().stream().anyMatch(t -> t.getName().equals(thread));
  }

  @Test
  void anInterruptEndsALookupAndStays() {
    Gate resolver = Gate.closed();
    try (Provider provider = hanging(resolver)) {
      Background<String> running =
          Background.run(
              () -> {
                LlmException failure = Calls.whole().run(provider).error();
                return failure.kind() + " " + Thread.currentThread().isInterrupted();
              });
      resolver.awaitArrivals(1);

      running.interrupt();

      assertThat(running.result()).isEqualTo("CANCELLED true");
    } finally {
      resolver.open();
    }
  }

  @Test
  void aLookupKeepsNothingOfItsFirstCallerAlive() {
    InheritableThreadLocal<String> local = new InheritableThreadLocal<>();
    local.set("of the caller");
    AtomicReference<String> seen = new AtomicReference<>();
    HttpSettings settings =
        HttpSettings.builder()
            .dns(
                host -> {
                  ClassLoader loader = Thread.currentThread().getContextClassLoader();
                  seen.set(Thread.currentThread().getName() + " " + loader + " " + local.get());
                  throw new UnknownHostException(host);
                })
            .build();
    try (Provider provider = provider("http://provider.test/v1", settings)) {
      assertThat(Calls.whole().run(provider).error().kind()).isEqualTo(ErrorKind.DNS);
      assertThat(Thread.currentThread().getContextClassLoader()).isNotNull();

      assertThat(seen).hasValue("llmgw-dns null null");
    } finally {
      local.remove();
    }
  }

  @Test
  @Fault("F002")
  void callsForOneHostShareALookupHoweverManyAreCancelled() {
    Gate resolver = Gate.closed();
    try (Provider provider = hanging(resolver)) {
      Background<LoneCall.Result> waiting = Background.run(() -> Calls.whole().run(provider));
      resolver.awaitArrivals(1);
      for (int i = 0; i < 20; i++) {
        LoneCall left = Calls.whole();
        Background<LoneCall.Result> running = Background.run(() -> left.run(provider));
        Patience.until("both calls to wait", () -> threadsInside("Lookups") == 2);
        left.cancel();
        running.result();
      }

      assertThat(lookups()).isEqualTo(1);
      resolver.open();
      assertThat(waiting.result().error().kind()).isEqualTo(ErrorKind.DNS);
    } finally {
      resolver.open();
      Patience.until("the threads of lookups to end", () -> lookups() == 0);
    }
  }

  @Test
  @Fault("F002")
  void lookupsThatHangAreGivenUpOneByOneAndNeverPileUp() {
    Gate resolver = Gate.closed();
    VirtualTime time = VirtualTime.create();
    try (Provider provider = hanging(resolver)) {
      for (int i = 1; i <= 15; i++) {
        LoneCall late = Calls.whole().with(time).with(Timeouts.connect(Duration.ofSeconds(5)));
        Background<LoneCall.Result> running = Background.run(() -> late.run(provider));
        resolver.awaitArrivals(Math.min(i, 9));
        time.awaitTasks(1);
        time.advance(Duration.ofSeconds(5));
        assertThat(running.result().error().kind()).isEqualTo(ErrorKind.CONNECT);
      }

      assertThat(lookups()).isEqualTo(9);
    } finally {
      resolver.open();
      Patience.until("the threads of lookups to end", () -> lookups() == 0);
    }
  }

  private static long threadsInside(String simpleName) {
    return Thread.getAllStackTraces().values().stream()
        .filter(
            stack ->
                Arrays.stream(stack)
                    .anyMatch(
                        frame ->
                            frame.getClassName().endsWith("." + simpleName)
                                && frame.getMethodName().equals("lookup")))
        .count();
  }

  private static long lookups() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("llmgw-dns"))
        .count();
  }

  @Test
  @Fault("F004")
  void aNewAddressIsUsedAtOnce() throws IOException {
    try (ScriptedServer server = ScriptedServer.start(ANSWER)) {
      InetAddress dead = InetAddress.getByName("127.0.0.2");
      AtomicReference<InetAddress> address = new AtomicReference<>(dead);
      HttpSettings settings = HttpSettings.builder().dns(host -> List.of(address.get())).build();
      try (Provider provider = provider("http://provider.test:" + server.port(), settings)) {
        assertThat(Calls.whole().run(provider).error().kind()).isEqualTo(ErrorKind.CONNECT);

        address.set(InetAddress.getByName("127.0.0.1"));

        assertThat(Calls.whole().run(provider).succeeded().text()).isEqualTo("Blue");
      }
    }
  }

  @Test
  @Fault("F004")
  void aConnectionToTheOldAddressServesAsLongAsItLivesAndIsFollowedByTheNewOne() throws Exception {
    String json = HttpText.json(200, Answers.JSON);
    ConnectionScript twice =
        ConnectionScript.accept().readRequest().send(json).readRequest().send(json);
    AtomicReference<InetAddress> address =
        new AtomicReference<>(InetAddress.getByName("127.0.0.1"));
    HttpSettings settings = HttpSettings.builder().dns(host -> List.of(address.get())).build();
    InetAddress moved = InetAddress.getByName("127.0.0.2");
    try (ScriptedServer old = ScriptedServer.start(twice);
        ServerSocket successor = new ServerSocket(old.port(), 5, moved);
        Provider provider = provider("http://provider.test:" + old.port(), settings)) {
      Calls.whole().run(provider).succeeded();

      address.set(moved);

      Calls.whole().run(provider).succeeded();
      assertThat(old.connections()).hasSize(1);
      Patience.until("the old server to hang up", () -> old.openConnections() == 0);
      assertThat(Calls.whole().run(provider).error().kind()).isEqualTo(ErrorKind.CONNECTION_LOST);
      Background<LoneCall.Result> next = Background.run(() -> Calls.whole().run(provider));
      try (Socket connection = successor.accept()) {
        answerAndEnd(connection);
        assertThat(next.result().succeeded().text()).isEqualTo("Blue");
      }
      assertThat(old.connections()).hasSize(1);
    }
  }

  @Test
  @Fault("F006")
  void theConnectClockEndsAnAttemptThatNobodyAnswers() throws IOException {
    VirtualTime time = VirtualTime.create();
    try (SilentServer server = new SilentServer().full();
        Provider provider = provider(server.url(), HttpSettings.DEFAULTS)) {
      LoneCall call = Calls.whole().with(time).with(Timeouts.connect(Duration.ofSeconds(5)));
      Background<LoneCall.Result> running = Background.run(() -> call.run(provider));
      time.awaitTasks(1);

      time.advance(Duration.ofSeconds(5));

      LlmException late = running.result().error();
      assertThat(late.kind()).isEqualTo(ErrorKind.CONNECT);
      assertThat(late).hasMessageContaining("5000 ms");
      assertThat(late.isPossiblyBilled()).isFalse();
    }
  }

  /** OkHttp looks at a pooled connection only when it has been idle for 10 s. */
  @Test
  void aPooledConnectionThatTheServerClosedFailsOnceAndVisibly() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    try (SilentServer server = new SilentServer();
        Provider provider = provider(server.url(), HttpSettings.DEFAULTS)) {
      Background<Long> serving =
          Background.run(
              () -> {
                try (Socket first = server.accept()) {
                  answerAndEnd(first);
                  ended.countDown();
                  try (Socket second = server.accept()) {
                    answerAndEnd(second);
                  }
                  return 0L;
                }
              });
      Calls.whole().run(provider).succeeded();
      ended.await();

      LoneCall second = Calls.whole();
      LlmException lost = second.run(provider).error();

      assertThat(lost.kind()).isEqualTo(ErrorKind.CONNECTION_LOST);
      assertThat(lost.isRetryable()).isTrue();
      assertThat(lost.isPossiblyBilled()).isTrue(); // nobody can tell that it was not read
      assertThat(second.timesSent()).isEqualTo(1);
      assertThat(Calls.whole().run(provider).succeeded().text()).isEqualTo("Blue");
      serving.result();
    }
  }

  private static void answerAndEnd(Socket connection) throws IOException {
    byte[] bytes = new byte[8_192];
    StringBuilder request = new StringBuilder();
    while (request.indexOf(Calls.PROMPT) < 0) {
      int count = connection.getInputStream().read(bytes);
      request.append(new String(bytes, 0, count, StandardCharsets.UTF_8));
    }
    String answer = HttpText.json(200, Answers.JSON);
    connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
    connection.shutdownOutput();
  }

  @Test
  @Fault("F013")
  void aProcessWithoutSocketsIsNotTheProvidersFault() {
    OkHttpClient client = new OkHttpClient.Builder().socketFactory(new NoSockets()).build();
    HttpSettings settings = HttpSettings.builder().client(client).build();
    try (Provider provider = provider("http://127.0.0.1:9/v1", settings)) {
      LlmException exhausted = Calls.whole().run(provider).error();

      assertThat(exhausted.kind()).isEqualTo(ErrorKind.LOCAL_RESOURCE);
      assertThat(exhausted.isRetryable()).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("brokenLookups")
  void aLookupOfTheHostThatFailsIsNamed(HostLookup broken, String what) {
    HttpSettings settings = HttpSettings.builder().dns(broken).build();
    try (Provider provider = provider("http://provider.test/v1", settings)) {
      LlmException failure = Calls.whole().run(provider).error();

      assertThat(failure.kind()).isEqualTo(ErrorKind.DNS);
      assertThat(failure)
          .hasMessageContaining(broken.getClass().getName())
          .hasMessageContaining(what)
          .hasMessageNotContaining("canary");
    }
  }

  static List<Arguments> brokenLookups() {
    HostLookup none = host -> null;
    HostLookup hole = host -> Collections.singletonList(null);
    HostLookup failing =
        host -> {
          throw new IllegalStateException("canary");
        };
    return List.of(
        Arguments.of(none, "gave null"),
        Arguments.of(hole, "gave null"),
        Arguments.of(failing, "threw java.lang.IllegalStateException"));
  }

  @Test
  void aLookupOfAClientOfTheApplicationIsNamedToo() {
    Dns broken = host -> null;
    OkHttpClient client = new OkHttpClient.Builder().dns(broken).build();
    HttpSettings settings = HttpSettings.builder().client(client).build();
    try (Provider provider = provider("http://provider.test/v1", settings)) {
      LlmException failure = Calls.whole().run(provider).error();

      assertThat(failure.kind()).isEqualTo(ErrorKind.DNS);
      assertThat(failure).hasMessageContaining(broken.getClass().getName());
    }
  }

  private static Provider hanging(Gate resolver) {
    HttpSettings settings =
        HttpSettings.builder()
            .dns(
                host -> {
                  try {
                    resolver.pass();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  throw new UnknownHostException(host);
                })
            .build();
    return provider("http://provider.test/v1", settings);
  }

  private static Provider provider(String url, HttpSettings settings) {
    return OpenAi.builder().baseUrl(url).http(settings).build();
  }

  /** A process at the end of its file descriptors. */
  private static final class NoSockets extends SocketFactory {
    @Override
    public Socket createSocket() throws IOException {
      throw new SocketException("Too many open files");
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return createSocket();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort)
        throws IOException {
      return createSocket();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return createSocket();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
        throws IOException {
      return createSocket();
    }
  }
}
