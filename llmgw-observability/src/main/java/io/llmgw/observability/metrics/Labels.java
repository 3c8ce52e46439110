package io.llmgw.observability.metrics;

import java.util.List;
import java.util.stream.Stream;

/** Lists of labels, some of which several metrics have in common. */
final class Labels {
  static final List<Label> CALL = of(Label.OPERATION, Label.ROUTE, Label.PURPOSE, Label.TENANT);
  static final List<Label> GEN_AI =
      of(
          Label.GEN_AI_OPERATION,
          Label.GEN_AI_PROVIDER,
          Label.GEN_AI_REQUEST_MODEL,
          Label.GEN_AI_RESPONSE_MODEL);
  static final List<Label> GEN_AI_ERROR = and(Label.ERROR_TYPE);
  static final List<Label> GEN_AI_TYPE = and(Label.GEN_AI_TOKEN_TYPE);
  static final List<Label> GEN_AI_MODALITY = and(Label.GEN_AI_TOKEN_MODALITY);

  private Labels() {}

  static List<Label> of(Label... labels) {
    return List.of(labels);
  }

  private static List<Label> and(Label more) {
    return Stream.concat(GEN_AI.stream(), Stream.of(more)).toList();
  }
}
