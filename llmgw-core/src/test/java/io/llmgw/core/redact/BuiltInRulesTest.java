package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Rules;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BuiltInRulesTest {
  @Test
  void thereIsARuleForEachTypeThatIsNamedAndForNoOther() {
    Rules rules = BuiltInRules.all();
    Set<EntityType> found = new TreeSet<>();
    rules.identifiers().forEach(rule -> found.add(rule.type()));
    rules.anchored().forEach(rule -> found.addAll(rule.types()));
    rules.numbers().forEach(rule -> found.addAll(rule.types()));
    rules.texts().forEach(rule -> found.addAll(rule.types()));

    assertThat(found).containsExactlyElementsOf(EntitySets.ALL.and(EntitySets.PERSONS).types());
  }
}
