package io.llmgw.api.route;

/**
 * A place that can answer a call: one model of one provider.
 *
 * @param ref provider and model
 */
public record Target(ModelRef ref) {
  /** The target of {@code provider/model}. */
  public static Target of(String ref) {
    return new Target(ModelRef.parse(ref));
  }

  /** Name of the provider. */
  public String provider() {
    return ref.provider();
  }

  /** The provider's own id of the model. */
  public String model() {
    return ref.model();
  }

  @Override
  public String toString() {
    return ref.toString();
  }
}
