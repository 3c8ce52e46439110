package io.llmgw.cache.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.route.Route;
import io.llmgw.test.scripted.ScriptedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The fields by which a cache is passed by, beside what others say and do of them. */
class ServerStateTest {
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  /** What tools say is not a field with a name of its own. */
  private static final List<String> TOOLS =
      List.of(
          "[{\"type\":\"mcp\"}]",
          "[{\"type\":\"mcp_toolset\"}]",
          "[{\"mcpServers\":[{\"name\":\"t\"}]}]",
          "[{\"type\":\"shell\",\"environment\":{\"container_id\":\"c\"}}]",
          "[{\"type\":\"code_interpreter\",\"container\":\"c\"}]");

  private static ChatRequest with(String field, String json) {
    return ChatRequest.builder().user("Next!").extraBody(field, Json.ofText(json)).build();
  }

  @Test
  void whatIsNotCachedIsNotHedgedEither() {
    List<ChatRequest> requests = new ArrayList<>();
    for (String field : ServerState.reasons().keySet()) {
      requests.add(with(field, "\"x\""));
      requests.add(with("additionalModelRequestFields", "{\"" + field + "\":\"x\"}"));
    }
    TOOLS.forEach(tools -> requests.add(with("tools", tools)));

    try (LlmClient llm =
        LlmClient.builder()
            .provider(ScriptedProvider.named("a"))
            .provider(ScriptedProvider.named("b"))
            .alias("both", Route.ordered(Route.target("a/m"), Route.target("b/m")))
            .defaultModel("both")
            .hedging(Hedging.after(Duration.ofSeconds(1)))
            .build()) {
      for (ChatRequest request : requests) {
        String extra = request.content().extraBody().toString();
        assertThat(ServerState.fieldOf(request)).as(extra).isNotNull();
        assertThat(llm.explain(request).call()).as(extra).contains("not hedged: ");
      }
    }
  }

  @Test
  void thePageNamesThemAll() throws IOException {
    String page = Files.readString(Path.of("../docs/caching.md"));
    int from = page.indexOf("It says so by one of these extra fields");
    Set<String> named = new TreeSet<>();
    Matcher names = NAME.matcher(page.substring(from, page.indexOf(". ", from)));
    while (names.find()) {
      named.add(names.group(1));
    }

    assertThat(named).isEqualTo(new TreeSet<>(ServerState.reasons().keySet()));
  }
}
