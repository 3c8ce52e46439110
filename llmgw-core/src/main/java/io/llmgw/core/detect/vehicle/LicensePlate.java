package io.llmgw.core.detect.vehicle;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Cues;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.NumberRow;
import io.llmgw.core.detect.NumberRule;
import java.util.Set;

/**
 * The registration of a vehicle in Germany, France, Italy, Spain, Portugal, the Netherlands, Poland
 * and the states of the US, in capitals and as each of them groups it; nothing without a word for
 * one near, in a language of the country or in English.
 */
final class LicensePlate implements NumberRule {
  private static final String RULE = Entities.LICENSE_PLATE.name();

  private static final int MOST_LETTERS = 3;

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.LICENSE_PLATE);
  }

  @Override
  public void look(FoldedText text, int index, Findings found) {
    int near = before(text, index);
    int far = near < index ? before(text, near) : near;
    if (near == index && !isBeforeLetters(text, index)) {
      return;
    }
    if (!(far < near && take(text, far, found)) && !(near < index && take(text, near, found))) {
      take(text, index, found);
    }
  }

  /** Where the capitals begin that stand before this place; the place itself if none do. */
  private static int before(FoldedText text, int index) {
    int end = isSeparator(text.at(index - 1)) ? index - 1 : index;
    int start = end;
    while (end - start <= MOST_LETTERS && PlateTree.isCapital(text.bare(start - 1))) {
      start--;
    }
    return start < end && end - start <= MOST_LETTERS ? start : index;
  }

  private static boolean isBeforeLetters(FoldedText text, int index) {
    int at = index;
    while (at - index < MOST_LETTERS + 1 && PlateTree.isDigit(text.at(at))) {
      at++;
    }
    return PlateTree.isCapital(text.bare(at))
        || (isSeparator(text.at(at))
            && (PlateTree.isCapital(text.bare(at + 1)) || PlateTree.isDigit(text.at(at + 1))));
  }

  /** Takes the longest that begins here. */
  private static boolean take(FoldedText text, int start, Findings found) {
    if (isJoined(text, start - 1, -1)) {
      return false;
    }
    int end = -1;
    int at = start;
    int place = PlateForms.TREE.step(PlateTree.START, text.bare(at));
    while (place >= 0) {
      at++;
      int whose = PlateForms.TREE.whole(place);
      if (whose != 0 && isPlate(text, start, at, whose)) {
        end = at;
      }
      place = PlateForms.TREE.step(place, text.bare(at));
    }
    if (end < 0) {
      return false;
    }
    found.add(Entities.LICENSE_PLATE, start, end, Confidence.MEDIUM, RULE);
    return true;
  }

  private static boolean isPlate(FoldedText text, int start, int end, int whose) {
    if (isJoined(text, end, 1) || hasOther(text, start, end)) {
      return false;
    }
    for (int i = 0; i < PlateForms.ALL.size(); i++) {
      PlateForms each = PlateForms.ALL.get(i);
      if ((whose & 1 << i) != 0
          && each.mayHave(text, start, end)
          && (isCued(text, start, end, each.cues())
              || isCued(text, start, end, PlateForms.ENGLISH))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a group of its letters is a word that stands beside numbers elsewhere. */
  private static boolean hasOther(FoldedText text, int start, int end) {
    int from = start;
    for (int at = start; at <= end; at++) {
      if (at == end || !PlateTree.isCapital(text.bare(at))) {
        if (PlateForms.isOther(text.part(from, at))) {
          return true;
        }
        from = at + 1;
      }
    }
    return false;
  }

  private static boolean isCued(FoldedText text, int start, int end, Cues cues) {
    return cues.isNear(text, start, end) || NumberRow.isHeaded(text, start, cues);
  }

  /** Whether what stands here belongs to what it is beside: a char of it, or a sign and a char. */
  private static boolean isJoined(FoldedText text, int index, int step) {
    char c = text.at(index);
    return Character.isLetterOrDigit(c)
        || c == '_'
        || ("-./:".indexOf(c) >= 0 && PlateTree.isDigit(text.at(index + step)))
        || (c == '-' && Character.isLetter(text.at(index + step)));
  }

  private static boolean isSeparator(char c) {
    return c == ' ' || c == '-';
  }
}
