package io.llmgw.api.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseHeadTest {
  @Test
  void keepsHeadersInOrderUnderLowerCaseNames() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-Request-Id", "r");
    headers.put("openai-processing-ms", "12");
    headers.put("A", "b");

    ResponseHead head = head(200, headers);

    assertThat(head.headers().keySet())
        .containsExactly("x-request-id", "openai-processing-ms", "a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Set-Cookie", "authorization", "x-api-key", "Cookie"})
  void refusesHeadersThatAreSecret(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> head(200, Map.of(name, "canary")))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("canary"));
  }

  @Test
  void refusesAStatusThatIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> head(99, Map.of()))
        .withMessage("httpStatus must be 0, or from 100 to 599, not 99");
  }

  @Test
  void findsARateLimitByItsScope() {
    RateLimit tokens = new RateLimit("tokens", 100L, 7L, Duration.ofSeconds(1));
    RateLimits limits = new RateLimits(List.of(new RateLimit("requests", null, 1L, null), tokens));

    assertThat(limits.scope("tokens")).isSameAs(tokens);
    assertThat(limits.scope("images")).isNull();
  }

  private static ResponseHead head(int status, Map<String, String> headers) {
    return new ResponseHead(null, null, null, status, RateLimits.NONE, headers);
  }
}
