package io.llmgw.providers.bedrock;

import java.util.Set;

/**
 * The id of the model itself. Tokens are counted for that alone: the id of an inference profile,
 * which many models must be asked by, is refused there.
 */
final class FoundationId {
  /** User guide, "Supported Regions and models for inference profiles": what their ids begin as. */
  private static final Set<String> PLACES =
      Set.of("us", "us-gov", "eu", "apac", "jp", "au", "ca", "global");

  private FoundationId() {}

  /** Of an id, or of an ARN that ends with one; any other address of an account as it is. */
  static String of(String model) {
    String id = model;
    if (model.contains(":inference-profile/") || model.contains(":foundation-model/")) {
      id = model.substring(model.lastIndexOf('/') + 1);
    }
    int dot = id.indexOf('.');
    boolean placed =
        dot > 0 && id.indexOf('.', dot + 1) > 0 && PLACES.contains(id.substring(0, dot));
    return placed ? id.substring(dot + 1) : id;
  }
}
