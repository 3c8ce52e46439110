package io.llmgw.providers.aws.signature;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.providers.aws.AwsCredentials;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The published test suite of the algorithm, and its parts one by one. */
class SigV4Test {
  private static final String NOTHING =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  private static final AwsCredentials EXAMPLE =
      AwsCredentials.of("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
  private static final String DATE = "20150830T123600Z";

  @Test
  void signsAsThePublishedSuiteDoes() {
    CanonicalRequest vanilla = canonical("/", List.of(), Map.of());

    assertThat(
            new SigV4("us-east-1", "service")
                .authorization(EXAMPLE.accessKeyId(), EXAMPLE.secretAccessKey(), vanilla, DATE))
        .isEqualTo(
            "AWS4-HMAC-SHA256"
                + " Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                + " SignedHeaders=host;x-amz-date,"
                + " Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
  }

  @Test
  void encodesThePathASecondTime() {
    String path = "/model/arn%3Aaws%3Abedrock%3A%3A%3Afoundation-model%2Fa.b-v1%3A0/converse";

    assertThat(line(1, canonical(path, List.of(), Map.of())))
        .isEqualTo(
            "/model/arn%253Aaws%253Abedrock%253A%253A%253Afoundation-model%252Fa.b-v1%253A0"
                + "/converse");
    assertThat(line(1, canonical("", List.of(), Map.of()))).isEqualTo("/");
    assertThat(line(1, canonical("//a///b/", List.of(), Map.of()))).isEqualTo("/a/b/");
  }

  @Test
  void sortsTheQueryByNameAndValue() {
    List<Map.Entry<String, String>> query =
        List.of(
            Map.entry("b", "2"),
            Map.entry("b", "1"),
            Map.entry("a-b", "x"),
            Map.entry("a", "\u00e9 /~"),
            Map.entry("A", ""));

    assertThat(line(2, canonical("/", query, Map.of())))
        .isEqualTo("A=&a=%C3%A9%20%2F~&a-b=x&b=1&b=2");
  }

  @Test
  void writesHeadersInLowerCaseAndWithoutNeedlessBlanks() {
    CanonicalRequest request =
        canonical("/", List.of(), Map.of("Z-Last", "  a   b\t c ", "Accept", "x"));

    assertThat(request.signedNames()).isEqualTo("accept;host;x-amz-date;z-last");
    assertThat(line(3, request)).isEqualTo("accept:x");
    assertThat(line(6, request)).isEqualTo("z-last:a b c");
    assertThat(line(7, request)).isEmpty();
    assertThat(line(9, request)).isEqualTo(NOTHING);
  }

  private static CanonicalRequest canonical(
      String path, List<Map.Entry<String, String>> query, Map<String, String> more) {
    Map<String, String> headers = new LinkedHashMap<>(more);
    headers.put("Host", "example.amazonaws.com");
    headers.put("X-Amz-Date", DATE);
    return CanonicalRequest.of("GET", path, query, headers, NOTHING);
  }

  private static String line(int number, CanonicalRequest request) {
    return request.text().split("\n", -1)[number];
  }
}
