package io.llmgw.core.detect.contact;

import io.llmgw.core.detect.Rules;
import java.util.List;

/** All rules of this package. */
public final class ContactRules {
  private ContactRules() {}

  /** How people are reached. */
  public static Rules all() {
    return new Rules(
        List.of(), List.of(new EmailAddress(), new SocialHandle()), List.of(new PhoneNumber()));
  }
}
