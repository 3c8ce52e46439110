package io.llmgw.providers.aws.temporary;

import org.jspecify.annotations.Nullable;

/**
 * What is said of a role when it is assumed.
 *
 * @param arn its name
 * @param session what logs of AWS call the session
 * @param externalId what its owner has agreed on with others; null for nothing
 * @param seconds how long the session is to last; null as the service has it, an hour
 */
public record AssumedRole(
    String arn, String session, @Nullable String externalId, @Nullable String seconds) {
  private static final int SHORTEST = 900;
  private static final int LONGEST = 43_200;

  /**
   * Checks the length (AWS SDKs and Tools Reference Guide, "Assume role credential provider").
   *
   * @throws IllegalArgumentException when it is not from 900 to 43,200
   */
  public AssumedRole {
    if (seconds != null && !isWithin(seconds)) {
      throw new IllegalArgumentException(
          "duration_seconds has to be a number from " + SHORTEST + " to " + LONGEST);
    }
  }

  private static boolean isWithin(String seconds) {
    if (!seconds.matches("\\d{1,6}")) {
      return false;
    }
    int number = Integer.parseInt(seconds);
    return number >= SHORTEST && number <= LONGEST;
  }
}
