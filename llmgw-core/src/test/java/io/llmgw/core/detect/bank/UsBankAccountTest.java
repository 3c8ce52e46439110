package io.llmgw.core.detect.bank;

import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Numbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsBankAccountTest {
  private final Finds finds = new Finds(BankRules.all(), Entities.US_BANK_ACCOUNT);

  @ParameterizedTest
  @CsvSource({
    "account number 123456, 123456",
    "Account No. 12345678901234567, 12345678901234567",
    "my checking account is 1234567890, 1234567890",
    "{\"account_number\":\"1234567890\"}, 1234567890",
    "accountNumber: 1234567890, 1234567890",
    "acct 1234567890, 1234567890",
    "1234567890 is my bank account, 1234567890"
  })
  void itNeedsAWord(String text, String number) {
    finds.in(text, MEDIUM, number);
    finds.notAtAllIn(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "account number 12345",
        "I am checking on order 12345678",
        "account number 123456789012345678",
        "account number 1111111",
        "on my account since 20261126",
        "account number: see 2026/1126001",
        "account numbered 1234567890"
      })
  void otherNumbersAreNone(String text) {
    finds.notAtAllIn(text);
  }

  @Test
  void ordinaryNumbersAreNone() {
    Numbers.ordinary().forEach(finds::notAtAllIn);
  }
}
