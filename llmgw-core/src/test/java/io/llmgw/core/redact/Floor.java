package io.llmgw.core.redact;

import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The least that the rules for a type must reach at the level that is masked by default.
 *
 * @param precision how many finds must be right
 * @param recall how much of what there is must be covered to its last char
 * @param exactness how much of it must be found as it is, and no more
 */
record Floor(double precision, double recall, double exactness) {
  /** By type: what the product promises. */
  static final Map<EntityType, Floor> OF = floors();

  private static Map<EntityType, Floor> floors() {
    Map<EntityType, Floor> floors = new LinkedHashMap<>();
    Floor unmistakable = new Floor(0.99, 0.995, 0);
    floors.put(Entities.CREDIT_CARD, unmistakable);
    floors.put(Entities.EMAIL, unmistakable);
    floors.put(Entities.IBAN, unmistakable);
    floors.put(Entities.IP_ADDRESS, unmistakable);
    floors.put(Entities.US_SSN, unmistakable);
    floors.put(Entities.URL_CREDENTIALS, unmistakable);
    floors.put(Entities.PHONE, new Floor(0.90, 0.92, 0.88));
    floors.put(Entities.PERSON, new Floor(0.80, 0.55, 0));
    floors.put(Entities.STREET_ADDRESS, new Floor(0.85, 0.60, 0));
    floors.put(Entities.BIRTH_DATE, new Floor(0.80, 0.55, 0));
    Floor vendor = new Floor(0.99, 0.99, 0);
    floors.put(Entities.API_KEY, vendor);
    floors.put(Entities.CREDENTIALS, vendor);
    floors.put(Entities.PASSWORD, vendor);
    Floor certain = new Floor(0.99, 1, 0);
    floors.put(Entities.PRIVATE_KEY, certain);
    floors.put(Entities.JWT, certain);
    return floors;
  }

  boolean isMetBy(Quality quality) {
    return quality.precision() >= precision
        && quality.recall() >= recall
        && quality.exactness() >= exactness;
  }
}
