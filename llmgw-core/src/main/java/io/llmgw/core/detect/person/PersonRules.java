package io.llmgw.core.detect.person;

import io.llmgw.core.detect.Rules;
import java.util.List;
import java.util.stream.Stream;

/** All rules of this package. */
public final class PersonRules {
  private PersonRules() {}

  /** Names, addresses and dates of birth of people. */
  public static Rules all() {
    return new Rules(
        List.of(),
        Stream.concat(
                Stream.of(
                    new NamedPerson(), new IntroducedPerson(), new Postcode(), new BirthDate()),
                StreetAddress.all().stream())
            .toList(),
        List.of());
  }
}
