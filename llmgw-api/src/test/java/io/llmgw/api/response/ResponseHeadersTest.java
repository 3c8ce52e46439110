package io.llmgw.api.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class ResponseHeadersTest {
  @Test
  void isAMapLikeAnyOther() {
    Map<String, String> expected = new LinkedHashMap<>();
    ResponseHeaders.Builder builder = ResponseHeaders.builder();
    for (int i = 0; i < 40; i++) {
      expected.put("x-header-" + i, "value " + i);
      builder.add("X-Header-" + i, "value " + i);
    }

    ResponseHeaders headers = builder.build();

    assertThat(headers).isEqualTo(expected).hasSameHashCodeAs(expected).hasSize(40);
    assertThat(headers.keySet()).containsExactlyElementsOf(expected.keySet());
    assertThat(headers).containsEntry("x-header-39", "value 39").doesNotContainKey("x-header-40");
    assertThat(headers.get(null)).isNull();
    assertThatThrownBy(() -> headers.put("a", "b"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void endsItsIteration() {
    Iterator<Map.Entry<String, String>> one =
        ResponseHeaders.builder().add("a", "b").build().entrySet().iterator();
    one.next();

    assertThat(one.hasNext()).isFalse();
    assertThatThrownBy(one::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void keepsTheFirstOfSeveralWithOneName() {
    assertThat(ResponseHeaders.builder().add("Retry-After", "1").add("retry-after", "2").build())
        .isEqualTo(Map.of("retry-after", "1"));
  }

  @Test
  void keepsWhatItBuiltWhenTheBuilderGoesOn() {
    ResponseHeaders.Builder builder = ResponseHeaders.builder().add("a", "1");
    ResponseHeaders first = builder.build();

    builder.add("b", "2");

    assertThat(first).isEqualTo(Map.of("a", "1"));
    assertThat(builder.build()).isEqualTo(Map.of("a", "1", "b", "2"));
  }

  @Test
  void refusesCredentialsInAnyCaseWithoutRepeatingThem() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResponseHeaders.builder().add("Proxy-Authorization", "canary"))
        .withMessage("the header proxy-authorization must not be kept");
  }
}
