package io.llmgw.providers.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.providers.http.HttpSettings;
import io.llmgw.test.Patience;
import io.llmgw.test.Races;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

class LazyClientTest {
  private static final HttpUrl HOST = HttpUrl.get("https://provider.test");

  /** Counts how often a client is made from it, and takes its time for a second one to begin. */
  private static final class Counted extends OkHttpClient {
    private final AtomicInteger made = new AtomicInteger();
    private volatile boolean broken;

    @Override
    public Builder newBuilder() {
      made.incrementAndGet();
      if (broken) {
        throw new IllegalStateException("broken");
      }
      boolean unused = Patience.comesTrue(Duration.ofMillis(200), () -> made.get() > 1);
      return super.newBuilder();
    }
  }

  @Test
  void firstCallsThatComeTogetherShareOneClientThatIsMadeOnce() {
    Counted given = new Counted();
    LazyClient client = new LazyClient(HttpSettings.builder().client(given).build(), HOST);
    Set<LazyClient.Opened> opened = ConcurrentHashMap.newKeySet();
    Races.Action first = () -> opened.add(client.get(CompletableFuture::get));

    Races.together(first, first, first, first);

    assertThat(opened).hasSize(1);
    assertThat(given.made).hasValue(1);
  }

  @Test
  void whatCouldNotBeMadeIsTriedAgain() throws InterruptedException {
    Counted given = new Counted();
    LazyClient client = new LazyClient(HttpSettings.builder().client(given).build(), HOST);
    given.broken = true;
    assertThatThrownBy(() -> client.get(CompletableFuture::get))
        .isInstanceOf(IllegalStateException.class);
    given.broken = false;

    assertThat(client.get(CompletableFuture::get)).isNotNull();
  }

  @Test
  void nothingIsMadeAfterAClose() throws InterruptedException {
    Counted given = new Counted();
    LazyClient client = new LazyClient(HttpSettings.builder().client(given).build(), HOST);

    client.close();

    assertThat(client.get(CompletableFuture::get)).isNull();
    assertThat(given.made).hasValue(0);
  }
}
