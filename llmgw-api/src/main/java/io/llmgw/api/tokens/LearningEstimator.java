package io.llmgw.api.tokens;

import io.llmgw.api.content.Part;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.usage.Provenance;
import io.llmgw.api.usage.TokenCount;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/** Estimates by the family of the model, corrected by what was reported. Thread-safe. */
final class LearningEstimator implements TokenEstimator {
  /**
   * Media are estimated by rules that are not learnt: a request that is mostly media says little.
   */
  private static final double MOST_MEDIA = 0.25;

  /** Far more models than a service calls; those beyond are looked up anew each time. */
  private static final int MOST_REMEMBERED = 1024;

  private final Corrections corrections = new Corrections();
  private final Map<ModelRef, ModelFamily> families = new ConcurrentHashMap<>();

  /** An estimate without correction. */
  private record Raw(double text, double media, boolean hasTools) {}

  @Override
  public long inputTokens(LlmRequest<?> request, ModelRef model) {
    return inputTokensOf(request).applyAsLong(model);
  }

  @Override
  public ToLongFunction<ModelRef> inputTokensOf(LlmRequest<?> request) {
    RequestTexts texts = new RequestTexts(request);
    return model -> estimate(texts, model);
  }

  private long estimate(RequestTexts texts, ModelRef model) {
    Raw raw = raw(texts, model);
    ModelCorrection known = corrections.find(model);
    double text = known == null ? raw.text : known.correct(raw.text, raw.hasTools);
    return Math.max(1, Math.round(text + raw.media));
  }

  private Raw raw(RequestTexts texts, ModelRef model) {
    ModelFamily family = family(model);
    RequestTexts.Tallies seen = texts.as(family.toolText());
    RequestTally tally = seen.request();
    double text =
        family.request(
            tally,
            family.text(seen.spoken()),
            tally.tools() > 0 ? family.text(seen.tools()) : 0,
            tally.hasSchema() ? family.text(seen.schema()) : 0);
    return new Raw(text, media(tally, model), tally.tools() > 0);
  }

  private ModelFamily family(ModelRef model) {
    ModelFamily known = families.get(model);
    if (known == null) {
      known = ModelFamily.of(model);
      if (families.size() < MOST_REMEMBERED) {
        families.put(model, known);
      }
    }
    return known;
  }

  static double media(RequestTally tally, ModelRef model) {
    double sum = 0;
    if (!tally.media().isEmpty()) {
      MediaTokens rules = MediaTokens.of(model);
      for (Part part : tally.media()) {
        sum += rules.of(part);
      }
    }
    return sum;
  }

  @Override
  public long outputTokens(TextTally written, ModelRef model) {
    ModelCorrection known = corrections.find(model);
    double factor = known == null ? 1 : known.factor();
    return Math.round(family(model).text(written) * factor);
  }

  @Override
  public void learn(LlmRequest<?> request, ModelRef model, Usage reported) {
    if (!reported.isKnown(TokenKind.INPUT)) {
      return;
    }
    ModelCorrection correction = corrections.findOrAdd(model);
    TokenCount input = correction.wantsReport() ? reported.inputTokens() : TokenCount.UNKNOWN;
    if (input.provenance() != Provenance.REPORTED || input.tokens() == 0) {
      return;
    }
    Raw raw = raw(new RequestTexts(request), model);
    double actual = input.tokens() - raw.media - reported.count(TokenKind.TOOL_USE).tokens();
    if (raw.media <= MOST_MEDIA * input.tokens() && actual > 0) {
      correction.learn(raw.text, raw.hasTools, actual);
    }
  }

  @Override
  public EstimateError error(ModelRef model) {
    ModelCorrection known = corrections.find(model);
    return known == null ? EstimateError.NONE : known.error();
  }
}
