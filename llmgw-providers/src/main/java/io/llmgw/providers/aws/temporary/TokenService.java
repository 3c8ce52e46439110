package io.llmgw.providers.aws.temporary;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The service that gives out roles (AWS Security Token Service API Reference).
 *
 * @param address where it answers
 * @param region that requests to it are signed for
 */
public record TokenService(URI address, String region) {
  private static final String FROM = "the token service";
  private static final String FORM = "application/x-www-form-urlencoded";

  // That of all regions is signed for this one (IAM User Guide, "Manage AWS STS in a Region").
  private static final String OF_ALL = "us-east-1";

  /**
   * The one that variables name in {@code AWS_ENDPOINT_URL_STS}, or that of the region in {@code
   * AWS_REGION} or {@code AWS_DEFAULT_REGION}, else of this one; without any that of all.
   *
   * @param region null where none is known
   * @throws IllegalArgumentException when they name no address
   */
  public static TokenService of(Map<String, String> variables, @Nullable String region) {
    String own = Regions.own(variables, "AWS_ENDPOINT_URL_STS");
    String near = Regions.first(variables, region);
    String usual =
        near == null ? "https://sts.amazonaws.com" : "https://sts." + near + Regions.domain(near);
    return new TokenService(URI.create(own == null ? usual : own), near == null ? OF_ALL : near);
  }

  /**
   * What it gives for a request.
   *
   * @param asking this is a step of that
   * @param fields of the request, encoded as a form
   * @param headers beside the usual ones
   */
  Temporary ask(Asking asking, String fields, Map<String, String> headers) throws IOException {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Accept", "text/xml");
    all.put("Content-Type", FORM);
    String xml =
        new String(Endpoint.far(address).ask(asking, "POST", all, fields), StandardCharsets.UTF_8);
    String end = element(xml, "Expiration");
    return CredentialDocument.credentials(
        FROM,
        element(xml, "AccessKeyId"),
        element(xml, "SecretAccessKey"),
        element(xml, "SessionToken"),
        end == null ? null : CredentialDocument.end(FROM, end));
  }

  /** A field of a form. */
  static String field(String name, String value) {
    return '&' + name + '=' + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** The text of the only element of that name; what is in these has nothing to escape. */
  private static @Nullable String element(String xml, String name) {
    String opening = "<" + name + ">";
    int start = xml.indexOf(opening);
    int end = start < 0 ? -1 : xml.indexOf("</" + name + ">", start);
    return end < 0 ? null : xml.substring(start + opening.length(), end).strip();
  }
}
