package io.llmgw.core.redact;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.redact.LabelledText.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Sentences and records that say when somebody was born, marked as they are made, and as many with
 * a date of something else; the same for each seed. In the labelled text of others no date of birth
 * is marked. Some are such as the rule cannot know: without a year, or with no word for birth.
 */
final class MadeUpBirthDates {
  private static final String DATE = "@";

  /** In English, with a date in place of the sign. */
  private static final String[] ENGLISH = {
    "She was born on @ in Leeds.",
    "DOB: @",
    "D.O.B. @, female",
    "{\"name\":\"A. Lee\",\"dateOfBirth\":\"@\"}",
    "{\"birth_date\": \"@\", \"id\": 7}",
    "Date of birth (as in the passport): @",
    "| Birthdate | @ |",
    "My birthday is @, can I get the discount?",
    "Patient, b. @, was admitted with a fever.",
    "Her birthday, as everybody in the whole of the department knows, is @.",
    "born: @"
  };

  private static final String[] GERMAN = {
    "Sie wurde am @ in Bonn geboren.",
    "geboren am @ in Wien",
    "Geburtsdatum: @",
    "Herr Maier, geb. @, wohnt in Ulm.",
    "Mein Geburtstag ist der @."
  };

  private static final String[] FRENCH = {
    "Date de naissance : @", "n\u00e9e le @ \u00e0 Lyon", "Il est n\u00e9 le @."
  };
  private static final String[] SPANISH = {
    "Fecha de nacimiento: @", "Naci\u00f3 el @ en Madrid.", "nacido el @", "nacida en Lima el @"
  };
  private static final String[] ITALIAN = {"nato il @ a Roma", "Data di nascita: @"};

  /** Nobody was born then. */
  private static final String[] OTHERS = {
    "The invoice of @ is not paid.",
    "Rechnung vom @, bitte bis Ende des Monats zahlen",
    "{\"created\":\"@\",\"status\":\"open\"}",
    "Release 2.4 came out on @.",
    "La r\u00e9union aura lieu le @.",
    "El contrato vence el @.",
    "Il contratto scade il @.",
    "He was born in Leeds. The contract was signed there on @.",
    "Newborns are seen once a week, next on @.",
    "Stubborn errors since @",
    "Happy birthday! The party is on @ at eight.",
    "place of birth: Bonn; valid until @",
    "2026-11-26 10:02:11 INFO backup of @ is done",
    "Passport issued on @ by the embassy",
    "The idea was born late; its patent is of @.",
    "The idea was born in Bonn and sold on @.",
    "born in Leeds, at school there until @"
  };

  private static final String[] MONTHS_EN = {"January", "March", "May", "August", "Dec."};
  private static final String[] MONTHS_DE = {"Januar", "M\u00e4rz", "Mai", "August", "Dez."};
  private static final String[] MONTHS_FR = {"janvier", "mars", "mai", "ao\u00fbt", "d\u00e9c."};
  private static final String[] MONTHS_ES = {"enero", "marzo", "mayo", "agosto", "dic."};
  private static final String[] MONTHS_IT = {"gennaio", "marzo", "maggio", "agosto", "dic."};

  private final Random random;

  private MadeUpBirthDates(long seed) {
    random = new Random(seed);
  }

  /** So many texts with a date of birth, and as many with another date. */
  static List<LabelledText> of(int count, long seed) {
    MadeUpBirthDates made = new MadeUpBirthDates(seed);
    List<LabelledText> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(made.marked(Entities.BIRTH_DATE + "#" + i));
      String other = made.one(OTHERS).replace(DATE, made.date(made.one(MONTHS_EN), " "));
      texts.add(text(Entities.BIRTH_DATE + "-twin#" + i, other, List.of()));
    }
    return texts;
  }

  private LabelledText marked(String id) {
    String date;
    String sentence;
    switch (random.nextInt(5)) {
      case 0 -> {
        sentence = one(GERMAN);
        date = date(one(MONTHS_DE), ". ");
      }
      case 1 -> {
        sentence = one(FRENCH);
        date = date(one(MONTHS_FR), " ");
      }
      case 2 -> {
        sentence = one(SPANISH);
        date = date(one(MONTHS_ES), " de ");
      }
      case 3 -> {
        sentence = one(ITALIAN);
        date = date(one(MONTHS_IT), " ");
      }
      default -> {
        sentence = one(ENGLISH);
        date = date(one(MONTHS_EN), one(" ", "th of ", "-"));
      }
    }
    int start = sentence.indexOf(DATE);
    Span span = new Span(start, start + date.length(), Entities.BIRTH_DATE.name());
    return text(id, sentence.replace(DATE, date), List.of(span));
  }

  private static LabelledText text(String id, String text, List<Span> spans) {
    return new LabelledText(id, "made up", text, spans, List.of(), false);
  }

  /** In digits, or with the name of its month; one of ten is without a year. */
  private String date(String month, String afterDay) {
    int year = 1930 + random.nextInt(90);
    int day = 4 + random.nextInt(17);
    int number = 1 + random.nextInt(12);
    return switch (random.nextInt(10)) {
      case 0 -> String.format(Locale.ROOT, "%d-%02d-%02d", year, number, day);
      case 1 -> String.format(Locale.ROOT, "%02d.%02d.%d", day, number, year);
      case 2 -> String.format(Locale.ROOT, "%d.%d.%02d", day, number, year % 100);
      case 3 -> String.format(Locale.ROOT, "%02d/%02d/%d", number, day, year);
      case 4 -> String.format(Locale.ROOT, "%02d/%02d/%02d", day, number, year % 100);
      case 5 -> String.format(Locale.ROOT, "%d-%02d-%02d", year, number, day);
      case 6 -> day + afterDay + month;
      default -> day + afterDay + month + afterDay.replaceAll("th of |\\. ", " ") + year;
    };
  }

  private String one(String... some) {
    return some[random.nextInt(some.length)];
  }
}
