package io.llmgw.providers.aws.temporary;

/** Others are in place of these keys, for which nothing is fetched any more: ask for those. */
public final class RetiredKeysException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  RetiredKeysException(String alias) {
    super("other credentials are in place of those by " + alias);
  }
}
