package io.llmgw.core.detect.person;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A person by what stands before the name: a title, a greeting, a label, "my name is". */
final class IntroducedPerson implements AnchoredRule {
  private static final List<String> TITLES =
      List.of(
          "mr ",
          "mr. ",
          "mrs ",
          "mrs. ",
          "ms ",
          "ms. ",
          "miss ",
          "dr. ",
          "prof. ",
          "professor ",
          "herr ",
          "herrn ",
          "frau ",
          "monsieur ",
          "madame ",
          "mme ",
          "senor ",
          "senora ",
          "sra. ",
          "signor ",
          "signora ",
          "sig. ",
          "dhr. ",
          "mevr. ",
          "mevrouw ");

  private static final List<String> GREETINGS =
      List.of(
          "dear ",
          "hi ",
          "hello ",
          "hallo ",
          "liebe ",
          "lieber ",
          "cher ",
          "estimado ",
          "estimada ",
          "caro ",
          "cara ",
          "beste ");

  private static final List<String> LABELS =
      List.of(
          "name: ",
          "name:",
          "name is ",
          "named ",
          "call me ",
          "calls me ",
          "people call me ",
          "known as ",
          "signed by ",
          "patient: ",
          "customer: ",
          "client: ",
          "author: ",
          "contact: ",
          "attn: ",
          "mein name ist ",
          "ich heisse ",
          "je m'appelle ",
          "me llamo ",
          "mi nombre es ",
          "mi chiamo ",
          "ik heet ",
          "mijn naam is ",
          "nazywam sie ",
          "regards,\n",
          "sincerely,\n",
          "cheers,\n",
          "regards\n",
          "from: ",
          "to: ",
          "cc: ",
          "husband ",
          "wife ",
          "colleague ",
          "beneficiary ",
          "patient ");

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.PERSON);
  }

  @Override
  public List<String> anchors() {
    return Stream.of(TITLES, GREETINGS, LABELS).flatMap(List::stream).toList();
  }

  @Override
  public void look(FoldedText text, int start, int end, Findings found) {
    if (Character.isLetterOrDigit(text.at(start - 1))) {
      return;
    }
    int name = pastTitle(text, pastBlanks(text, end));
    int first = Words.end(text, name);
    boolean isName =
        first - name > 1
            && Words.isCapitalised(text, name, first)
            && !Words.isUpper(text, name, first)
            && !FullName.isOther(text, name, first);
    if (!isName) {
      return;
    }
    int after = FullName.end(text, name, first);
    if (!FullName.isPlace(text, name, after)
        && (!isGreeting(text, start) || isClosed(text, after))) {
      found.add(Entities.PERSON, name, after, Confidence.MEDIUM, "PERSON:introduced");
    }
  }

  private static int pastBlanks(FoldedText text, int index) {
    int at = index;
    while (at - index < 16 && text.at(at) == ' ') {
      at++;
    }
    return at;
  }

  private static int pastTitle(FoldedText text, int index) {
    for (String title : TITLES) {
      if (text.hasAt(index, title)) {
        return index + title.length();
      }
    }
    return index;
  }

  private static boolean isGreeting(FoldedText text, int start) {
    for (String greeting : GREETINGS) {
      if (text.hasAt(start, greeting)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the sentence stops behind a name, as it does after a greeting. */
  private static boolean isClosed(FoldedText text, int end) {
    return text.at(end) == 0 || ",!.:;\n\r-".indexOf(text.at(end)) >= 0;
  }
}
