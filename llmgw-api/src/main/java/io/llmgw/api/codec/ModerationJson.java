package io.llmgw.api.codec;

import io.llmgw.api.moderation.ModerationContent;
import io.llmgw.api.moderation.ModerationRequest;
import io.llmgw.api.moderation.ModerationResponse;
import io.llmgw.api.moderation.ModerationVerdict;
import io.llmgw.api.moderation.ModerationVerdict.Category;
import java.util.List;

/** Requests for verdicts, and verdicts. */
final class ModerationJson {
  private ModerationJson() {}

  static FieldWriter write(ModerationRequest request) {
    return RequestFrame.around(
        request, new FieldWriter().strings("inputs", request.content().inputs()));
  }

  static ModerationRequest readRequest(FieldReader in) {
    List<String> inputs = in.strings("inputs");
    RequestFrame frame = RequestFrame.read(in);
    return in.into(
        () ->
            new ModerationRequest(
                frame.model(), new ModerationContent(inputs, frame.extras()), frame.options()));
  }

  static FieldWriter write(ModerationResponse response) {
    return AnswerFrame.behind(
        new FieldWriter().list("verdicts", response.verdicts(), ModerationJson::write), response);
  }

  static ModerationResponse readResponse(FieldReader in) {
    List<ModerationVerdict> verdicts = in.list("verdicts", ModerationJson::readVerdict);
    AnswerFrame frame = AnswerFrame.read(in);
    return in.into(
        () -> new ModerationResponse(verdicts, frame.usage(), frame.served(), frame.head()));
  }

  private static FieldWriter write(ModerationVerdict verdict) {
    return new FieldWriter()
        .flag("flagged", verdict.isFlagged())
        .list("categories", verdict.categories(), ModerationJson::write);
  }

  private static ModerationVerdict readVerdict(FieldReader in) {
    boolean flagged = in.flag("flagged");
    List<Category> categories = in.list("categories", ModerationJson::readCategory);
    return in.into(() -> new ModerationVerdict(flagged, categories));
  }

  private static FieldWriter write(Category category) {
    return new FieldWriter()
        .put("name", category.name())
        .flag("flagged", category.isFlagged())
        .put("score", category.score());
  }

  private static Category readCategory(FieldReader in) {
    String name = in.string("name");
    boolean flagged = in.flag("flagged");
    double score = in.real("score");
    return in.into(() -> new Category(name, flagged, score));
  }
}
