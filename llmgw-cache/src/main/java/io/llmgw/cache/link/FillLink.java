package io.llmgw.cache.link;

import io.llmgw.api.chain.CallContext;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.time.TimeSource;
import io.llmgw.cache.entry.Answer;
import io.llmgw.cache.entry.Entries;
import io.llmgw.cache.link.Lookup.Late;
import io.llmgw.cache.similar.Question;
import io.llmgw.cache.similar.Questions;
import io.llmgw.cache.store.SecondLevel;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a call gets. It stands behind the link that looks and shares, so in a flight there is
 * one of it: what was kept between that look and the take-off is found here, and nothing is asked
 * for twice. The second level is asked here, once for all that share.
 */
public final class FillLink implements Interceptor {
  static final String NAME = "fill";
  private static final LinkSpec SPEC = LinkSpec.named(NAME).in(Slot.CACHE).at(1);

  private final Entries entries;
  private final Levels levels;
  private final @Nullable Similar similar;
  private final Policy policy;
  private final TimeSource time;
  private final VectorFill vectors;

  /**
   * Similar questions.
   *
   * @param questions that can be found
   */
  public record Similar(SimilarLookup lookup, Questions questions) {}

  /**
   * Fills these.
   *
   * @param secondLevel filled as well; null where there is none
   * @param similar null where only equal questions are answered
   */
  public FillLink(
      Entries entries,
      @Nullable SecondLevel secondLevel,
      @Nullable Similar similar,
      Policy policy,
      TimeSource time) {
    this.entries = entries;
    this.levels = new Levels(entries, secondLevel, time);
    this.similar = similar;
    this.policy = policy;
    this.time = time;
    this.vectors = new VectorFill(entries, time);
  }

  @Override
  public LinkSpec spec() {
    return SPEC;
  }

  @Override
  public EventStream intercept(Chain chain) {
    LlmRequest<?> request = chain.request();
    if (request instanceof EmbeddingRequest texts) {
      VectorLookup sought = request.option(VectorLookup.class);
      return sought == null
          ? chain.proceed(request)
          : EventStreams.of(vectors.events(chain, texts, sought));
    }
    Lookup lookup = request.option(Lookup.class);
    if (lookup == null) {
      return chain.proceed(request);
    }
    try {
      return whole(chain, request, lookup);
    } catch (LlmException error) {
      if (PassingFailure.is(error) && lookup.spare() == null) {
        lookup.spare(levels.spare(lookup, chain)); // once for all who have waited
      }
      throw error;
    }
  }

  private EventStream whole(Chain chain, LlmRequest<?> request, Lookup lookup) {
    EventStream overtaken = lookup.turn().overtaken(lookup);
    if (overtaken != null) {
      return overtaken;
    }
    Answer kept = Policy.reads(lookup.control()) ? levels.find(lookup, chain) : null;
    if (kept != null && lookup.named() != null) {
      NamedCalls.check(kept, lookup.named());
    }
    if (kept != null && !ValueFit.of(request, kept.events())) {
      kept = null;
    }
    if (kept == null && lookup.isMadeOnce() && lookup.turn().isTooLate(lookup)) {
      throw NamedCalls.tooLate();
    }
    return kept == null
        ? asked(chain, request, lookup)
        : given(new Late(kept, lookup.sought(), null), lookup);
  }

  /** Asks, where nothing similar is known that may be given. */
  private EventStream asked(Chain chain, LlmRequest<?> request, Lookup lookup) {
    Tap tap = new TwoTaps(served(chain.context(), lookup), lookup.turn().keeping(lookup));
    if (similar != null && request instanceof ChatRequest chat) {
      Late near = near(chain, chat, lookup, similar);
      if (near != null && !ValueFit.of(request, near.answer().events())) {
        near = null;
      }
      if (near != null && !similar.lookup().isShadow()) {
        return given(near, lookup);
      }
      if (near != null) {
        int longest = entries.mostBytesOfOne();
        Tap shadow = new ShadowTap(near.answer(), lookup.control(), similar.lookup(), longest);
        tap = new TwoTaps(tap, shadow);
      }
    }
    if (Policy.writes(lookup.control())) {
      tap = new TwoTaps(tap, fill(chain.context(), request, lookup));
    }
    return chain.proceed(request, tap);
  }

  /** Lets all who share it know who has answered, before any of them has the end of it. */
  private Tap served(CallContext context, Lookup lookup) {
    return outcome -> {
      if (outcome instanceof Outcome.Success) {
        lookup.served(context.served());
        if (lookup.isMadeOnce()) {
          lookup.servedAt(time.nanos());
        }
      }
    };
  }

  private static EventStream given(Late found, Lookup lookup) {
    lookup.found(found);
    lookup.turn().keep(found.answer().events(), lookup);
    return EventStreams.of(found.answer().events());
  }

  /** The answer to a similar question, where the call takes one; notes the question for others. */
  private static @Nullable Late near(
      Chain chain, ChatRequest request, Lookup lookup, Similar similar) {
    Question question = similar.lookup().question(chain, request, lookup);
    if (question == null) {
      return null;
    }
    lookup.question(question);
    return Policy.reads(lookup.control())
        ? similar.lookup().find(question, lookup.control(), chain.context())
        : null;
  }

  private Tap fill(CallContext context, LlmRequest<?> request, Lookup lookup) {
    Questions questions = similar == null ? null : similar.questions();
    return new AnswerTap(request, context, lookup, entries, levels, questions, policy, time);
  }
}
