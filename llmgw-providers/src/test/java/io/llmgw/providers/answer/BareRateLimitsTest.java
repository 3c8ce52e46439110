package io.llmgw.providers.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.response.RateLimit;
import io.llmgw.api.response.ResponseHead;
import io.llmgw.providers.replay.ListedHeaders;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits in headers whose names begin with no vendor and no {@code x-}. */
class BareRateLimitsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void theFieldsOfTheStandardInTheWritingOfHuggingFace() {
    ResponseHead head =
        head(
            "RateLimit",
            "\"api\";r=499;t=112",
            "ratelimit-policy",
            "\"fixed window\";\"api\";q=500;w=300");

    assertThat(head.rateLimits().all())
        .containsExactly(new RateLimit("api", 500L, 499L, Duration.ofSeconds(112)));
    assertThat(head.headers())
        .containsEntry("ratelimit", "\"api\";r=499;t=112")
        .containsKey("ratelimit-policy");
  }

  @Test
  void severalPoliciesInAList() {
    ResponseHead head =
        head(
            "ratelimit-policy", "\"burst\";q=100;w=60, \"Daily\";q=1000;w=86400",
            "ratelimit", "\"burst\"; r=0; t=30 , \"Daily\";r=900");

    assertThat(head.rateLimits().all())
        .containsExactly(
            new RateLimit("burst", 100L, 0L, Duration.ofSeconds(30)),
            new RateLimit("daily", 1000L, 900L, null));
  }

  @Test
  void theFieldsOfItsDrafts() {
    assertThat(head("RateLimit", "limit=100, remaining=50, reset=5").rateLimits().all())
        .containsExactly(new RateLimit("requests", 100L, 50L, Duration.ofSeconds(5)));
    ResponseHead apart =
        head(
            "RateLimit-Limit", "100, 100;w=60",
            "RateLimit-Remaining", "50",
            "RateLimit-Reset", "5",
            "RateLimit-Policy", "100;w=60");
    assertThat(apart.rateLimits().all())
        .containsExactly(new RateLimit("requests", 100L, 50L, Duration.ofSeconds(5)));
  }

  @Test
  void tokensByTheSizeOfTheRequestAtMistral() {
    ResponseHead head =
        head(
            "ratelimitbysize-limit", "500000",
            "ratelimitbysize-remaining", "348385",
            "ratelimitbysize-reset", "23",
            "ratelimitbysize-query-cost", "32018");

    assertThat(head.rateLimits().all())
        .containsExactly(new RateLimit("size", 500_000L, 348_385L, Duration.ofSeconds(23)));
    assertThat(head.headers()).containsEntry("ratelimitbysize-query-cost", "32018");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"a word of prose\";r=1 | requests",
        "\"\";r=1                | requests",
        "r=1                     | requests",
        "\"api\";r=1;x=\"a;r=7\" | api",
      })
  void aNameThatIsNoneIsNotShown(String value, String scope) {
    assertThat(head("ratelimit", value).rateLimits().all())
        .containsExactly(new RateLimit(scope, null, 1L, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ";", ",,", "\"", "\"api", "\"api\";r", "\"api\";r=", "r=-1", "=1", "a=b;c"})
  void whatCannotBeReadSaysNothing(String value) {
    assertThat(head("ratelimit", value).rateLimits().all()).isEmpty();
    assertThat(head("ratelimit-policy", value).rateLimits().all()).isEmpty();
  }

  @Test
  void aFloodOfThemEnds() {
    StringBuilder list = new StringBuilder("\"a\";r=1");
    for (int i = 0; i < 1_000; i++) {
      list.append(", \"n").append(i).append("\";r=1");
    }

    assertThat(head("ratelimit", list.toString()).rateLimits().all()).hasSize(32);
  }

  private static ResponseHead head(String... headers) {
    return new AnswerHead("huggingface", "m", 200, ListedHeaders.of(headers), NOW)
        .started(null, null)
        .head();
  }
}
