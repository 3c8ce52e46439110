package io.llmgw.providers.responses.answer;

import io.llmgw.api.json.Json;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A part of an item that may still grow. Not thread-safe. */
final class OpenPart {
  final PartKind kind;

  /** What the provider counts it as. */
  final int number;

  /** Where it stands in the answer. */
  final int place;

  private @Nullable StringJoiner annotations;

  OpenPart(PartKind kind, int number, int place) {
    this.kind = kind;
    this.number = number;
    this.place = place;
  }

  void annotate(Json annotation) {
    annotations = annotations == null ? new StringJoiner(",", "[", "]") : annotations;
    annotations.add(annotation.text()); // as it came, be it good JSON or not
  }

  /** What was said of its sources while it came; null for nothing. */
  @Nullable Json annotations() {
    return annotations == null ? null : Json.ofText(annotations.toString());
  }
}
