package io.llmgw.hosts;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.usage.Usage;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.openai.OpenAi;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What every host does with its client, and what it says about it: a line each, which the test that
 * started the host reads.
 */
public final class Visit {
  private static final String CLOCK = "llmgw-clock";
  private static final long CLOCK_MILLIS = 5_000;
  private static final long UNWIND_MILLIS = 500;

  private Visit() {}

  /**
   * A client of the server at this address.
   *
   * @param certificate whom to trust
   */
  public static LlmClient client(String url, Path certificate, boolean http2) {
    HttpSettings.Builder http = HttpSettings.builder().trustPem(certificate);
    if (http2) {
      http.http2();
    }
    return LlmClient.builder()
        .provider(OpenAi.builder().baseUrl(url).keys(Keys.of("sk-none")).http(http.build()).build())
        .defaultModel("openai/m")
        .build();
  }

  /** Makes a call, a call on the client's executor, a stream, and a stream that is cancelled. */
  public static void talk(String protocol, LlmClient llm) {
    ChatResponse whole = llm.prompt("whole").send();
    say(protocol + " call: " + whole.text() + ", " + tokens(whole.usage()));
    say(protocol + " async: " + llm.prompt("whole").async().join().text());
    try (ChatStream stream = llm.prompt("stream").stream()) {
      List<String> pieces = new ArrayList<>();
      stream.text().forEach(pieces::add);
      say(protocol + " stream: " + pieces + ", " + tokens(stream.response().usage()));
    }
    say(protocol + " cancel: " + cancelled(llm));
  }

  private static String cancelled(LlmClient llm) {
    try (ChatStream stream = llm.prompt("endless").stream()) {
      for (String piece : stream.text()) {
        stream.cancel();
      }
      return "the stream went on to its end";
    } catch (LlmException e) {
      return e.kind().toString();
    }
  }

  private static String tokens(Usage usage) {
    return usage.inputTokens().tokens() + " in, " + usage.outputTokens().tokens() + " out";
  }

  /**
   * Says which threads of the gateway are left, of those of the platform: virtual ones are listed
   * nowhere. One that is just ending is waited for.
   */
  public static void tellThreads() throws InterruptedException {
    List<String> left = new ArrayList<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("llmgw-")) {
        // That of a client ends with it; one that no client has, a second after its work.
        thread.join(thread.getName().equals(CLOCK) ? CLOCK_MILLIS : UNWIND_MILLIS);
        if (thread.isAlive()) {
          left.add(thread.getName());
        }
      }
    }
    say("threads left: " + left);
  }

  /** Says from which jar a class comes: the version that this host resolved. */
  public static void tellJar(String className) throws ClassNotFoundException {
    String place =
        Class.forName(className).getProtectionDomain().getCodeSource().getLocation().toString();
    String jar = place.endsWith("!/") ? place.substring(0, place.length() - 2) : place;
    say("jar: " + jar.substring(jar.lastIndexOf('/') + 1));
  }

  /** Says from which jars the parts come that hosts have an opinion about. */
  public static void tellJars() throws ClassNotFoundException {
    tellJar("kotlin.KotlinVersion");
    tellJar("okhttp3.OkHttpClient");
    tellJar("tools.jackson.core.JsonParser");
    tellJar("org.slf4j.LoggerFactory");
  }

  private static void say(String line) {
    System.out.println("host says " + line);
  }
}
