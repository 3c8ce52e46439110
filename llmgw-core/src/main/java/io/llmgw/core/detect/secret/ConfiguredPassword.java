package io.llmgw.core.detect.secret;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.key.Alphabet;
import io.llmgw.core.detect.key.Variety;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A password behind a directive or command whose name says nothing to other rules: {@code
 * requirepass} and {@code masterauth} of Redis, {@code ConvertTo-SecureString} of PowerShell.
 */
final class ConfiguredPassword implements AnchoredRule {
  private static final String RULE = "PASSWORD:directive";
  private static final String POWERSHELL = "convertto-securestring ";
  private static final int SHORTEST = 4;
  private static final int LONGEST = 512;

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.PASSWORD);
  }

  @Override
  public List<String> anchors() {
    return List.of("requirepass ", "masterauth ", POWERSHELL);
  }

  @Override
  public void look(FoldedText text, int start, int end, Findings found) {
    Assigned value = text.hasAt(start, POWERSHELL) ? ofString(text, end) : ofLine(text, end, found);
    if (value != null
        && value.end() - value.start() >= SHORTEST
        && !OtherValue.is(text, value)
        && !isVariable(text, value)
        && !SecretValue.isOther(text, value)) {
      found.add(Entities.PASSWORD, value.start(), value.end(), Confidence.MEDIUM, RULE);
    }
  }

  private static @Nullable Assigned ofString(FoldedText text, int index) {
    return QuotedValue.read(text, text.hasAt(index, "-string ") ? index + 8 : index);
  }

  /** In quotes, or of letters and digits: what follows the words in a text is neither. */
  private static @Nullable Assigned ofLine(FoldedText text, int index, Findings found) {
    Assigned quoted = QuotedValue.read(text, index);
    if (quoted != null) {
      return quoted;
    }
    int end = Math.min(found.runEnd(index), index + LONGEST);
    Variety variety = Variety.of(text, index, end);
    boolean hasBoth = variety.digits() > 0 && variety.upper() + variety.lower() > 0;
    return hasBoth ? new Assigned(index, end, Assigned.How.PLAIN) : null;
  }

  /** Whether it is a variable of the shell in double quotes. */
  private static boolean isVariable(FoldedText text, Assigned value) {
    int name = value.start() + 1;
    return text.at(name - 1) == '$'
        && text.at(name - 2) == '"'
        && Alphabet.WORD.end(text, name, LONGEST) == value.end();
  }
}
