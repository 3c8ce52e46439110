package io.llmgw.providers.dialect;

/**
 * How a host is told what texts are embedded for: a question is found by its documents only where
 * both say what they are.
 *
 * @param field where it is told
 * @param usual its word for texts that are kept, to be found later
 */
public record EmbeddingPurpose(String field, String usual) {}
