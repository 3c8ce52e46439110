package io.llmgw.core.detect.bank;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Identifier;
import io.llmgw.core.detect.Run;
import io.llmgw.core.detect.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The number of an account, as banks of the United States have them: 6 to 17 digits; nothing
 * without a cue.
 */
final class UsBankAccount implements Identifier {
  @Override
  public EntityType type() {
    return Entities.US_BANK_ACCOUNT;
  }

  private static final List<Shape> SHAPES =
      IntStream.rangeClosed(6, 17).mapToObj(Shape::digits).toList();

  @Override
  public List<Shape> shapes() {
    return SHAPES;
  }

  @Override
  public int separators() {
    return 0;
  }

  @Override
  public List<String> cues() {
    return List.of(
        "account number",
        "account numbers",
        "accountnumber",
        "account no",
        "account #",
        "account num",
        "acct",
        "a/c",
        "bank account",
        "bankaccount",
        "checking account",
        "savings account",
        "numero de cuenta",
        "numero de compte",
        "kontonummer");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    boolean isAccount = !run.isUniform() && run.isAlone() && run.isCued();
    return isAccount ? Confidence.LOW : null;
  }
}
