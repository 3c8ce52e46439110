package io.llmgw.consumer;

import com.sun.net.httpserver.HttpServer;
import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.observability.log.CallLog;
import io.llmgw.observability.metrics.Metrics;
import io.llmgw.observability.trace.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Makes one call and one stream with nothing but the packaged jars, as named modules. */
public final class Consumer {
  private static final String ANSWER =
      "{\"id\":\"1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\","
          + "\"message\":{\"role\":\"assistant\",\"content\":\"whole\"}}]}";
  private static final String STREAM =
      "data: {\"id\":\"1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\","
          + "\"delta\":{\"content\":\"streamed\"}}]}\n\ndata: [DONE]\n\n";

  private Consumer() {}

  public static void main(String[] args) throws IOException {
    HttpServer server = serve();
    String baseUrl = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Metrics metrics = Metrics.to(registry);
    try (LlmClient llm =
        LlmClient.builder()
            .provider("openai", Map.of("base-url", baseUrl, "key", "sk-none"))
            .defaultModel("openai/m")
            .use(metrics)
            .use(CallLog.create())
            .use(Tracing.of(ObservationRegistry.create()))
            .build()) {
      System.out.println("answer: " + llm.prompt("Hello?").text());
      try (ChatStream stream = llm.prompt("Hello?").stream()) {
        System.out.println("answer: " + stream.response().text());
      }
      tell("engine", llm.getClass());
    } finally {
      server.stop(0);
    }
    tell("api", LlmClient.class);
    tell("observability", Metrics.class);
    System.out.println("measured: " + (registry.find("llmgw.request.duration").timer() != null));
    ModuleLayer.boot()
        .findModule("io.llmgw.providers")
        .ifPresent(module -> System.out.println("providers: " + module.getName()));
  }

  private static HttpServer serve() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/chat/completions",
        exchange -> {
          byte[] request = exchange.getRequestBody().readAllBytes();
          boolean streamed =
              new String(request, StandardCharsets.UTF_8).contains("\"stream\":true");
          byte[] body = (streamed ? STREAM : ANSWER).getBytes(StandardCharsets.UTF_8);
          exchange
              .getResponseHeaders()
              .set("Content-Type", streamed ? "text/event-stream" : "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static void tell(String what, Class<?> type) {
    System.out.println(what + ": " + type.getModule().getName());
  }
}
