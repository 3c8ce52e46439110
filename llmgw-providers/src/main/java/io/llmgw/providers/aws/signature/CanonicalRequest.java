package io.llmgw.providers.aws.signature;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request in the one form in which both sides sign it (AWS IAM User Guide, "Create a signed AWS
 * API request", step 1).
 *
 * @param text all of it; has no secret, but may have a session token
 * @param signedNames the names of its headers with semicolons between
 */
public record CanonicalRequest(String text, String signedNames) {
  private static final String UNRESERVED = "-._~"; // beside letters and digits (RFC 3986, 2.3)

  /**
   * Puts it together.
   *
   * @param encodedPath as it is sent; encoded a second time here, as for every service but S3
   * @param query names and values, not encoded; a name without a value has null
   * @param headers those to sign, by name
   * @param bodyHash the SHA-256 of the body in lower-case hexadecimal
   */
  public static CanonicalRequest of(
      String method,
      String encodedPath,
      List<? extends Map.Entry<String, @Nullable String>> query,
      Map<String, String> headers,
      String bodyHash) {
    SortedMap<String, String> sorted = new TreeMap<>();
    headers.forEach((name, value) -> sorted.put(name.toLowerCase(Locale.ROOT), squeezed(value)));
    StringBuilder text = new StringBuilder(512);
    text.append(method).append('\n');
    encode(withoutEmptySegments(encodedPath), "/", text);
    text.append('\n').append(query(query)).append('\n');
    sorted.forEach((name, value) -> text.append(name).append(':').append(value).append('\n'));
    String names = String.join(";", sorted.keySet());
    text.append('\n').append(names).append('\n').append(bodyHash);
    return new CanonicalRequest(text.toString(), names);
  }

  /** Several slashes count as one. */
  private static String withoutEmptySegments(String path) {
    if (path.isEmpty()) {
      return "/";
    }
    return path.contains("//") ? path.replaceAll("/{2,}", "/") : path;
  }

  private static String query(List<? extends Map.Entry<String, @Nullable String>> query) {
    List<String> pairs = new ArrayList<>(query.size());
    for (Map.Entry<String, @Nullable String> parameter : query) {
      StringBuilder pair = new StringBuilder();
      encode(parameter.getKey(), "", pair);
      pair.append('=');
      String value = parameter.getValue();
      encode(value == null ? "" : value, "", pair);
      pairs.add(pair.toString());
    }
    pairs.sort(CanonicalRequest::comparePairs);
    return String.join("&", pairs);
  }

  /** By the name, then by the value: the sign between sorts behind some that names have. */
  private static int comparePairs(String one, String other) {
    int byName = name(one).compareTo(name(other));
    return byName == 0 ? one.compareTo(other) : byName;
  }

  private static String name(String pair) {
    return pair.substring(0, pair.indexOf('='));
  }

  private static void encode(String text, String kept, StringBuilder out) {
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (plain || UNRESERVED.indexOf(c) >= 0 || kept.indexOf(c) >= 0) {
        out.append(c);
      } else {
        out.append('%').append(hexDigit(c >> 4)).append(hexDigit(c & 0xF));
      }
    }
  }

  private static char hexDigit(int value) {
    return "0123456789ABCDEF".charAt(value);
  }

  /** Without blanks around it, and one blank for several. */
  private static String squeezed(String value) {
    return value.strip().replaceAll("\\s+", " ");
  }

  @Override
  public String toString() {
    return "CanonicalRequest[" + signedNames + "]";
  }
}
