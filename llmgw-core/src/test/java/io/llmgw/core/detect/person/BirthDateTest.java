package io.llmgw.core.detect.person;

import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS) // building the rules takes longer than a test
class BirthDateTest {
  private final Finds finds = new Finds(PersonRules.all(), Entities.BIRTH_DATE);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1815-12-10",
        "12/10/1815",
        "10.12.1815",
        "10.12.15",
        "10 December 1815",
        "10th of December, 1815",
        "December 10, 1815",
        "Dec. 10th 1815",
        "10. März 1815",
        "10 de diciembre de 1815",
        "10-Dec-1815"
      })
  void aDateBehindAWordForBirthIsFound(String date) {
    finds.in("She was born on " + date + ".", MEDIUM, date);
    finds.in("DOB: " + date, MEDIUM, date);
    finds.in("geboren am " + date + " in London", MEDIUM, date);
    finds.in("date of birth? It is " + date, MEDIUM, date);
  }

  @Test
  void theWordMayBeAPartOfANameOrStandAtTheEnd() {
    finds.in("{\"dateOfBirth\": \"1985-03-12\"}", MEDIUM, "1985-03-12");
    finds.in("Sie ist am 12.3.1985 in Bonn geboren.", MEDIUM, "12.3.1985");
    finds.in("am 12. M\u00e4rz 1985 geboren", MEDIUM, "12. M\u00e4rz 1985");
    finds.in(
        "n\u00e9 le 12 mars 1985, n\u00e9e le 13/03/1985", MEDIUM, "12 mars 1985", "13/03/1985");
    finds.in("Naci\u00f3 el 12 de marzo de 1985.", MEDIUM, "12 de marzo de 1985");
    finds.in("birthdate;1985-03-12", MEDIUM, "1985-03-12");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Happy birthday! It is on 1985-03-12",
        "place of birth: Bonn; until 1985-03-12",
        "stillborn 1985-03-12",
        "il ne le verra pas avant le 12 mars 1985",
        "1985-03-12 in Bonn geboren",
        "am 12.3.1985 kam er; sie war geboren",
        "ungeboren am 12.3.1985",
        "am 12.3.1985, und das ist nun wirklich sehr lange her, geboren"
      })
  void aDateOfAnotherClauseIsNone(String text) {
    finds.nothingIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "on 1815-12-10 it rained",
        "born in 1815",
        "stubborn 1815-12-10",
        "born at 12:30, 7 lbs",
        "born version 1.2.3",
        "birth of 45/67/1815",
        "born, and then after a long time of nothing at all, 1815-12-10"
      })
  void otherDatesAreNone(String text) {
    finds.nothingIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1985-3-1",
        "1985/03/12",
        "1985.03.12",
        "31/31/1985",
        "1/2/85",
        "1st March 1985",
        "2nd of March 1985",
        "3rd March, 1985",
        "4. de marzo de 1985",
        "4-March-1985",
        "March 4 1985",
        "Mar. 4th, 1985",
        "1 out. 1985"
      })
  void aDateMayBeWrittenInManyWays(String date) {
    finds.in("born " + date, MEDIUM, date);
    finds.in("born" + " ".repeat(39) + date + ",", MEDIUM, date);
    finds.nothingIn("born" + " ".repeat(40) + date);
    finds.nothingIn("stubborn " + date);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1985-03-123",
        "1985/03-12",
        "1985-03",
        "1985-",
        "32/1/1985",
        "1/32/1985",
        "1/2/198",
        "1/2/19855",
        "1/2.1985",
        "123/2/1985",
        "12345/2/85",
        "x1/2/1985",
        "4 March 85",
        "4 March 19855",
        "March 1985",
        "March 41985",
        "March 4, 198"
      })
  void otherDigitsAreNone(String other) {
    finds.nothingIn("born " + other);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1985: born on 12 foo",
        "born 12 foo 1985",
        "born 1985--12",
        "born 1985-03-",
        "born 12x03x1985",
        "born 1985x03x12"
      })
  void whatOnlyLooksLikeADateIsNone(String text) {
    finds.notAtAllIn(text);
  }
}
