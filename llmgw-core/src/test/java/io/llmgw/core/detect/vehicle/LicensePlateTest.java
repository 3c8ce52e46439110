package io.llmgw.core.detect.vehicle;

import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LicensePlateTest {
  private final Finds finds = new Finds(VehicleRules.all(), Entities.LICENSE_PLATE);

  @ParameterizedTest
  @CsvSource({
    "Kennzeichen, B-AB 1234",
    "Kennzeichen, B AB 1234",
    "Kfz-Kennzeichen, M-A 7",
    "KFZ_Kennzeichen, HH-AB1234",
    "Nummernschild, HH AB 123",
    "Kennzeichen, S-EV 123E",
    "Kennzeichen, T\u00dc-XY 99",
    "Kennzeichen, T\u00dc-ZY 909",
    "Kennzeichen, AHH AB 123",
    "Kennzeichen, S-E3E",
    "Kennzeichen, B A7",
    "plaque d'immatriculation, AB-123-CD",
    "immatriculation, AB 123 CD",
    "matr\u00edcula, 1234 BCD",
    "matricula, 1234-BCD",
    "matricula, 1234BCD",
    "matricula, 0234BCD",
    "matricula, 9234 BCD",
    "matr\u00edcula, 12-AB-34",
    "targa, AB 123 CD",
    "targa, AB123CD",
    "kenteken, 12-ABC-3",
    "kenteken, 12-34-AB",
    "kenteken, 12ABC3",
    "kenteken, G-123-BC",
    "nr rejestracyjny, WA 12345",
    "nr rejestracyjny, WGM 12AB",
    "license plate, 7ABC123",
    "license plate, ABC-1234",
    "license plate, B-AB 1234",
    "number plate, AB-123-CD"
  })
  void itNeedsAWord(String cue, String plate) {
    finds.in(cue + ": " + plate + ".", MEDIUM, plate);
    finds.in(plate + " (" + cue + ")", MEDIUM, plate);
    finds.in("The " + cue + " is " + plate + ", I think", MEDIUM, plate);
    finds.notAtAllIn("see " + plate);
  }

  @Test
  void severalMayStandBehindAWord() {
    finds.in("Kennzeichen: B-AB 1234, M-CD 567", MEDIUM, "B-AB 1234", "M-CD 567");
    finds.in("id,targa,km\n1,AB123CD,7\n2,EF456GH,8\n", MEDIUM, "AB123CD", "EF456GH");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "targa, B [AB 123 CD]",
        "license plate, ZZ [7ABC123]",
        "targa, AB1223CD [EF456GH]",
        "matricula, A [12-AB-34]"
      })
  void lettersBeforeItMayBeNoneOfIt(String marked) {
    String plate = marked.substring(marked.indexOf('[') + 1, marked.indexOf(']'));

    finds.in(marked.replace("[", "").replace("]", ""), MEDIUM, plate);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Kennzeichen B-AB 1234-5",
        "Kennzeichen XB-AB-C 1234",
        "Kennzeichen BBB-AB 1234", // nine chars
        "license plate AB1123-CD",
        "Kennzeichen S-EV 123F",
        "Kennzeichen 1234 BCD",
        "Kennzeichen AB-123-CD",
        "targa AB 1 23CD",
        "targa AIB 123 CD",
        "targa AO 123 CD",
        "targa B-AB 1234",
        "matricula 1 234 BCD",
        "matricula 1234 ABC",
        "kenteken 12-AB 34",
        "targa ab123cd"
      })
  void otherShapesAreNone(String text) {
    finds.notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The license plate is new since May 2026, for a car of 3 years",
        "The license plate is made to ISO 7591 and DIN 74069, since MAY 2026",
        "New license plates cost USD 120, or 150 EUR, by 10 AM",
        "Das Kennzeichen gilt ab 2026 und kostet 30 Euro",
        "Kennzeichen eines Rechtsstaats: Art. 20 GG, seit 1949",
        "CE-Kennzeichen nach EN 12345 und ISO 9001, EU 2016/425",
        "La targa commemorativa del 1861, in via Roma 12, costa 1500 EUR",
        "La matr\u00edcula del curso 2026 cuesta 1200 EUR o 1300 USD, 3 plazos",
        "matricula 2026 PLN, 1500 CHF",
        "L'immatriculation co\u00fbte 50 EUR en 2026, article L. 123-4",
        "Het kenteken kost 40 EUR sinds 12-05-2024",
        "a plate count of 100 CFU on the plate ABC 123",
        "A plate of 12 oysters for 30 USD"
      })
  void wordsYearsAndAmountsBesideAWordAreNone(String text) {
    finds.notAtAllIn(text);
  }
}
