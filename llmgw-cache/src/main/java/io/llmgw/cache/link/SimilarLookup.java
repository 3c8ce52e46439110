package io.llmgw.cache.link;

import io.llmgw.api.chain.CallContext;
import io.llmgw.api.chain.Interceptor.Chain;
import io.llmgw.api.chain.Purpose;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.time.TimeSource;
import io.llmgw.cache.CacheControl;
import io.llmgw.cache.SemanticReport;
import io.llmgw.cache.Veto;
import io.llmgw.cache.entry.Answer;
import io.llmgw.cache.entry.Entries;
import io.llmgw.cache.entry.Entry;
import io.llmgw.cache.key.CacheKey;
import io.llmgw.cache.key.RequestKeys;
import io.llmgw.cache.key.UncomparableOptionException;
import io.llmgw.cache.link.Lookup.Late;
import io.llmgw.cache.similar.Embedded;
import io.llmgw.cache.similar.Figures;
import io.llmgw.cache.similar.Question;
import io.llmgw.cache.similar.Questions;
import io.llmgw.cache.similar.Questions.Proposal;
import io.llmgw.cache.similar.SemanticSettings;
import io.llmgw.cache.similar.Vectors;
import io.llmgw.cache.veto.Marks;
import io.llmgw.cache.veto.Vetoes;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the answer to a similar question. All else of the request is equal; the answer is what is
 * kept at that moment, so that whatever drops or outdates answers holds here too. Thread-safe.
 */
public final class SimilarLookup {
  private static final int PROPOSALS = 8;

  private final SemanticSettings settings;
  private final Entries entries;
  private final Questions questions;
  private final RequestKeys keys;
  private final TimeSource time;
  private final Vectors vectors;
  private final Figures figures = new Figures();

  /** Among these questions, whose answers are among these entries. */
  public SimilarLookup(
      SemanticSettings settings,
      Entries entries,
      Questions questions,
      RequestKeys keys,
      TimeSource time) {
    this.settings = settings;
    this.entries = entries;
    this.questions = questions;
    this.keys = keys;
    this.time = time;
    this.vectors = Vectors.of(settings, time);
  }

  /**
   * The question of a call, as it can be compared; null where it takes no part.
   *
   * @throws io.llmgw.api.error.LlmException when the call is cancelled
   */
  @Nullable Question question(Chain chain, ChatRequest request, Lookup lookup) {
    CacheControl control = lookup.control();
    CallContext context = chain.context();
    if (lookup.named() != null
        || Policy.isTrue(control.exact())
        || !context.purpose().equals(Purpose.APPLICATION)) {
      return null;
    }
    String text = LastTurn.text(request);
    if (text == null || !Marks.areOf(text)) {
      return null;
    }
    Embedded vector = vectors.of(text, chain, control, FillLink.NAME);
    if (vector == null) {
      return null;
    }
    try {
      CacheKey group = keys.ofGroup(request, context, Policy.namespace(control));
      return new Question(group, vector, Marks.of(text));
    } catch (UncomparableOptionException ofHost) {
      note(context, "no similar question: " + ofHost.getMessage());
      return null;
    }
  }

  /** What was answered to a similar question; null where there is nothing that may be given. */
  @Nullable Late find(Question asked, CacheControl control, CallContext context) {
    String namespace = Policy.namespace(control);
    Double own = control.similarity();
    double least = Math.max(settings.thresholdOf(namespace), own == null ? 0 : own);
    figures.lookedUp(namespace);
    for (Proposal near : near(asked, least, context)) {
      Answer answer = near.similarity() < least ? null : kept(near.key(), control);
      Veto veto = answer == null ? null : Vetoes.between(near.marks(), asked.marks());
      if (veto != null) {
        figures.vetoed(namespace, veto);
        note(context, "a question of similarity " + near.similarity() + " is refused: " + veto);
      } else if (answer != null) {
        figures.found(namespace);
        questions.used(near.key());
        note(context, "a question of similarity " + near.similarity() + " was answered");
        return new Late(answer, near.key(), near.similarity());
      }
    }
    return null;
  }

  private List<Proposal> near(Question asked, double least, CallContext context) {
    try {
      return questions.near(asked, PROPOSALS, least);
    } catch (VirtualMachineError fatal) {
      throw fatal;
    } catch (Throwable ofIndex) { // code of the host
      note(context, "the index failed with " + ofIndex.getClass().getSimpleName());
      return List.of();
    }
  }

  private static void note(CallContext context, String what) {
    context.trail().note(FillLink.NAME, what);
  }

  private @Nullable Answer kept(CacheKey key, CacheControl control) {
    Entry entry = entries.get(key);
    if (entry == null) {
      questions.gone(key);
    }
    return entry instanceof Answer answer && Freshness.of(answer, control, time.nanos()).isFresh()
        ? answer
        : null;
  }

  /** Whether nothing that it finds is given, but compared with what the call gets itself. */
  boolean isShadow() {
    return settings.shadow() != null;
  }

  /** Compares the answer to a similar question with that of the call itself. */
  void compare(String kept, String live, CacheControl control) {
    BiPredicate<String, String> isSameAnswer = settings.shadow();
    if (isSameAnswer != null) {
      figures.compared(Policy.namespace(control), isSameAnswer.test(kept, live));
    }
  }

  /** What has become of similar questions in a namespace. */
  public SemanticReport report(String namespace) {
    return figures.of(namespace);
  }

  /** Drops all questions, and ends what embeds them. */
  public void close() {
    vectors.close();
    questions.close();
  }
}
