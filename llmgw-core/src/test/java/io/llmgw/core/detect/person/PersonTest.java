package io.llmgw.core.detect.person;

import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS) // building the rules takes longer than a test
class PersonTest {
  private final Finds finds = new Finds(PersonRules.all(), Entities.PERSON);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Angela Lovelace",
        "Alan M. Turing",
        "Ludwig van Beethoven",
        "Ursula K. Le Guin",
        "Maria-Luise Müller",
        "Katherine O'Brien",
        "JANE MILLER",
        "Walter Smith III",
        "Helen Brown, MD",
        "Stefan Żółkiewski"
      })
  void aGivenNameAndWhatFollowsItIsAPerson(String name) {
    finds.in("I spoke to " + name + " about it", MEDIUM, name);
    finds.in(name + ".", MEDIUM, name);
    finds.in("(" + name + "'s idea)", MEDIUM, name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ask Mr. Xylander now",
        "Frau Xylander fragt",
        "Dear Xylander,",
        "Hi Xylander!",
        "My name is Xylander",
        "Everyone calls me Xylander",
        "Name: Xylander",
        "Patient:  Xylander",
        "Best regards,\nXylander",
        "Mi chiamo Xylander"
      })
  void whatStandsBeforeItMakesAPerson(String text) {
    finds.in(text, MEDIUM, "Xylander");
  }

  @Test
  void aNameThatIsAlsoAWordNeedsAnother() {
    finds.in("maybe in May or Grace", LOW, "May", "Grace");
    finds.nothingIn("maybe in May or Grace");
    finds.in("it was Grace Hopper", MEDIUM, "Grace Hopper");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Dear customer, dear Sir or Madam,",
        "Hi there, Hello World!",
        "the Victoria Station, the Catherine Park",
        "in San Antonio, in Saint Martin",
        "robert@example.com robert_smith Robert.valueOf()",
        "the name is required, named parameter",
        "new Martin(4) and Simon::get",
        "call me tomorrow, from: the start",
        "danielle is in lower case"
      })
  void otherWordsAreNone(String text) {
    finds.nothingIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"San Martin", "Santa Catherine", "Sainte Catherine", "Sankt Martin", "st Martin"})
  void aSaintIsATown(String town) {
    finds.notAtAllIn("in " + town + ".");
  }

  @Test
  void whatOnlyEndsLikeASaintIsNone() {
    finds.in("the person Martin Lovelace", MEDIUM, "Martin Lovelace");
    finds.in("in Susan, Martin came", MEDIUM, "Susan", "Martin");
    finds.in("a saint and Martin", MEDIUM, "Martin");
  }

  @Test
  void aNameHasFiveWordsMoreAtMost() {
    finds.in("Angela Aba Bab Cac Dod Eae Faf", MEDIUM, "Angela Aba Bab Cac Dod Eae");
    finds.in("ask Angela B. Lovelace, PhD", MEDIUM, "Angela B. Lovelace, PhD");
    finds.in("ask Angela B Lovelace, then", MEDIUM, "Angela B Lovelace");
    finds.in("ask Robert I think", MEDIUM, "Robert");
    finds.in("ask Robert B. today", MEDIUM, "Robert");
    finds.in("ask Robert von der today", MEDIUM, "Robert");
    finds.in("ask ANGELA LOVELACE today", MEDIUM, "ANGELA LOVELACE");
    finds.in("ask ROBERT Lovelace", MEDIUM, "ROBERT");
  }

  @Test
  void whatIntroducesANameStandsNextToIt() {
    finds.in("name:" + " ".repeat(16) + "Xylander", MEDIUM, "Xylander");
    finds.notAtAllIn("name:" + " ".repeat(18) + "Xylander");
    finds.in("Dear Mr. Xylander,", MEDIUM, "Xylander");
    finds.in("Dear Xylander", MEDIUM, "Xylander");
    finds.notAtAllIn("Dear Xylander came");
    finds.notAtAllIn("Dear X,");
    finds.in("Dear Xy,", MEDIUM, "Xy");
    finds.notAtAllIn("Dear XYLANDER,");
    finds.notAtAllIn("endear Xylander,");
    finds.notAtAllIn("Dear xylander,");
    finds.notAtAllIn("Mr. Xylander Street");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "xRobert",
        "1Robert",
        "_Robert",
        "/Robert",
        "Robert_",
        "Robert=",
        "Robert@",
        "Robert/",
        "Robert\\",
        "Robert(",
        "Robert.x",
        "Robert::x",
        "Roberts",
        "robert",
        "RoberT"
      })
  void aNameInProgramTextIsNone(String text) {
    finds.notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Robert.",
        "Robert:",
        "Robert: x",
        "\"Robert\"",
        "(Robert)",
        "-Robert",
        "ROBERT",
        "Robert-"
      })
  void elsewhereItIsOne(String text) {
    finds.in(text, MEDIUM, text.replaceAll("[^A-Za-z]|x", ""));
  }

  @Test
  void whatStandsBesideANameIsNoPartOfIt() {
    finds.in("Thing: Mr Xander,", MEDIUM, "Xander");
    finds.in("Thing whose name is Mr. Xander", MEDIUM, "Xander");
    finds.in("Cc: Mr. Xander", MEDIUM, "Xander");
    finds.in("Mr Xander\u20ac", MEDIUM, "Xander");
    finds.in("Mr Re\u0300my,", MEDIUM, "Re\u0300my");
    finds.in(
        "Mr \u0418\u0432\u0430\u0301\u043d\u043e\u0432,",
        MEDIUM,
        "\u0418\u0432\u0430\u0301\u043d\u043e\u0432");
    finds.in("Mr X" + "a".repeat(40), MEDIUM, "X" + "a".repeat(39));
    finds.in("Anna CEO", MEDIUM, "Anna");
    finds.whole("Anna McKay", MEDIUM);
    finds.whole("Anna-Maria", MEDIUM);
  }

  @Test
  void aSaintIsATown() {
    finds.nothingIn("in San Antonio today");
    finds.in("in Pisa Antonio said", MEDIUM, "Antonio");
  }
}
