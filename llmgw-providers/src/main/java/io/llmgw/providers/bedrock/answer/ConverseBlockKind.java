package io.llmgw.providers.bedrock.answer;

/** The kinds of blocks that are read here; all others are kept as they are. */
enum ConverseBlockKind {
  TEXT,
  THOUGHT,
  CALL,
  MEDIA,
  OPAQUE
}
