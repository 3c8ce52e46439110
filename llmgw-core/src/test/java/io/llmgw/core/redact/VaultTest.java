package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Finding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which placeholder stands for which value. */
class VaultTest {
  private static final EntityType CODE = EntityType.of("CODE");

  private final Vault vault = new Vault();

  @Test
  void valuesAreNumberedByTypeAndEqualOnesAlike() {
    assertThat(vault.isEmpty()).isTrue();
    assertThat(vault.placeholder(Entities.EMAIL, "a@example.com")).isEqualTo("EMAIL_1");
    assertThat(vault.placeholder(Entities.EMAIL, "b@example.com")).isEqualTo("EMAIL_2");
    assertThat(vault.placeholder(CODE, "a@example.com")).isEqualTo("CODE_1");
    assertThat(vault.placeholder(Entities.EMAIL, "a@example.com")).isEqualTo("EMAIL_1");
    assertThat(vault.isEmpty()).isFalse();
  }

  @Test
  void onlyNumbersThatWereGivenHaveAValue() {
    vault.ordinal(CODE, "first");
    vault.ordinal(CODE, "second");

    assertThat(vault.value("CODE", 0)).isNull();
    assertThat(vault.value("CODE", 1)).isEqualTo("first");
    assertThat(vault.value("CODE", 2)).isEqualTo("second");
    assertThat(vault.value("CODE", 3)).isNull();
    assertThat(vault.value("EMAIL", 1)).isNull();
  }

  @Test
  void aTypeHasSoManyValuesAndNoMore() {
    for (int i = 1; i <= Vault.MOST; i++) {
      assertThat(vault.ordinal(CODE, "v" + i)).isEqualTo(i);
    }

    assertThat(vault.ordinal(CODE, "one more")).isZero();
    assertThat(vault.placeholder(CODE, "one more")).isNull();
    assertThat(vault.placeholder(CODE, "v" + Vault.MOST)).isEqualTo("CODE_" + Vault.MOST);
    assertThat(vault.placeholder(Entities.EMAIL, "one more")).isEqualTo("EMAIL_1");
  }

  @Test
  void whatWasMaskedIsFoundAgainButNoLookAlike() {
    List<Finding> some = List.of(new Finding(CODE, 0, 2, Confidence.LOW, "x"));
    assertThat(vault.withKnown("hello", some)).isSameAs(some);

    vault.ordinal(Vault.TEXT, "<EMAIL_1>");
    assertThat(vault.withKnown("a <EMAIL_1>", some)).isEqualTo(some);

    vault.ordinal(CODE, "hello");
    vault.ordinal(CODE, "hello world");
    assertThat(vault.withKnown("hello world", some))
        .startsWith(some.get(0))
        .extracting(Finding::end)
        .containsExactly(2, 11);
  }

  @Test
  void aTypeBeginsAsItsNameAndANumberDo() {
    vault.ordinal(CODE, "x");

    assertThat(vault.hasTypeThatBegins("CO")).isTrue();
    assertThat(vault.hasTypeThatBegins("CODE_1")).isTrue();
    assertThat(vault.hasTypeThatBegins("CODES")).isFalse();
    assertThat(vault.hasTypeThatBegins("EM")).isFalse();
  }

  @Test
  void anEndThatNobodyCanGuessIsAskedForWhereThereIsOne() {
    byte[] key = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    Vault guarded = new Vault(new Suffixes(key, ""));
    String right = guarded.placeholder(CODE, "x");
    char last = right.charAt(right.length() - 1);
    String wrong = right.substring(0, right.length() - 1) + (last == 'a' ? 'b' : 'a');

    assertThat(read(guarded, right)).isEqualTo("x");
    assertThat(read(guarded, wrong)).isNull();
    assertThat(read(guarded, right.replace("CODE_1", "CODE_2"))).isNull();
    vault.ordinal(CODE, "y");
    assertThat(read(vault, "CODE_1")).isEqualTo("y");
  }

  private static String read(Vault vault, String bare) {
    PlaceholderReader reader = vault.reader();
    String written = "<" + bare + ">";
    assertThat(reader.read(written, 0)).isEqualTo(written.length());
    return vault.value(reader);
  }
}
