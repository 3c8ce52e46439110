package io.llmgw.providers.exchange;

import org.jspecify.annotations.Nullable;

/** How the gateway introduces itself: {@code llmgw/VERSION}. */
final class UserAgent {
  static final String VALUE = value(UserAgent.class.getPackage().getImplementationVersion());

  private UserAgent() {}

  /** Classes that do not come out of a jar have no version. */
  private static String value(@Nullable String version) {
    return version == null ? "llmgw" : "llmgw/" + version;
  }
}
