package io.llmgw.core.filter;

import io.llmgw.api.request.RequestOption;
import io.llmgw.api.route.ModelRef;

/**
 * Keeps the parts of one request at one model: vectors of two models cannot be compared.
 *
 * @param model that answered the first part
 */
public record SameModel(ModelRef model) implements RequestOption {
  @Override
  public Class<SameModel> key() {
    return SameModel.class;
  }
}
