package io.llmgw.core.detect.person;

import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS) // building the rules takes longer than a test
class StreetAddressTest {
  private final Finds finds = new Finds(PersonRules.all(), Entities.STREET_ADDRESS);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "221b Baker Street",
        "1600 Pennsylvania Ave",
        "350 5th Avenue",
        "12 Old Mill Rd, Apt 4",
        "12 Old Mill Road, Springfield, IL 62704",
        "12 Old Mill Road\nApt. 4\nSpringfield\nUnited States",
        "Hauptstraße 12a, 10115 Berlin",
        "Lindenallee 7",
        "Berliner Allee 12",
        "Keizersgracht 174",
        "Storgatan 5",
        "12 rue de la Paix, 75002 Paris",
        "Calle Mayor 5, 28013 Madrid",
        "Rua das Flores 93",
        "Via Garibaldi, 20, 00153 Roma",
        "ul. Królewska 16",
        "P.O. Box 1234, Springfield, IL 62704",
        "Suite 400",
        "42 Costa Verde 7, Apt. 139"
      })
  void aStreetWithItsNumberIsAnAddress(String address) {
    finds.in("send it to " + address + ".", MEDIUM, address);
    finds.in(address + "\n", MEDIUM, address);
  }

  @Test
  void aPostcodeNeedsAWord() {
    finds.in("my zip code is 62704-1234", MEDIUM, "62704-1234");
    finds.in("PLZ 10115", MEDIUM, "10115");
    finds.nothingIn("it was 62704 then");
  }

  @Test
  void whatFollowsIsNotPartOfIt() {
    finds.in("at 12 Park Road we met Ann", MEDIUM, "12 Park Road");
    finds.in("12 Park Road\nPlease call", MEDIUM, "12 Park Road");
    finds.in("12 Park Road, Springfield is nice", MEDIUM, "12 Park Road");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "on the road, in 5 years",
        "12 ways to drive",
        "Wall Street fell",
        "the 3 Main Streets",
        "via email 20 times",
        "place 5 orders",
        "a suite of tests",
        "apt install 2",
        "Der Weg ist 12 km lang",
        "route 66"
      })
  void otherTextHasNone(String text) {
    finds.nothingIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Berliner Stra\u00dfe 12", "Berliner Strasse 12", "Prager Weg 3", "Prager Str. 3"})
  void aNameMayStandBeforeItsWord(String address) {
    finds.in("wohnt " + address + ".", MEDIUM, address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12345 Park Road",
        "12b Park Road",
        "12, Park Road",
        "12 3 Park Road",
        "12 Bo Co Do Eo Road",
        "12 von Park Road",
        "12 Park Road 5",
        "12 Park Road. 62704",
        "12 Park Road, Springfield Town City Big 62704",
        "12 Park Road,          62704",
        "12 Park Road, Apt. 4, box 5",
        "Parkstrasse, 12",
        "Parkstrasse 12a",
        "5 Park Allee 12",
        "Calle de la Mayor 12",
        "12 calle Mayor",
        "12, calle Mayor",
        "ul. Mayor 12",
        "P.O. Box #12",
        "Suite 4, Springfield, IL 62704, USA"
      })
  void itsPartsReachSoFar(String address) {
    finds.in("(" + address + ")", MEDIUM, address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "123456 Park Road",
        "12bc Park Road",
        "1.2 Park Road",
        "-12 Park Road",
        "#12 Park Road",
        "12 A B C D E F Road",
        "12 park Road",
        "12 Park von Road",
        "12 Park Roads",
        "parkstrasse 12",
        "Parkstrasse  12",
        "Parkstrasse 123456",
        "Parkstrasse 12%",
        "Parkstrasse 12.5",
        "Parkstrasse 12ab",
        "calle Mayor 12",
        "Calle mayor 12",
        "xCalle Mayor 12",
        "xP.O. Box 12",
        "P.O. Box"
      })
  void otherPartsAreNone(String text) {
    finds.nothingIn(text);
  }

  @Test
  void whatOnlyTownsHaveIsNotEnough() {
    finds.in("12 Park Road, 5", MEDIUM, "12 Park Road");
    finds.in("12 Park Road,            62704", MEDIUM, "12 Park Road");
    finds.in("Suite 4, springfield", MEDIUM, "Suite 4");
    finds.in("12 Park Road, Springfield, Dear Ann", MEDIUM, "12 Park Road");
  }

  @Test
  void aPostcodeHasFourToSixDigitsAndStandsNearItsWord() {
    finds.in("zip code 1234", MEDIUM, "1234");
    finds.in("zip code 123456", MEDIUM, "123456");
    finds.in("zip code 62704-123", MEDIUM, "62704-123");
    finds.in("zip code            12345", MEDIUM, "12345");
    finds.nothingIn("zip code 123");
    finds.nothingIn("zip code 1234567");
    finds.nothingIn("zip code 62704-12");
    finds.nothingIn("zip code 62704-12345");
    finds.nothingIn("zip code 62704-1234-5");
    finds.nothingIn("zip code 62704 12");
    finds.nothingIn("zip code 62704x");
    finds.nothingIn("zip code             12345");
    finds.nothingIn("xzip code 12345");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5 Park Allee 12",
        "5 12 Park Road",
        "4 7th, Apt 9",
        "12 Main,Apt 4",
        "12 Main        Apt 4", // eight blanks
        "12 Bo y Co Road",
        "12 Bo unter Co Road",
        "12 Park Road, Frankfurt am Main, Germany",
        "Rua das Flores 93350",
        "Calle Dr. Mayor 5"
      })
  void anAddressMayBeginTheText(String address) {
    finds.whole(address, MEDIUM);
  }

  @Test
  void whatStandsBesideItIsNoPartOfIt() {
    finds.in("12, Parkallee 5", MEDIUM, "Parkallee 5");
    finds.in("Hej Storgatan 5", MEDIUM, "Storgatan 5");
    finds.in("Hej! Storgatan 5", MEDIUM, "Storgatan 5");
    finds.in("2 calle Mayor bonita", MEDIUM, "2 calle Mayor");
    finds.in("Parkstrasse 12/5", MEDIUM, "Parkstrasse 12");
    finds.in("12 Park Road, Springfield, Town", MEDIUM, "12 Park Road");
    finds.in("12 Park Road, B6123", MEDIUM, "12 Park Road");
    finds.in("12 Park Road," + " ".repeat(11) + "62704", MEDIUM, "12 Park Road");
    finds.in("Suite 4, near Springfield, USA", MEDIUM, "Suite 4");
    finds.in("12 Main" + " ".repeat(9) + "Apt 4", MEDIUM, "Apt 4");
  }

  @Test
  void itHasSoManyPartsAndWordsAndChars() {
    String road = "12 Park Road";
    String longest = "P" + "a".repeat(32) + "strasse"; // forty

    finds.in(road + ", 62704".repeat(7), MEDIUM, road + ", 62704".repeat(6));
    finds.whole("Calle " + "Uno ".repeat(5) + "5", MEDIUM);
    finds.nothingIn("Calle " + "Uno ".repeat(6) + "5");
    finds.whole(longest + " 5", MEDIUM);
    finds.nothingIn("Pa" + longest.substring(1) + " 5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ul. Mayor", "Parkstrasse 12,5", "12 Bo zwisch Co Road"})
  void withoutAllItsPartsItIsNone(String text) {
    finds.nothingIn(text);
  }
}
