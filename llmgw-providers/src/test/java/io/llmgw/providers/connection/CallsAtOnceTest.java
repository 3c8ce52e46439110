package io.llmgw.providers.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.provider.Provider;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.providers.rig.Background;
import io.llmgw.providers.rig.Calls;
import io.llmgw.providers.rig.TlsServer;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.LoneCall;
import io.llmgw.test.Patience;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Calls are held back by the limit of the protocol that their host speaks, and by no other. */
@ExtendWith(LeakRule.class)
class CallsAtOnceTest {
  private static final Duration A_WHILE = Duration.ofMillis(300);

  private final Gate gate = Gate.closed();

  @Test
  void aClientThatOffersHttp2DoesNotLimitCallsToAHostWithoutIt() throws IOException {
    int calls = 120;
    try (TlsServer server = server(new TlsServer())) {
      OkHttpClient own = trusting(server);
      try (Provider provider = provider(server, HttpSettings.builder().client(own))) {
        List<Background<LoneCall.Result>> running = begin(calls, provider);

        gate.awaitArrivals(calls);

        expectAnswers(running);
      } finally {
        own.connectionPool().evictAll();
      }
    }
  }

  @Test
  void aLimitOfConnectionsHoldsCallsToAHostThatIsOfferedHttp2AndDoesNotSpeakIt()
      throws IOException {
    try (TlsServer server = server(new TlsServer());
        Provider provider = provider(server, server.trusted().http2().maxConnectionsPerHost(100))) {
      List<Background<LoneCall.Result>> running = begin(110, provider);

      gate.awaitArrivals(100);

      assertThat(Patience.comesTrue(A_WHILE, () -> gate.arrivals() > 100)).isFalse();
      expectAnswers(running);
    }
  }

  @Test
  void aLimitOfConnectionsDoesNotLimitTheCallsThatShareOne() throws IOException {
    int calls = 20;
    try (TlsServer server = server(new TlsServer().http2());
        Provider provider = provider(server, server.trusted().http2().maxConnectionsPerHost(2))) {
      List<Background<LoneCall.Result>> running = begin(calls, provider);

      gate.awaitArrivals(calls);

      expectAnswers(running);
      for (int i = 0; i < calls; i++) {
        assertThat(server.server.takeRequest().getConnectionIndex()).isLessThan(2);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private TlsServer server(TlsServer server) throws IOException {
    return server
        .answering(
            request -> {
              gate.pass();
              return TlsServer.json();
            })
        .start();
  }

  private static OkHttpClient trusting(TlsServer server) {
    HandshakeCertificates known =
        new HandshakeCertificates.Builder()
            .addTrustedCertificate(server.certificate.certificate())
            .build();
    return new OkHttpClient.Builder()
        .sslSocketFactory(known.sslSocketFactory(), known.trustManager())
        .build();
  }

  private static Provider provider(TlsServer server, HttpSettings.Builder settings) {
    return OpenAi.builder().baseUrl(server.url()).http(settings.build()).build();
  }

  private static List<Background<LoneCall.Result>> begin(int calls, Provider provider) {
    List<Background<LoneCall.Result>> running = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      running.add(Background.run(() -> Calls.whole().run(provider)));
    }
    return running;
  }

  private void expectAnswers(List<Background<LoneCall.Result>> running) {
    gate.open();
    for (Background<LoneCall.Result> call : running) {
      assertThat(call.result().succeeded().text()).isEqualTo("Blue");
    }
  }
}
