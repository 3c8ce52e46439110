package io.llmgw.core.chain;

import io.llmgw.api.chain.FailurePolicy;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Purpose;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.content.EmbeddingContent;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.core.shape.AnswerShape;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An interceptor at its place, with what it declared read once. */
public final class Link {
  private static final Logger log = LoggerFactory.getLogger(Link.class);

  private final Interceptor interceptor;
  private final LinkSpec spec;
  private final boolean textFixed;
  private final boolean failsOpen;
  private final boolean custom;

  /**
   * A link as it declares itself.
   *
   * @param custom whether somebody else than the engine has brought it
   */
  Link(Interceptor interceptor, boolean custom) {
    this.interceptor = interceptor;
    this.custom = custom;
    this.spec = specOf(interceptor);
    this.textFixed = spec.slot().isTextFixed() && !spec.rewritesText();
    this.failsOpen = spec.failurePolicy() == FailurePolicy.OPEN;
  }

  private static LinkSpec specOf(Interceptor stranger) {
    Class<?> type = stranger.getClass();
    String broken =
        "link " + type.getName() + " from " + Links.originOf(type) + " cannot be used: its spec() ";
    LinkSpec spec;
    try {
      spec = stranger.spec();
    } catch (VirtualMachineError fatal) {
      throw fatal;
    } catch (Throwable e) { // whatever it throws
      throw new IllegalStateException(broken + "fails with " + e, e);
    }
    if (spec == null) {
      throw new IllegalStateException(broken + "is null");
    }
    return spec;
  }

  Interceptor interceptor() {
    return interceptor;
  }

  /** What it declared. */
  public LinkSpec spec() {
    return spec;
  }

  boolean isCustom() {
    return custom;
  }

  boolean failsOpen() {
    return failsOpen;
  }

  /** The rule that it breaks when it passes this request on; null when it may. */
  @Nullable String ruleBrokenByPassingOn(@Nullable LlmRequest<?> next, LlmRequest<?> given) {
    if (next == null) {
      return "proceeds without a request";
    }
    if (next.getClass() != given.getClass()) {
      return "proceeds with a request of another operation";
    }
    return textFixed && next.content() != given.content() && !isPart(next, given)
        ? "changes text in slot " + spec.slot() + ", where text is fixed"
        : null;
  }

  /** A cache that knows some of the vectors asks for the others: no text comes in that way. */
  private boolean isPart(LlmRequest<?> next, LlmRequest<?> given) {
    return spec.slot() == Slot.CACHE
        && next.content() instanceof EmbeddingContent part
        && given.content() instanceof EmbeddingContent whole
        && part.isPartOf(whole);
  }

  /** The rule that it breaks when it makes an internal call in this one; null when it may. */
  @Nullable String ruleBrokenByAsking(Purpose purpose, Call call) {
    if (spec.slot().compareTo(Slot.REDACT) <= 0) {
      return "makes an internal call from outside REDACT, where text is not masked yet";
    }
    if (!call.purpose().equals(Purpose.APPLICATION)) {
      return "makes an internal call from within an internal call";
    }
    return purpose.equals(Purpose.APPLICATION)
        ? "makes an internal call without a purpose of its own"
        : null;
  }

  /**
   * What it returned, held to the shape of the answer where a stranger has made it. The streams of
   * the chain are in shape, and pass without being looked at again.
   */
  EventStream inShape(EventStream own, Scope scope, LlmRequest<?> request) {
    return custom ? new ShapedStream(own, AnswerShape.of(request), this, scope) : own;
  }

  /** Who to blame. */
  String offender() {
    return interceptor.getClass().getName();
  }

  /** Says in the log what it did wrong where the call goes on nevertheless. */
  void report(Call call, String doing, Throwable problem) {
    // The message of a stranger's exception may hold text of the call: only classes are named.
    log.warn(
        "call {}: {} link '{}' met {}",
        call.id(),
        doing,
        spec.name(),
        problem.getClass().getName());
  }
}
