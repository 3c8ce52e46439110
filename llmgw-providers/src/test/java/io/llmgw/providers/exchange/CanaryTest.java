package io.llmgw.providers.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.provider.Provider;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.providers.rig.Answers;
import io.llmgw.providers.rig.Calls;
import io.llmgw.test.Fault;
import io.llmgw.test.LoneCall;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A provider that repeats prompt, key and answer wherever it can finds none of them in what this
 * side shows of the failure: message, causes, {@code toString}, logs, console.
 */
class CanaryTest {
  private static final ConnectionScript REQUEST = ConnectionScript.accept().readRequest();
  private static final String ECHO = Calls.PROMPT + " " + Calls.SECRET + " canary-answer-55d0";

  private static final String PROXY_SECRET = "canary-proxy-3e1d";
  private static final String PROXY_HEADER =
      Base64.getEncoder()
          .encodeToString(("gateway:" + PROXY_SECRET).getBytes(StandardCharsets.UTF_8));

  private final List<String> shown = new ArrayList<>();
  private final ByteArrayOutputStream console = new ByteArrayOutputStream();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final Logger root = Logger.getLogger("");
  private final Handler log =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          synchronized (shown) {
            shown.add(entry.getLoggerName() + " " + entry.getMessage());
            if (entry.getThrown() != null) {
              shown.add(stackTrace(entry.getThrown()));
            }
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    root.addHandler(log);
    root.setLevel(Level.ALL);
    PrintStream captured = new PrintStream(console, true, StandardCharsets.UTF_8);
    System.setOut(captured);
    System.setErr(captured);
  }

  @AfterEach
  void stopListening() {
    System.setOut(out);
    System.setErr(err);
    root.setLevel(Level.INFO);
    root.removeHandler(log);
  }

  @Test
  @Fault("F160")
  void nothingOfPromptKeyOrAnswerIsShown() {
    String quoted = '"' + ECHO + '"';
    String error =
        "{\"error\":{\"message\":" + quoted + ",\"type\":" + quoted + ",\"code\":" + quoted + "}}";
    for (int status : new int[] {200, 400, 401, 404, 429, 500}) {
      fails(REQUEST.send(HttpText.json(status, error)));
      fails(REQUEST.send(HttpText.json(status, ECHO)));
    }
    fails(REQUEST.send("HTTP/1.1 " + ECHO + "\r\n\r\n"));
    fails(REQUEST.send(HttpText.head(302, "location: https://example.org/" + Calls.SECRET)));
    fails(REQUEST.send(HttpText.head(200, "transfer-encoding: chunked") + ECHO + "\r\n"));
    fails(REQUEST.send(HttpText.head(200, "content-length: 9999") + "{" + ECHO).reset());
    fails(REQUEST.send(HttpText.eventStream() + HttpText.event(error)));
    fails(REQUEST.send(HttpText.eventStream() + HttpText.event("{" + ECHO)));
    fails(REQUEST.send(HttpText.eventStream() + HttpText.event(Answers.delta(ECHO))).reset());
    fails(REQUEST.reset());
    failsBehindAProxy();

    shown.add(console.toString(StandardCharsets.UTF_8));
    assertThat(shown)
        .allSatisfy(
            text ->
                assertThat(text)
                    .doesNotContain(Calls.PROMPT)
                    .doesNotContain(Calls.SECRET)
                    .doesNotContain(PROXY_HEADER)
                    .doesNotContain("canary"));
  }

  private void failsBehindAProxy() {
    String refusal = HttpText.head(407, "content-length: 0");
    for (String url : List.of("http://provider.test", "https://provider.test")) {
      try (ScriptedServer proxy = ScriptedServer.start(REQUEST.send(refusal).stall())) {
        HttpSettings settings =
            HttpSettings.builder()
                .proxy("127.0.0.1", proxy.port())
                .proxyCredentials("gateway", PROXY_SECRET)
                .build();
        try (Provider provider = OpenAi.builder().baseUrl(url).http(settings).build()) {
          LlmException failure = Calls.whole().run(provider).error();
          synchronized (shown) {
            shown.add(stackTrace(failure));
            shown.add(settings.toString());
          }
        }
      }
    }
  }

  private void fails(ConnectionScript script) {
    for (LoneCall call : List.of(Calls.whole(), Calls.streamed())) {
      try (ScriptedServer server = ScriptedServer.start(script);
          Provider provider =
              OpenAi.builder()
                  .baseUrl(server.url())
                  .keys(Keys.of(Calls.SECRET))
                  .header("x-secret", Calls.SECRET)
                  .build()) {
        LoneCall.Result result = call.run(provider);
        LlmException failure = result.error();
        synchronized (shown) {
          shown.add(stackTrace(failure));
          shown.add(failure.providerCode() + " " + failure.requestId());
          shown.add(provider.toString());
          for (LlmEvent event : result.events()) {
            shown.add(event.toString());
          }
        }
      }
    }
  }

  private static String stackTrace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
