package io.llmgw.core.detect.vehicle;

import io.llmgw.core.detect.Cues;
import io.llmgw.core.detect.FoldedText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How the registrations of one country are written, and what it calls one. Immutable. */
final class PlateForms {
  private static final String[] SEPARATORS = {" ", "-", ""};

  /** The countries that are known, those of the US as one. */
  static final List<PlateForms> ALL =
      List.of(
          new PlateForms(
              german(),
              "",
              "EH", // electric, historic
              Cues.of(
                  "kennzeichen",
                  "autokennzeichen",
                  "kennzeichens",
                  "nummernschild",
                  "nummernschilder")),
          new PlateForms(
              spelled("AA 999 AA"),
              "IOU",
              "",
              Cues.of(
                  "immatriculation",
                  "immatricule",
                  "immatriculee",
                  "plaque",
                  "plaques",
                  "targa",
                  "targhe",
                  "targata",
                  "targato")),
          new PlateForms(spelled("9999 AAA"), "AEIOUQ", "", Cues.of("matricula", "matriculas")),
          new PlateForms(
              Set.of("99-99-AA", "99-AA-99", "AA-99-99", "AA-99-AA"),
              "",
              "",
              Cues.of("matricula", "matriculas")),
          new PlateForms(
              hyphened(
                  "AA-99-99",
                  "99-99-AA",
                  "99-AA-99",
                  "AA-99-AA",
                  "AA-AA-99",
                  "99-AA-AA",
                  "99-AAA-9",
                  "9-AAA-99",
                  "AA-999-A",
                  "A-999-AA",
                  "AAA-99-A",
                  "A-99-AAA"),
              "",
              "",
              Cues.of("kenteken", "kentekens", "kentekenplaat", "nummerplaat")),
          new PlateForms(
              spelled(
                  "AA 99999",
                  "AA 9999A",
                  "AA 999AA",
                  "AA 9A999",
                  "AA 9AA99",
                  "AAA A999",
                  "AAA 99AA",
                  "AAA 9A99",
                  "AAA 99A9",
                  "AAA 9AA9",
                  "AAA AA99",
                  "AAA 99999",
                  "AAA 9999A",
                  "AAA 999AA"),
              "",
              "",
              Cues.of(
                  "nr rejestracyjny",
                  "nr rejestracyjnym",
                  "numer rejestracyjny",
                  "numerze rejestracyjnym",
                  "numery rejestracyjne",
                  "nr rej",
                  "tablica rejestracyjna",
                  "tablice rejestracyjne")),
          new PlateForms(
              spelled("AAA 9999", "AAA 999", "999 AAA", "9AAA999", "AAA 99A", "999 A99", "A99 AAA"),
              "",
              "",
              Cues.of("license tag", "tag number")));

  /** English words, for those of any country. */
  static final Cues ENGLISH =
      Cues.of(
          "license plate",
          "licence plate",
          "license plates",
          "licence plates",
          "number plate",
          "number plates",
          "plate number",
          "plate no",
          "vehicle registration");

  /** No group of letters is one of these beside a number: standards, months, amounts. */
  private static final Set<String> OTHERS =
      Set.of(
          "EN", "NR", "NO", "EU", "UE", "AM", "PM", "ISO", "DIN", "SAE", "IEC", "NEN", "UNE", "UNI",
          "NFC", "ECE", "JAN", "FEB", "MAR", "APR", "MAY", "MAI", "JUN", "JUL", "AUG", "SEP", "OCT",
          "OKT", "NOV", "DEC", "DEZ", "USD", "EUR", "GBP", "CHF", "PLN", "CZK", "DKK", "SEK", "NOK",
          "HUF", "KWH", "MHZ", "GHZ", "RPM", "KMH", "MPH", "THE", "FOR", "AND", "VIN", "TEL", "FAX",
          "ART", "VAT", "TVA", "IVA", "BTW");

  /** What those of {@link #ALL} are written like, in their order. */
  static final PlateTree TREE = new PlateTree(ALL.stream().map(each -> each.forms).toList());

  private final Set<String> forms;
  private final String without;
  private final String last;
  private final Cues cues;

  /**
   * Those of a country.
   *
   * @param forms each with its separators
   * @param without letters that none of them has
   * @param last what the letter behind a number is; any for none
   * @param cues words for one in its languages
   */
  private PlateForms(Set<String> forms, String without, String last, Cues cues) {
    this.forms = forms;
    this.without = without;
    this.last = last;
    this.cues = cues;
  }

  Cues cues() {
    return cues;
  }

  /** Whether what is written like one between these places has the letters of this country. */
  boolean mayHave(FoldedText text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (without.indexOf(text.bare(i)) >= 0) {
        return false;
      }
    }
    boolean isBehindNumber =
        PlateTree.isCapital(text.bare(end - 1)) && PlateTree.isDigit(text.at(end - 2));
    return !isBehindNumber || last.isEmpty() || last.indexOf(text.at(end - 1)) >= 0;
  }

  /** Whether letters beside a number are a word that stands there elsewhere. */
  static boolean isOther(String letters) {
    return OTHERS.contains(letters);
  }

  private static Set<String> spelled(String... forms) {
    Set<String> spelled = new HashSet<>();
    for (String form : forms) {
      for (String separator : SEPARATORS) {
        spelled.add(form.replace(" ", separator));
      }
    }
    return spelled;
  }

  private static Set<String> hyphened(String... forms) {
    Set<String> spelled = new HashSet<>(List.of(forms));
    for (String form : forms) {
      spelled.add(form.replace("-", ""));
    }
    return spelled;
  }

  /** The place, one or two letters, a number of at most four digits; eight chars in all. */
  private static Set<String> german() {
    Set<String> forms = new HashSet<>();
    for (int place = 1; place <= 3; place++) {
      for (int letters = 1; letters <= 2; letters++) {
        for (int digits = 1; digits <= Math.min(4, 8 - place - letters); digits++) {
          for (String separator : SEPARATORS) {
            String rest = "A".repeat(letters) + separator + "9".repeat(digits);
            for (String between : List.of("-", " ")) {
              forms.add("A".repeat(place) + between + rest);
              forms.add("A".repeat(place) + between + rest + "A");
            }
          }
        }
      }
    }
    return forms;
  }
}
