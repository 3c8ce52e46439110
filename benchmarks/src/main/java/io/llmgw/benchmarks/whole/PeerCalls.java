package io.llmgw.benchmarks.whole;

import io.llmgw.benchmarks.client.CallClient;
import io.llmgw.benchmarks.client.LlmgwClient;
import io.llmgw.benchmarks.server.ServerProcess;
import java.io.IOException;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Whole calls and whole streams over loopback: llmgw against another library, in one process, in
 * turns.
 */
public final class PeerCalls {
  private static final int ROUNDS = 11;
  private static final int CALLS_PER_TURN = 20;
  private static final int STREAMS_PER_TURN = 5;

  private final ResultPage page;
  private final String peer;
  private final Function<String, CallClient> opening;

  private PeerCalls(ResultPage page, String peer, Function<String, CallClient> opening) {
    this.page = page;
    this.peer = peer;
    this.opening = opening;
  }

  /**
   * Runs all scenarios and writes the page {@code name.md}.
   *
   * @param peer what the other library is called, with its version
   * @param opening makes its client for a base URL
   */
  public static void run(String name, String peer, Function<String, CallClient> opening)
      throws IOException {
    ResultPage page = new ResultPage(name, "Whole calls: llmgw against " + peer);
    page.add(
        "Per call, median of "
            + ROUNDS
            + " rounds with the lowest and the highest; the ratio is formed within each round."
            + " Below 1, llmgw needs less.");
    PeerCalls calls = new PeerCalls(page, peer, opening);
    try (ServerProcess server = ServerProcess.start()) {
      calls.compare("A call answered whole", server.baseUrl(), CALLS_PER_TURN, CallClient::call);
      calls.compare(
          "A stream of 200 events", server.baseUrl(), STREAMS_PER_TURN, CallClient::stream);
    }
    page.publish();
  }

  private void compare(String title, String url, int calls, ToIntFunction<CallClient> scenario) {
    try (CallClient llmgw = LlmgwClient.open(url);
        CallClient other = opening.apply(url)) {
      Duel duel =
          new Duel(() -> scenario.applyAsInt(llmgw), () -> scenario.applyAsInt(other), calls);
      duel.run(ROUNDS);
      System.err.println(title + ": done");
      page.add("");
      page.add("## " + title);
      page.add("");
      duel.report(page, peer);
    }
  }
}
