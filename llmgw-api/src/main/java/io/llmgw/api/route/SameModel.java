package io.llmgw.api.route;

import io.llmgw.api.request.RequestOption;
import java.util.Objects;

/**
 * Keeps a call at one model of its route: vectors of two models cannot be compared, so what
 * completes earlier ones has to come from the same. Other targets are passed over.
 *
 * @param model that answered before
 */
public record SameModel(ModelRef model) implements RequestOption {
  /** Checks for null. */
  public SameModel {
    Objects.requireNonNull(model, "model");
  }

  @Override
  public Class<SameModel> key() {
    return SameModel.class;
  }
}
