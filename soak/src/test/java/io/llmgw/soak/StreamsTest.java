package io.llmgw.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.benchmarks.server.ServerProcess;
import io.llmgw.benchmarks.whole.ResultPage;
import java.io.IOException;
import java.util.concurrent.Executor;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** Thousands of slow streams at once in a small heap. */
class StreamsTest {
  private static final int ON_PLATFORM_THREADS = 2_000;
  private static final int ON_VIRTUAL_THREADS = 5_000;
  private static final int WARM_UP = 500;
  private static final long MOST_BYTES_OF_OURS = 16 * 1024;

  @Test
  void noneIsLostAndEachIsSmall() throws Exception {
    Fleet.Result llmgw;
    Fleet.Result okHttp;
    try (ServerProcess server = ServerProcess.start(PacedServer.class)) {
      try (LlmClient llm = LlmgwReader.client(server.baseUrl())) {
        boolean virtual = Threads.areVirtual();
        llmgw =
            measured(
                virtual ? Runnable::run : Threads.perStream(),
                virtual ? LlmgwReader.published(llm) : LlmgwReader.onItsThread(llm));
      }
      okHttp =
          measured(Threads.perStream(), new OkHttpReader(new OkHttpClient(), server.baseUrl()));
    }
    publish(llmgw, okHttp);

    assertThat(llmgw.lost()).isEmpty();
    assertThat(llmgw.open()).isEqualTo(size());
    assertThat(llmgw.bytesPerStream() - okHttp.bytesPerStream()).isLessThan(MOST_BYTES_OF_OURS);
  }

  private static Fleet.Result measured(Executor threads, Reader reader)
      throws InterruptedException {
    Fleet.warmUp(WARM_UP, reader);
    return Fleet.run(size(), threads, reader);
  }

  private static int size() {
    int asked = Integer.getInteger("llmgw.soak.streams", 0);
    if (asked > 0) {
      return asked;
    }
    return Threads.areVirtual() ? ON_VIRTUAL_THREADS : ON_PLATFORM_THREADS;
  }

  private static void publish(Fleet.Result llmgw, Fleet.Result okHttp) throws IOException {
    String jdk = String.valueOf(Runtime.version().feature());
    ResultPage page = new ResultPage("streams-jdk-" + jdk, "Paced streams at once, JDK " + jdk);
    page.add(
        "All streams are started at once; each brings "
            + PacedAnswer.PIECES
            + " events, one every 1 to 2 s.");
    page.add("");
    page.row("", "llmgw", "OkHttp alone");
    page.add("|---|---|---|");
    page.row("door", Threads.areVirtual() ? "`publish`" : "`stream`", "`execute`");
    String threads = Threads.areVirtual() ? "virtual" : "platform";
    page.row("a thread for each stream", threads, threads);
    page.row("streams", text(llmgw.size()), text(okHttp.size()));
    page.row("of them open when the heap was looked at", text(llmgw.open()), text(okHttp.open()));
    page.row("**lost**", bold(llmgw.lost().size()), bold(okHttp.lost().size()));
    page.row(
        "live heap per stream, bytes", bold(llmgw.bytesPerStream()), text(okHttp.bytesPerStream()));
    page.row("of that llmgw's own", bold(llmgw.bytesPerStream() - okHttp.bytesPerStream()), "");
    page.row("live heap of all, MB", megabytes(llmgw), megabytes(okHttp));
    page.row(
        "platform threads of the JVM",
        text(llmgw.platformThreads()),
        text(okHttp.platformThreads()));
    for (double share : new double[] {0.5, 0.99, 1}) {
      page.row(
          "first event, " + (share == 1 ? "last" : Math.round(share * 100) + " % within") + ", ms",
          text(llmgw.firstPieceMillis(share)),
          text(okHttp.firstPieceMillis(share)));
    }
    page.publish();
  }

  private static String text(long number) {
    return String.valueOf(number);
  }

  private static String bold(long number) {
    return "**" + number + "**";
  }

  private static String megabytes(Fleet.Result result) {
    return text(result.liveBytes() / (1024 * 1024));
  }
}
