package io.llmgw.providers.responses.answer;

/** What a part of an item says. */
enum PartKind {
  /** The answer. */
  TEXT(ItemKind.MESSAGE),
  /** What is said instead of an answer. */
  REFUSAL(ItemKind.MESSAGE),
  /** What the model thought. */
  THOUGHT(ItemKind.REASONING),
  /** What the provider shows of that. */
  SUMMARY(ItemKind.REASONING);

  private final ItemKind item;

  PartKind(ItemKind item) {
    this.item = item;
  }

  /** The kind of item that it is a part of. */
  ItemKind item() {
    return item;
  }
}
