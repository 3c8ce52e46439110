package io.llmgw.core.detect.fold;

/** What rules read of a text. */
final class AsRead {
  private AsRead() {}

  static String of(String written) {
    Folded folded = Fold.of(written);
    return folded == null ? Fold.plain(written) : folded.chars();
  }
}
