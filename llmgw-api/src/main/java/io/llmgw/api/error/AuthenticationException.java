package io.llmgw.api.error;

/**
 * The key was refused or may not do what was asked (401, 403). Trying again with the same key does
 * not help.
 */
public final class AuthenticationException extends LlmException {
  private static final long serialVersionUID = 1L;

  AuthenticationException(Builder facts) {
    super(facts);
  }
}
