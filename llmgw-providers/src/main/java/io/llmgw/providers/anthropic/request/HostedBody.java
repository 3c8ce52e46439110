package io.llmgw.providers.anthropic.request;

/**
 * What a cloud that serves Claude wants in the body: it has the model in the path, and the version
 * of the protocol not in a header (docs "Claude on Amazon Bedrock" and "Claude on Vertex AI" at
 * platform.claude.com).
 *
 * @param version what it calls the version, {@code anthropic_version}
 * @param origin what follows the name of the provider where something says that it comes from here:
 *     under the same name, another API or another maker's model answers, which knows nothing of it
 * @param saysStreams whether the body says that the answer is streamed, beside the path
 */
public record HostedBody(String version, String origin, boolean saysStreams) {
  /** Of AWS Bedrock's InvokeModel. */
  public static final HostedBody BEDROCK = new HostedBody("bedrock-2023-05-31", ":invoke", false);

  /** Of Vertex AI's rawPredict. */
  public static final HostedBody VERTEX = new HostedBody("vertex-2023-10-16", ":claude", true);

  static final String VERSION = "anthropic_version";

  /** Where what it signs comes from, and alone goes back to; no provider can be called so. */
  public String originAt(String provider) {
    return provider + origin;
  }
}
