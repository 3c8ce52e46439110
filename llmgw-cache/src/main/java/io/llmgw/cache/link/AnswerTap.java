package io.llmgw.cache.link;

import io.llmgw.api.chain.CallContext;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.ContentEvent;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Ping;
import io.llmgw.api.event.ProviderItemReceived;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.event.RefusalDelta;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.response.ResponseAssembler;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.usage.Served;
import io.llmgw.cache.CacheControl;
import io.llmgw.cache.Idempotency;
import io.llmgw.cache.entry.Answer;
import io.llmgw.cache.entry.Asking;
import io.llmgw.cache.entry.Entries;
import io.llmgw.cache.entry.EventSize;
import io.llmgw.cache.entry.Origin;
import io.llmgw.cache.key.CacheKey;
import io.llmgw.cache.key.ServerState;
import io.llmgw.cache.similar.Question;
import io.llmgw.cache.similar.Questions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects the answer of one call, and keeps it once it is known to be a whole and good one. */
final class AnswerTap implements Tap {
  private final LlmRequest<?> request;
  private final CallContext context;
  private final Lookup lookup;
  private final Entries entries;
  private final Levels levels;
  private final @Nullable Questions questions;
  private final Policy policy;
  private final TimeSource time;
  private final StandIn standIn;
  private final Origin asked;
  private final @Nullable Asking asking;
  private List<LlmEvent> events = new ArrayList<>();
  private long bytes;
  private boolean content;
  private boolean refused;
  private boolean done;

  /** For the request that the call makes next. */
  AnswerTap(
      LlmRequest<?> request,
      CallContext context,
      Lookup lookup,
      Entries entries,
      Levels levels,
      @Nullable Questions questions,
      Policy policy,
      TimeSource time) {
    this.request = request;
    this.context = context;
    this.lookup = lookup;
    this.entries = entries;
    this.levels = levels;
    this.questions = questions;
    this.policy = policy;
    this.time = time;
    this.standIn = StandIn.inNext(context);
    this.asking = entries.asking();
    this.asked = Origin.of(request, context, Policy.namespace(lookup.control()));
    CacheKey named = lookup.named();
    this.bytes =
        asked.bytesOfNames()
            + lookup.sought().bytesBeside()
            + (named == null ? 0 : named.bytesBeside());
  }

  @Override
  public void onEvent(LlmEvent event) {
    if (event instanceof Ping || isTooLarge()) {
      return;
    }
    content |= isOfAnswer(event);
    done |= event instanceof ProviderItemReceived told && ServerState.isToldBy(told.item());
    refused |= event instanceof RefusalDelta && event.isCommitting();
    bytes += EventSize.of(event);
    events.add(event);
    if (isTooLarge()) {
      events = new ArrayList<>(0); // the memory is wanted elsewhere
    }
  }

  /** What a model thinks by the way answers nothing. */
  private static boolean isOfAnswer(LlmEvent event) {
    return event instanceof ContentEvent
        && !(event instanceof ReasoningDelta)
        && event.isCommitting();
  }

  private boolean isTooLarge() {
    return bytes > entries.mostBytesOfOne();
  }

  @Override
  public void onOutcome(Outcome outcome) {
    if (!(outcome instanceof Outcome.Success success)) {
      return;
    }
    boolean kept = false;
    try {
      kept = isKept(success.completed());
    } finally {
      if (!kept && Levels.isRefresh(lookup.control())) {
        levels.dropBefore(lookup.sought(), asking); // the caller has seen a better one than that
      }
    }
  }

  private boolean isKept(Completed completed) {
    Served served = context.served();
    String obstacle = obstacle(completed, served);
    Duration ttl = obstacle == null ? ttl(served) : null;
    if (ttl != null && asking != null) {
      return isKept(served, asking, ttl, question(completed));
    }
    context
        .trail()
        .note(FillLink.NAME, "not kept: " + (obstacle == null ? "no time for it" : obstacle));
    return false;
  }

  /** Why this is no answer to be given again; null when it is one. */
  private @Nullable String obstacle(Completed completed, Served served) {
    if (asking == null) {
      return "the clock has failed";
    }
    if (lookup.named() != null) {
      return isTooLarge() ? tooLarge() : null; // it is this very answer that is wanted again
    }
    if (served.target() == null) {
      return "a link has answered, which may know this very caller";
    }
    FinishReason reason = completed.finishReason();
    boolean tools = reason == FinishReason.TOOL_CALLS;
    boolean whole = reason == FinishReason.STOP || reason == FinishReason.STOP_SEQUENCE;
    CacheControl control = lookup.control();
    if (!whole && !(tools && Policy.isTrue(control.toolCalls()))) {
      return "it ended with " + reason;
    }
    if (!content || refused) {
      return content ? "it is a refusal" : "it is empty";
    }
    if (isTooLarge()) {
      return tooLarge();
    }
    if (done) {
      return "the provider has done something besides";
    }
    if (!ValueFit.of(request, events)) {
      return "it is not the value that is wanted";
    }
    return standIn.answered(served) && !Policy.isTrue(control.standIns())
        ? "it came from a stand-in for another target"
        : null;
  }

  private String tooLarge() {
    return "it has more than " + entries.mostBytesOfOne() + " bytes";
  }

  private @Nullable Duration ttl(Served served) {
    Function<ChatResponse, @Nullable Duration> ttlOf = policy.ttlOf();
    Idempotency once = request.option(Idempotency.class);
    if (once != null) {
      return once.window();
    }
    CacheControl own = request.option(CacheControl.class);
    if (ttlOf == null
        || own != null && own.ttl() != null
        || !(request instanceof ChatRequest chat)) {
      return Policy.ttl(lookup.control());
    }
    ResponseAssembler<ChatResponse> answer = ResponseAssembler.of(chat);
    events.forEach(answer::accept);
    Duration ttl = ttlOf.apply(answer.response(served)); // what it throws is reported by the chain
    if (ttl == null || ttl.isZero()) {
      return null;
    }
    if (ttl.isNegative() || ttl.compareTo(CacheControl.LONGEST_TTL) > 0) {
      throw new IllegalArgumentException(
          "a ttl must be 0 to " + CacheControl.LONGEST_TTL + ", not " + ttl);
    }
    return ttl;
  }

  /** By which others find the answer; null where they do not, or where it is too large for that. */
  private @Nullable Question question(Completed completed) {
    Question question = lookup.question();
    return question == null
            || completed.finishReason() == FinishReason.TOOL_CALLS // made of the words of this one
            || bytes + question.bytes() > entries.mostBytesOfOne()
        ? null
        : question;
  }

  private boolean isKept(Served served, Asking at, Duration ttl, @Nullable Question question) {
    Origin origin = asked.by(served.target(), standIn.answered(served));
    Answer answer =
        new Answer(
            origin,
            at,
            time.nanos(),
            ttl,
            (int) bytes + (question == null ? 0 : question.bytes()),
            lookup.named(),
            null,
            events,
            served.usage(),
            served.cost(),
            served.latency());
    boolean kept = levels.keep(lookup, answer);
    if (!kept) {
      context.trail().note(FillLink.NAME, "not kept: it was invalidated or replaced meanwhile");
    } else if (lookup.named() == null && question != null && questions != null) {
      keep(question, questions);
    }
    return kept;
  }

  private void keep(Question question, Questions findable) {
    try {
      findable.keep(lookup.sought(), question);
      if (!entries.holds(lookup.sought())) {
        findable.gone(lookup.sought()); // dropped before it could be found
        findable.settle();
      }
    } catch (VirtualMachineError fatal) {
      throw fatal;
    } catch (Throwable ofIndex) { // code of the host
      String failure = ofIndex.getClass().getSimpleName();
      context
          .trail()
          .note(FillLink.NAME, "found by equal questions alone: the index failed with " + failure);
    }
  }
}
