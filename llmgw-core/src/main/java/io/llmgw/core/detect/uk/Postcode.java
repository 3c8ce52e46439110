package io.llmgw.core.detect.uk;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Identifier;
import io.llmgw.core.detect.Run;
import io.llmgw.core.detect.Shape;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The code of a place's post: an area that there is, a district, and where in it (Royal Mail, PAF
 * programmers' guide).
 */
final class Postcode implements Identifier {
  @Override
  public EntityType type() {
    return Entities.UK_POSTCODE;
  }

  private static final Set<String> AREAS =
      Set.of(
          ("AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN"
                  + " DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE"
                  + " KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE"
                  + " PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TD TF TN"
                  + " TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE")
              .split(" ", -1));

  private static final List<Shape> SHAPES =
      Stream.of("A99AA", "A999AA", "AA99AA", "AA999AA", "A9A9AA", "AA9A9AA")
          .map(Shape::of)
          .toList();

  @Override
  public List<Shape> shapes() {
    return SHAPES;
  }

  @Override
  public int separators() {
    return Run.BLANK;
  }

  @Override
  public List<String> cues() {
    return List.of(
        "postcode",
        "post code",
        "postal code",
        "postcodes",
        "zip",
        "address",
        "lives at",
        "live at",
        "road",
        "street",
        "lane",
        "avenue",
        "london");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    int inward = run.length() - 3;
    boolean isWritten = run.separators() == 0 || run.isGrouped(inward, 3);
    boolean isCode =
        isWritten
            && isOfInward(run.at(inward + 1))
            && isOfInward(run.at(inward + 2))
            && !run.isMixedCase()
            && AREAS.contains(run.part(0, run.at(1) >= 'A' ? 2 : 1));
    return isCode && run.isCued() ? Confidence.LOW : null;
  }

  private static boolean isOfInward(char letter) {
    return "CIKMOV".indexOf(letter) < 0;
  }
}
