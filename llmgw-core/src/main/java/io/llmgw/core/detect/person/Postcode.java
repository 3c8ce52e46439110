package io.llmgw.core.detect.person;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import java.util.List;
import java.util.Set;

/** A postcode of digits behind a word for it. */
final class Postcode implements AnchoredRule {
  private static final int REACH = 12;

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.STREET_ADDRESS);
  }

  @Override
  public List<String> anchors() {
    return List.of(
        "zip code",
        "zipcode",
        "zip:",
        "postal code",
        "postcode",
        "postleitzahl",
        "plz",
        "code postal",
        "codigo postal",
        "kod pocztowy");
  }

  @Override
  public void look(FoldedText text, int start, int end, Findings found) {
    if (Character.isLetterOrDigit(text.at(start - 1))) {
      return;
    }
    int at = end;
    while (at - end < REACH && !StreetParts.isDigit(text.at(at))) {
      at++;
    }
    int after = AddressRest.postcodeEnd(text, at);
    if (after > 0) {
      found.add(Entities.STREET_ADDRESS, at, after, Confidence.MEDIUM, "STREET_ADDRESS:postcode");
    }
  }
}
