package io.llmgw.core.detect.key;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.Cues;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import java.util.List;
import java.util.Set;

/**
 * A key of Azure Storage or Cosmos DB: 64 bytes in base 64, behind a word that says so. Digests and
 * signatures of 512 bits look the same, and the nearer word tells which it is.
 */
final class AzureKey implements AnchoredRule {
  private static final String RULE = "API_KEY:azure";
  private static final String PADDING = "==";
  private static final int LENGTH = 86;

  /** How far before a key the class that takes it, or a field of its object, may stand. */
  private static final int OBJECT_REACH = 96;

  private static final Cues KEYS =
      Cues.of(
          "azure",
          "core.windows.net",
          "storage",
          "storagekey",
          "storageaccountkey",
          "cosmos",
          "cosmosdb",
          "accountkey",
          "account key",
          "account-key",
          "account_key",
          "primarykey",
          "primary",
          "secondarykey",
          "secondary",
          "key1",
          "key2");

  private static final Cues OBJECTS = Cues.of("keyname", "sharedkey", "sharedkeycredential");

  private static final Cues DIGESTS =
      Cues.of(
          "sha",
          "hmac",
          "integrity",
          "digest",
          "digests",
          "hash",
          "hashes",
          "checksum",
          "fingerprint",
          "thumbprint",
          "signature",
          "signatures",
          "sig");

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.API_KEY);
  }

  @Override
  public List<String> anchors() {
    return List.of(PADDING);
  }

  @Override
  public void look(FoldedText text, int padding, int end, Findings found) {
    int start = Alphabet.BASE64.start(text, padding, LENGTH + 1);
    boolean isWhole = padding - start == LENGTH && !isOfBase64(text.at(end));
    if (isWhole && isNamed(text, start) && Variety.of(text, start, padding).isRandom()) {
      found.add(Entities.API_KEY, start, end, Confidence.HIGH, RULE);
    }
  }

  private static boolean isOfBase64(char c) {
    return Alphabet.BASE64.has(c) || c == '=';
  }

  private static boolean isNamed(FoldedText text, int start) {
    int digest = DIGESTS.lastBefore(text, start);
    return KEYS.lastBefore(text, start) > digest
        || (digest < 0 && OBJECTS.isWithin(text, start - OBJECT_REACH, start));
  }
}
