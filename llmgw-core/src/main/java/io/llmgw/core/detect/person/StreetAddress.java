package io.llmgw.core.detect.person;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import java.util.List;
import java.util.Set;

/** A postal address: a street and a number, as a language puts them together, and what follows. */
final class StreetAddress implements AnchoredRule {
  /** How a language puts words, names and numbers together. */
  private enum Order {
    /** 12 Park Road. */
    NUMBER_NAME_WORD,
    /** Parkstrasse 12, Berliner Allee 12. */
    NAME_WORD_NUMBER,
    /** 12 rue du Parc, Calle Mayor 12. */
    WORD_NAME,
    /** Apt. 12. */
    UNIT
  }

  /** Longer words have the name of the street in them, but for these. */
  private static final int LONGEST_WORD = 5;

  private static final List<String> LONGER_WORDS = List.of("strasse", "stra\u00dfe");

  private final Order order;
  private final List<String> words;

  private StreetAddress(Order order, List<String> words) {
    this.order = order;
    this.words = words;
  }

  private static AnchoredRule of(Order order, String words) {
    return new StreetAddress(order, List.of(words.split(",", -1)));
  }

  /** A rule for each order. */
  static List<AnchoredRule> all() {
    return List.of(
        of(
            Order.NUMBER_NAME_WORD,
            " street, st, str, avenue, ave, road, rd, boulevard, blvd, lane, ln, drive, dr,"
                + " court, ct, place, square, terrace, way, highway, hwy, parkway, pkwy,"
                + " crescent, grove, mews, close"),
        of(
            Order.NAME_WORD_NUMBER,
            "stra,strasse,str.,weg,allee,platz,gasse,ring,damm,ufer,straat,laan,plein,"
                + "gracht,gatan,gata,veien,vegen,vej,vegur, utca, ulica,gade,katu,kuja,steenweg"),
        of(
            Order.WORD_NAME,
            "rue ,avenue ,boulevard ,place ,chemin ,impasse ,quai ,route ,allee ,calle ,"
                + "avenida ,plaza ,paseo ,camino ,rua ,travessa ,largo ,via ,viale ,piazza ,"
                + "corso ,vicolo ,ul. ,ulica ,aleja ,strada ,cite ,estrada ,praca ,ronda ,av. "),
        new StreetAddress(Order.UNIT, AddressRest.UNITS));
  }

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.STREET_ADDRESS);
  }

  @Override
  public List<String> anchors() {
    return words;
  }

  @Override
  public void look(FoldedText text, int start, int end, Findings found) {
    switch (order) {
      case NUMBER_NAME_WORD -> numberNameWord(text, start, end, found);
      case NAME_WORD_NUMBER -> nameWordNumber(text, end, found);
      case WORD_NAME -> wordName(text, start, end, found);
      case UNIT -> unit(text, start, found);
    }
  }

  private static void numberNameWord(FoldedText text, int start, int end, Findings found) {
    if (!Words.isLetter(text.at(end))) {
      int number = StreetParts.numberBeforeName(text, start);
      int after = StreetParts.isDigit(text.at(end + 1)) ? numberBehind(text, end) : end;
      add(text, number, after, found);
    }
  }

  private static void nameWordNumber(FoldedText text, int wordEnd, Findings found) {
    int end = text.hasAt(wordEnd, "\u00dfe") ? wordEnd + 2 : wordEnd;
    int word = StreetParts.wordStart(text, end);
    if (!Character.isUpperCase(text.at(word))) {
      return;
    }
    int after = numberBehind(text, end);
    if (after > end) {
      word = isNameless(text, word, end) ? StreetParts.nameBefore(text, word) : word;
      boolean isApart = text.at(word - 1) != ' ' || text.at(word - 2) == ',';
      int number = isApart ? -1 : StreetParts.numberStart(text, word - 1);
      add(text, number < 0 ? word : number, after, found);
    }
  }

  /** Whether the word that ends here has no name in it, so that one stands before it. */
  private static boolean isNameless(FoldedText text, int word, int end) {
    for (String longer : LONGER_WORDS) {
      if (longer.length() == end - word && text.hasAt(word, longer)) {
        return true;
      }
    }
    return end - word <= LONGEST_WORD;
  }

  private static void wordName(FoldedText text, int start, int end, Findings found) {
    if (Character.isLetterOrDigit(text.at(start - 1))) {
      return;
    }
    int name = StreetParts.nameEnd(text, end);
    if (name < 0) {
      return;
    }
    int number = text.at(start - 1) == ' ' ? StreetParts.numberStart(text, start - 1) : -1;
    boolean isListed = number >= 0 && text.at(name) == ',';
    int after = isListed ? name : numberBehind(text, name);
    boolean isName = Character.isUpperCase(text.at(start)) || text.at(end - 2) == '.';
    if (number >= 0) {
      add(text, number, after, found);
    } else if (after > name && isName) {
      add(text, start, after, found);
    }
  }

  private static void unit(FoldedText text, int start, Findings found) {
    if (!Character.isLetterOrDigit(text.at(start - 1))) {
      int line = StreetParts.lineBefore(text, start);
      add(text, line < 0 ? start : line, AddressRest.unitEnd(text, start), found);
    }
  }

  /** Where the number ends behind this place; this place if there is none. */
  private static int numberBehind(FoldedText text, int index) {
    int at = text.at(index) == ',' ? index + 1 : index;
    int end = text.at(at) == ' ' ? StreetParts.numberEnd(text, at + 1) : -1;
    return end < 0 ? index : end;
  }

  private static void add(FoldedText text, int start, int end, Findings found) {
    if (start >= 0 && end > start) {
      int after = AddressRest.end(text, end);
      found.add(
          Entities.STREET_ADDRESS, start, after, Confidence.MEDIUM, Entities.STREET_ADDRESS.name());
    }
  }
}
