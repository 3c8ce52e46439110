package io.llmgw.providers.rig;

import io.llmgw.api.provider.Provider;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ScriptedServer;

/** What a provider sends, and the provider that hears it. */
public final class Answers {
  public static final String JSON =
      "{\"id\":\"x\",\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"Blue\"},"
          + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}";
  public static final String FINISH =
      "{\"id\":\"x\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}";

  /** Asks for the tool named wait, and ends; whole, and as a stream. */
  public static final String TOOL_JSON =
      "{\"id\":\"x\",\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"content\":null,"
          + "\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
          + "\"function\":{\"name\":\"wait\",\"arguments\":\"{}\"}}]},"
          + "\"finish_reason\":\"tool_calls\"}],"
          + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}";

  public static final String TOOL_STREAM =
      event(
              "{\"id\":\"x\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{"
                  + "\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"type\":\"function\","
                  + "\"function\":{\"name\":\"wait\",\"arguments\":\"{}\"}}]},"
                  + "\"finish_reason\":null}]}")
          + event(
              "{\"id\":\"x\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{},"
                  + "\"finish_reason\":\"tool_calls\"}]}")
          + event("[DONE]");

  private Answers() {}

  public static Provider provider(ScriptedServer server) {
    return provider(server, HttpSettings.DEFAULTS);
  }

  public static Provider provider(ScriptedServer server, HttpSettings settings) {
    return OpenAi.builder().baseUrl(server.url() + "/v1").http(settings).build();
  }

  public static String delta(String text) {
    return "{\"id\":\"x\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
        + text
        + "\"},\"finish_reason\":null}]}";
  }

  public static String event(String payload) {
    return "data: " + payload + "\n\n";
  }

  /** A complete stream as the body of an answer, without any transfer coding. */
  public static String stream(String... texts) {
    StringBuilder body = new StringBuilder();
    for (String text : texts) {
      body.append(event(delta(text)));
    }
    return body + event(FINISH) + event("[DONE]");
  }

  /** The head of a stream that ends when the connection does. */
  public static String openHead() {
    return HttpText.head(200, "content-type: text/event-stream", "connection: close");
  }
}
