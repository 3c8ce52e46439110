package io.llmgw.providers.openai;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where Azure OpenAI answers (learn.microsoft.com, "Azure OpenAI API lifecycle"). A version that is
 * a date is one of the classic API, which has the deployment in all paths but that of Responses;
 * any other, or none, is one of the v1 API, where the deployment is the model. Apart from both is
 * the model inference API (learn.microsoft.com, "Azure AI Model Inference REST API reference").
 *
 * @param apiVersion the version; null for none
 * @param inference whether it is the model inference API
 */
record AzureRoute(@Nullable String apiVersion, boolean inference) {
  /** Since then, chats take {@code max_completion_tokens} and {@code stream_options}. */
  private static final String LATER_NAMES = "2024-09-01";

  /** The version of the model inference API; it has no other. */
  private static final String OF_INFERENCE = "2024-05-01-preview";

  private static final String UNRESERVED = "-._~"; // RFC 3986, 2.3

  /** Checks that the version can stand in a query. */
  AzureRoute {
    boolean plain = apiVersion == null || !apiVersion.isEmpty();
    for (int i = 0; apiVersion != null && i < apiVersion.length(); i++) {
      plain &= isPlain(apiVersion.charAt(i));
    }
    if (!plain) {
      throw new IllegalArgumentException(
          "an API version has letters, digits and '-', not '" + apiVersion + "'");
    }
  }

  /** One of the two addresses of OpenAI's own API. */
  AzureRoute(@Nullable String apiVersion) {
    this(apiVersion, false);
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  }

  boolean isClassic() {
    return !inference && apiVersion != null && Character.isDigit(apiVersion.charAt(0));
  }

  /** Whether chats know the names that OpenAI has today. */
  boolean hasLaterNames() {
    return apiVersion == null || !isClassic() || apiVersion.compareTo(LATER_NAMES) >= 0;
  }

  /** The path, with its query, at which this path of OpenAI's is found. */
  String path(String path, String deployment) {
    if (inference) {
      return "models/" + path + "?api-version=" + (apiVersion == null ? OF_INFERENCE : apiVersion);
    }
    String query = apiVersion == null ? "" : "?api-version=" + apiVersion;
    if (!isClassic()) {
      return "openai/v1/" + path + query;
    }
    boolean deployed = !path.equals("responses");
    String place = deployed ? "openai/deployments/" + segment(deployment) + "/" : "openai/";
    return place + path + query;
  }

  /** A name as one segment of a path, whatever is in it. */
  private static String segment(String name) {
    StringBuilder segment = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if (isPlain(c) || UNRESERVED.indexOf(c) >= 0) {
        segment.append(c);
      } else {
        segment.append(String.format("%%%02X", b & 0xFF));
      }
    }
    return segment.toString();
  }
}
