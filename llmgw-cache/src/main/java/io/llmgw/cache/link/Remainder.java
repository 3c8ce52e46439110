package io.llmgw.cache.link;

import io.llmgw.api.chain.CallContext;
import io.llmgw.api.content.EmbeddingContent;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.route.SameModel;
import java.util.function.BiFunction;

/**
 * What is not known of a batch, asked for at the model that gave the rest: vectors of two models
 * cannot be compared. Where that one does not answer and another one might, all is asked for. That
 * is the second try of whoever has waited with others for the rest, too: nobody has the same text
 * asked for more than twice.
 */
final class Remainder {
  private Remainder() {}

  /**
   * The vectors of the whole batch.
   *
   * @param batch forgets what is known where all is asked for
   * @param asking for a part of the request, in this turn
   */
  static EventStream ask(
      CallContext context,
      EmbeddingRequest request,
      Batch batch,
      BiFunction<EmbeddingRequest, Turn, EventStream> asking) {
    String target = batch.target();
    if (target == null || !isFree(request, target, context)) {
      return part(request, batch, Turn.first(), asking);
    }
    Turn turn = Turn.only();
    try {
      return part(request.with(new SameModel(ModelRef.parse(target))), batch, turn, asking);
    } catch (LlmException error) {
      if (context.cancellation().isCancelled() || !isOfTarget(error)) {
        throw error;
      }
      context.trail().note(LookupLink.NAME, "asks for all texts: " + error.kind());
      batch.forget();
      return part(request, batch, next(turn, error, context), asking);
    }
  }

  /**
   * With all who have waited for the rest, and want the same now; but not with whoever has begun
   * that with a key which was refused: they would fail for it a second time.
   */
  private static Turn next(Turn turn, LlmException error, CallContext context) {
    return !SharedCalls.isJoined(context) && SharedCalls.isOfKey(error.kind())
        ? Turn.only()
        : turn.after();
  }

  /** Whether it could go to another model than this. */
  private static boolean isFree(EmbeddingRequest request, String target, CallContext context) {
    return request.option(SameModel.class) == null && !target.equals(context.nameOf(request));
  }

  /** Whether another target might do what this one did not. */
  private static boolean isOfTarget(LlmException error) {
    return switch (error.kind()) {
      case NO_TARGET, AUTH, PERMISSION, QUOTA, MODEL_NOT_FOUND, NOT_FOUND, NO_PRICE -> true;
      default -> error.isRetryable();
    };
  }

  private static EventStream part(
      EmbeddingRequest request,
      Batch batch,
      Turn turn,
      BiFunction<EmbeddingRequest, Turn, EventStream> asking) {
    if (batch.isWhole()) {
      return asking.apply(request, turn);
    }
    EmbeddingContent content = request.content();
    EmbeddingRequest part =
        request.withContent(content.withInputs(batch.missingInputs(content.inputs())));
    return new CompletedBatch(asking.apply(part, turn), batch);
  }
}
