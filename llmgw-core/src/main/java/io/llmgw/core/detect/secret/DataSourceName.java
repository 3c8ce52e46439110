package io.llmgw.core.detect.secret;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import java.util.List;
import java.util.Set;

/**
 * The password in the name of a data source as the MySQL driver of Go has it: {@code
 * user:...@tcp(host:port)/db}.
 */
final class DataSourceName implements AnchoredRule {
  private static final int LONGEST = 256;

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.PASSWORD);
  }

  @Override
  public List<String> anchors() {
    return List.of("@tcp(", "@unix(");
  }

  @Override
  public void look(FoldedText text, int start, int end, Findings found) {
    int from = start;
    int colon = -1;
    while (start - from < LONGEST && isOfName(text.at(from - 1))) {
      from--;
      colon = text.at(from) == ':' ? from : colon;
    }
    Assigned value = new Assigned(colon + 1, start, Assigned.How.PLAIN);
    if (colon > from && value.end() > value.start() && !OtherValue.is(text, value)) {
      String rule = "PASSWORD:data-source";
      found.add(Entities.PASSWORD, value.start(), value.end(), Confidence.MEDIUM, rule);
    }
  }

  private static boolean isOfName(char c) {
    return c > ' ' && c != '(' && c != ')' && !QuotedValue.isQuote(c);
  }
}
