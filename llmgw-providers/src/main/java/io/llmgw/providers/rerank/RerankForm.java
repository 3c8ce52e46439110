package io.llmgw.providers.rerank;

/**
 * What hosts that rerank differ in.
 *
 * @param path what follows the base URL
 * @param topField the field for how many of the best documents are wanted
 */
public record RerankForm(String path, String topField) {
  /** As Cohere has it (docs.cohere.com, API reference "Rerank"), and those that follow it. */
  public static final RerankForm COHERE = new RerankForm("v2/rerank", "top_n");
}
