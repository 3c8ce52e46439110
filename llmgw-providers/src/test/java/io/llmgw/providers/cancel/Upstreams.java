package io.llmgw.providers.cancel;

import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.providers.aws.AwsKeys;
import io.llmgw.providers.bedrock.Bedrock;
import io.llmgw.providers.cancel.CancelCase.Protocol;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.providers.rig.Answers;
import io.llmgw.providers.rig.Background;
import io.llmgw.providers.rig.Calls;
import io.llmgw.providers.rig.Http2Server;
import io.llmgw.providers.rig.SilentServer;
import io.llmgw.providers.rig.TlsServer;
import io.llmgw.test.Gate;
import io.llmgw.test.LoneCall;
import io.llmgw.test.Patience;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.Peer;
import io.llmgw.test.socket.ScriptedServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import mockwebserver3.MockResponse;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;

/** The other side for each phase and protocol. */
final class Upstreams implements AutoCloseable {
  private static final ConnectionScript REQUEST = ConnectionScript.accept().readRequest();
  private static final String JSON = "application/json";
  private static final String HALF_ANSWER = Answers.JSON.substring(0, 40);
  private static final String HALF_STREAM = Answers.event(Answers.delta("Blue "));

  private final SilentServer unreachable = new SilentServer().full();

  Upstreams() throws IOException {}

  Upstream of(Phase phase, Protocol protocol, boolean streamed) throws IOException {
    boolean http2 = protocol == Protocol.HTTP_2;
    return switch (phase) {
      case EXECUTOR -> neverAsked(http2);
      case PLACE -> atItsLimit(http2);
      case TOOL -> askingForTool(http2, streamed);
      case CREDENTIALS -> withoutCredentials(http2);
      case OPENING -> stillOpening(http2);
      case GATE -> behindAnother(http2);
      case LOOKUP -> neverFound(http2);
      case CONNECT -> neverConnected(http2);
      case SECURE -> neverSecured(http2);
      case UPLOAD -> http2 ? stalling(Http2Server.silent(), true) : notReading();
      case HEADERS, FLIGHT -> http2 ? stalling(Http2Server.silent(), false) : stallingAfter("");
      case HEDGE -> silentToTwo(http2);
      case REFUSAL ->
          http2
              ? stalling(Http2Server.answering(429, JSON, "{"), false)
              : stallingAfter(
                  HttpText.head(429, "content-type: " + JSON, "content-length: 500") + "{");
      case BACKOFF -> askingLater(http2);
      case BODY, DRAIN, DEMAND, OBSERVER, CALLER, CALLER_HIMSELF ->
          http2
              ? stalling(
                  streamed
                      ? Http2Server.answering(200, "text/event-stream", HALF_STREAM)
                      : Http2Server.answering(200, JSON, HALF_ANSWER),
                  false)
              : stallingAfter(
                  streamed
                      ? HttpText.eventStream() + HttpText.chunk(HALF_STREAM)
                      : HttpText.head(200, "content-type: " + JSON, "content-length: 500")
                          + HALF_ANSWER);
    };
  }

  private static Upstream neverAsked(boolean http2) {
    Upstream silent = http2 ? stalling(Http2Server.silent(), false) : stallingAfter("");
    return silent.reached(thread -> true).gone(() -> true);
  }

  private static Upstream atItsLimit(boolean http2) {
    Upstream silent;
    Callable<Integer> begun;
    if (http2) {
      Http2Server server = Http2Server.silent();
      silent = stalling(server, false);
      begun = server::begun;
    } else {
      ScriptedServer server = ScriptedServer.start(REQUEST.stall());
      silent = new Upstream(provider(server.url(), HttpSettings.DEFAULTS), server);
      begun = () -> server.requests().size();
    }
    return silent
        .reached(thread -> isInside(thread, "Grants", "awaited"))
        .gone(() -> true)
        .others(begun)
        .requests(() -> begun.call() - 1);
  }

  private static Upstream askingForTool(boolean http2, boolean streamed) throws IOException {
    String type = streamed ? "text/event-stream" : JSON;
    String answer = streamed ? Answers.TOOL_STREAM : Answers.TOOL_JSON;
    if (http2) {
      MockResponse response =
          new MockResponse.Builder().addHeader("content-type", type).body(answer).build();
      TlsServer server = new TlsServer().http2().answering(request -> response).start();
      return new Upstream(provider(server.url(), server.trusted().http2().build()), server)
          .requests(server.server::getRequestCount);
    }
    String head = HttpText.head(200, "content-type: " + type, "content-length: " + answer.length());
    ScriptedServer server = ScriptedServer.start(REQUEST.send(head + answer).stall());
    return new Upstream(provider(server.url(), HttpSettings.DEFAULTS), server)
        .requests(() -> server.requests().size());
  }

  /** Who issues them is another side: this one is never asked. */
  private static Upstream withoutCredentials(boolean http2) {
    ScriptedServer metadata = ScriptedServer.start(REQUEST.stall());
    Provider provider =
        Bedrock.builder()
            .name("openai")
            .region("eu-central-1")
            .baseUrl("http://127.0.0.1:9")
            .http(settings(http2).build())
            .credentials(
                AwsKeys.instance(Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", metadata.url())))
            .build();
    return new Upstream(provider, metadata)
        .reached(
            thread ->
                isInside(thread, "RenewedKeys", "awaited") && metadata.requests().size() == 1);
  }

  private static Upstream behindAnother(boolean http2) throws IOException {
    if (http2) {
      Http2Server server = Http2Server.silent();
      return behindAnother(
          multiplexed(server, HttpSettings.builder().maxConcurrentStreams(1)), server::begun);
    }
    ScriptedServer server = ScriptedServer.start(REQUEST.stall());
    HttpSettings one = HttpSettings.builder().maxConnectionsPerHost(1).build();
    return behindAnother(
        new Upstream(provider(server.url(), one), server), () -> server.requests().size());
  }

  private static Upstream behindAnother(Upstream upstream, Callable<Integer> requests) {
    LoneCall first = Calls.whole();
    Background<LoneCall.Result> holding = Background.run(() -> first.run(upstream.provider()));
    Upstream begun = upstream.requests(requests);
    Patience.until("another call to have the place", () -> begun.requests() == 1);
    return new Upstream(
            begun.provider(),
            () -> {
              first.cancel();
              holding.result();
            },
            begun)
        .reached(thread -> isInside(thread, "ConnectionGate", ""))
        .requests(() -> requests.call() - 1);
  }

  /** Nothing is spoken yet: it is what the client that is being made would speak. */
  private static Upstream stillOpening(boolean http2) {
    okhttp3.Protocol spoken =
        http2 ? okhttp3.Protocol.H2_PRIOR_KNOWLEDGE : okhttp3.Protocol.HTTP_1_1;
    Gate made = Gate.closed();
    OkHttpClient slow =
        new OkHttpClient() {
          @Override
          public Builder newBuilder() {
            hold(made);
            return super.newBuilder().protocols(List.of(spoken));
          }
        };
    HttpSettings settings = HttpSettings.builder().client(slow).build();
    Provider provider = provider("http://127.0.0.1:9", settings);
    Background<LoneCall.Result> making = Background.run(() -> Calls.whole().run(provider));
    made.awaitArrivals(1);
    return new Upstream(
            provider,
            () -> {
              made.open();
              making.result();
            })
        .reached(thread -> isInside(thread, "Opening", ""));
  }

  /** The code of a call in that place says to nobody that it waits. */
  private static boolean isInside(Thread thread, String simpleName, String method) {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getClassName().endsWith("." + simpleName)
          && frame.getMethodName().startsWith(method)) {
        return true;
      }
    }
    return false;
  }

  private static Upstream neverFound(boolean http2) {
    Gate resolver = Gate.closed();
    HttpSettings settings =
        settings(http2)
            .dns(
                host -> {
                  hold(resolver);
                  throw new UnknownHostException(host);
                })
            .build();
    return new Upstream(provider("https://provider.test", settings), resolver::open)
        .reached(thread -> resolver.arrivals() == 1);
  }

  private static void hold(Gate gate) {
    try {
      gate.pass();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Upstream neverConnected(boolean http2) {
    CountDownLatch connecting = new CountDownLatch(1);
    HttpSettings settings =
        settings(http2)
            .eventListenerFactory(
                call ->
                    new EventListener() {
                      @Override
                      public void connectStart(Call call, InetSocketAddress to, Proxy proxy) {
                        connecting.countDown();
                      }
                    })
            .build();
    return new Upstream(provider(unreachable.url(), settings))
        .reached(thread -> connecting.getCount() == 0);
  }

  private static Upstream neverSecured(boolean http2) {
    ScriptedServer server = ScriptedServer.start(ConnectionScript.accept().read(5).stall());
    String url = "https://127.0.0.1:" + server.port();
    return new Upstream(provider(url, settings(http2).build()), server)
        .reached(thread -> server.bytesReceived() > 5)
        .gone(() -> server.connections().get(0).isGone());
  }

  private static Upstream notReading() throws IOException {
    SilentServer server = new SilentServer();
    return new Upstream(provider(server.url(), HttpSettings.DEFAULTS), server)
        .asking(large())
        .reached(thread -> server.hasBytes())
        .gone(server::isGone)
        .requests(server::connections);
  }

  /** More than the buffers of both sides hold. */
  private static ChatRequest large() {
    return ChatRequest.of("x".repeat(12 << 20));
  }

  /** Long enough to be waited for when it ends, and short enough to be waited for at all. */
  private static Upstream askingLater(boolean http2) throws IOException {
    if (http2) {
      TlsServer server = new TlsServer().http2().answering(request -> later()).start();
      Provider provider = provider(server.url(), server.trusted().http2().build());
      return new Upstream(provider, server)
          .reached(thread -> isInside(thread, "Pause", "sleep"))
          .requests(server.server::getRequestCount);
    }
    String refusal = HttpText.head(503, "retry-after: 9", "content-length: 0");
    ScriptedServer server = ScriptedServer.start(REQUEST.send(refusal).stall());
    return new Upstream(provider(server.url(), HttpSettings.DEFAULTS), server)
        .reached(thread -> isInside(thread, "Pause", "sleep"))
        .requests(() -> server.requests().size());
  }

  private static MockResponse later() {
    return new MockResponse.Builder().code(503).addHeader("retry-after", "9").build();
  }

  private static Upstream stallingAfter(String sent) {
    Gate reached = Gate.closed();
    ScriptedServer server = ScriptedServer.start(REQUEST.send(sent).waitFor(reached));
    return new Upstream(provider(server.url(), HttpSettings.DEFAULTS), server)
        .reached(thread -> reached.arrivals() == 1)
        .gone(() -> server.connections().get(0).isGone())
        .requests(() -> server.requests().size())
        .bytes(server::bytesReceived)
        .hungUp(() -> server.openConnections() == 0);
  }

  private static Upstream silentToTwo(boolean http2) {
    if (http2) {
      Http2Server server = Http2Server.silent();
      return multiplexed(server, HttpSettings.builder())
          .reached(thread -> server.answered() == 2)
          .gone(() -> server.resets() == 2);
    }
    Gate reached = Gate.closed();
    ConnectionScript silent = REQUEST.waitFor(reached);
    ScriptedServer server = ScriptedServer.start(silent, silent);
    return new Upstream(provider(server.url(), HttpSettings.DEFAULTS), server)
        .reached(thread -> reached.arrivals() == 2)
        .gone(() -> server.connections().stream().allMatch(Peer::isGone))
        .requests(() -> server.requests().size());
  }

  /** One of HTTP/2, whose connection stays when a stream has ended. */
  static Upstream multiplexed(Http2Server server, HttpSettings.Builder settings) {
    OkHttpClient client =
        new OkHttpClient.Builder().protocols(List.of(okhttp3.Protocol.H2_PRIOR_KNOWLEDGE)).build();
    return new Upstream(
            provider(server.url(), settings.client(client).build()),
            () -> client.connectionPool().evictAll(),
            server)
        .gone(() -> server.resets() == 1)
        .requests(server::begun)
        .bytes(server::bytesReceived)
        .hungUp(
            () -> {
              client.connectionPool().evictAll();
              return server.openConnections() == 0;
            });
  }

  private static Upstream stalling(Http2Server server, boolean inUpload) {
    Upstream upstream = multiplexed(server, HttpSettings.builder());
    return inUpload
        ? upstream.asking(large()).reached(thread -> server.begun() == 1)
        : upstream.reached(thread -> server.answered() == 1);
  }

  private static HttpSettings.Builder settings(boolean http2) {
    return http2 ? HttpSettings.builder().http2() : HttpSettings.builder();
  }

  private static Provider provider(String url, HttpSettings settings) {
    return OpenAi.builder().baseUrl(url + "/v1").http(settings).build();
  }

  @Override
  public void close() throws IOException {
    unreachable.close();
  }
}
