package io.llmgw.providers.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.request.Retries;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

/** A client of the application's own that would repeat requests behind the gateway's back. */
class ResendingClientTest {
  @Test
  void cannotSendARequestASecondTime() {
    OkHttpClient resending =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  Response first = chain.proceed(chain.request());
                  first.close();
                  return chain.proceed(chain.request());
                })
            .build();
    try (SimulatedProvider server = SimulatedProvider.openAi().always(Reply.status(503)).start();
        LlmClient llm =
            LlmClient.builder()
                .provider(
                    OpenAi.builder()
                        .baseUrl(server.baseUrl())
                        .keys(Keys.of("sk-none"))
                        .http(HttpSettings.builder().client(resending).build())
                        .build())
                .defaultModel("openai/any")
                .retries(Retries.none())
                .build()) {
      LlmException failure = catchThrowableOfType(LlmException.class, () -> llm.prompt("x").text());

      assertThat(server.requests()).hasSize(1);
      assertThat(failure.attempts()).hasSize(1);
    } finally {
      resending.dispatcher().executorService().shutdown();
      resending.connectionPool().evictAll();
    }
  }
}
