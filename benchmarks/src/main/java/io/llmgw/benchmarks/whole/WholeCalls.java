package io.llmgw.benchmarks.whole;

import io.llmgw.benchmarks.client.CallClient;
import io.llmgw.benchmarks.client.Conversation;
import io.llmgw.benchmarks.client.HandWrittenClient;
import io.llmgw.benchmarks.client.LlmgwClient;
import io.llmgw.benchmarks.server.ServerProcess;
import java.io.IOException;
import java.util.function.IntSupplier;

/**
 * Whole calls and whole streams over loopback: llmgw against a client written by hand, in one
 * process, in turns. Arguments: the number of rounds, default 21.
 */
public final class WholeCalls {
  private static final int ROUNDS = 21;
  private static final int CALLS_PER_TURN = 30;
  private static final int STREAMS_PER_TURN = 5;

  private WholeCalls() {}

  /** Runs all scenarios. */
  public static void main(String[] arguments) throws IOException {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ROUNDS;
    ResultPage page =
        new ResultPage("whole-calls", "Whole calls: llmgw against a client written by hand");
    page.add(
        "Per call, median of "
            + rounds
            + " rounds with the lowest and the highest; the ratio is formed within each round."
            + " Below 1, llmgw needs less.");
    try (ServerProcess server = ServerProcess.start()) {
      compare(
          page,
          "A call answered whole",
          server.baseUrl(),
          rounds,
          CALLS_PER_TURN,
          CallClient::call);
      String stream = "A stream of " + Conversation.PIECES + " events";
      compare(page, stream, server.baseUrl(), rounds, STREAMS_PER_TURN, CallClient::stream);
      compare(
          page,
          stream + ", each written by itself",
          server.singleEventsUrl(),
          rounds,
          STREAMS_PER_TURN,
          CallClient::stream);
    }
    page.publish();
  }

  private interface Scenario {
    int run(CallClient client);
  }

  private static void compare(
      ResultPage page, String title, String url, int rounds, int calls, Scenario scenario) {
    try (CallClient llmgw = LlmgwClient.open(url);
        CallClient byHand = HandWrittenClient.open(url)) {
      IntSupplier ours = () -> scenario.run(llmgw);
      IntSupplier theirs = () -> scenario.run(byHand);
      Duel duel = new Duel(ours, theirs, calls);
      duel.run(rounds);
      System.err.println(title + ": done");
      page.add("");
      page.add("## " + title);
      page.add("");
      duel.report(page, "by hand");
    }
  }
}
