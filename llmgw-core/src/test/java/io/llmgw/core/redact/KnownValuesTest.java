package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Finding;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that were masked are found where they come again, unless they mean much else. */
class KnownValuesTest {
  private static final EntityType TYPE = Entities.PASSWORD;

  private final KnownValues known = new KnownValues();

  private List<String> found(String text) {
    List<Finding> found = new ArrayList<>();
    known.find(text, found);
    return found.stream().map(each -> text.substring(each.start(), each.end())).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12345678",
        "123456",
        "secret",
        "E11.9",
        "b4dg",
        "hunt2",
        "4B-7",
        "@ada",
        "ab 1",
        "p\u00e42x"
      })
  void aValueIsFoundAgainWhereItIsLongOrMixed(String value) {
    known.add(TYPE, value);

    assertThat(found(value)).containsExactly(value);
    assertThat(found("it is " + value + ", " + value + "!")).containsExactly(value, value);
    assertThat(found("x" + value.substring(1))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"123", "1234", "12345", "12/27", "1.5%", "ada", "plum", "green", "A1", "@ad"})
  void aShortOneIsNot(String value) {
    known.add(TYPE, value);

    assertThat(found("it is " + value + ", " + value)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 129, 257, 2_000, 20_000})
  void aLongOneIsHoweverLong(int length) {
    String value = "x1".repeat(length).substring(0, length);
    known.add(TYPE, value);
    known.add(TYPE, value.substring(0, 6));

    assertThat(found(value + " or " + value + "?")).containsExactly(value, value);
    assertThat(found(value.substring(0, length - 1) + "y")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "E11.9,   the E11.9x code",
    "E11.9,   theE11.9",
    "secret,  secretly",
    "secret,  topsecret",
    "secret,  secret1",
    "secret,  \u00e4secret",
    "secret,  Secret",
    "secret,  secre",
    "secret,  s ecret"
  })
  void itIsAWordOfItsOwn(String value, String text) {
    known.add(TYPE, value);

    assertThat(found(text)).isEmpty();
  }

  @Test
  void marksAroundItArePartOfNone() {
    known.add(TYPE, "+49 30 1234567");
    known.add(TYPE, "secret");

    assertThat(found("'secret', (+49 30 1234567) x=secret;secret"))
        .containsExactly("secret", "+49 30 1234567", "secret", "secret");
    assertThat(found("a+49 30 1234567")).containsExactly("+49 30 1234567");
  }

  @Test
  void theLongestOneThatBeginsThereIsFound() {
    known.add(TYPE, "Ada Lovelace");
    known.add(Entities.PERSON, "Ada Lovelace King");
    known.add(TYPE, "Ada Lovelace"); // once more

    assertThat(found("Ada Lovelace King and Ada Lovelace Kingsley"))
        .containsExactly("Ada Lovelace King", "Ada Lovelace");
  }

  @Test
  void itHasTheTypeThatItWasMaskedAsFirst() {
    known.add(Entities.PERSON, "Lovelace");
    known.add(TYPE, "Lovelace");
    List<Finding> found = new ArrayList<>();

    known.find("by Lovelace", found);

    assertThat(found)
        .singleElement()
        .matches(it -> it.type().equals(Entities.PERSON) && it.start() == 3 && it.end() == 11);
  }

  @Test
  void valuesThatTouchAreEachFound() {
    known.add(TYPE, "(secret)");
    known.add(TYPE, "[hidden]");

    assertThat(found("(secret)[hidden](secret)"))
        .containsExactly("(secret)", "[hidden]", "(secret)");
  }

  @Test
  void whatIsTakenInIsToldOnce() {
    assertThat(known.add(TYPE, "ada")).isFalse();
    assertThat(known.isEmpty()).isTrue();
    assertThat(known.add(TYPE, "secret")).isTrue();
    assertThat(known.isEmpty()).isFalse();
    assertThat(known.add(Entities.PERSON, "secret")).isFalse();
  }
}
