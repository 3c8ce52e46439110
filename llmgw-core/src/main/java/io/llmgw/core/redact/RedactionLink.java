package io.llmgw.core.redact;

import io.llmgw.api.answer.ExpectedAnswer;
import io.llmgw.api.chain.CallContext;
import io.llmgw.api.chain.Holding;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.RequestContent;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.redact.RedactionPolicy;
import io.llmgw.api.redact.RedactionPreview;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.time.TimeSource;
import io.llmgw.core.chain.Scope;
import io.llmgw.core.detect.HostRules;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Masks what leaves, and restores what comes back. Thread-safe. */
public final class RedactionLink implements Interceptor {
  private static final LinkSpec SPEC =
      LinkSpec.named(Report.LINK).in(Slot.REDACT).holding(Holding.window(Placeholder.LONGEST));

  /** A host may make a policy for each tenant, but not without bound. */
  private static final int MOST_POLICIES = 256;

  private final Redaction redaction;
  private final TimeSource time;
  private final HostRules host;
  private final byte @Nullable [] suffixKey;
  private final Map<RedactionPolicy, CompiledPolicy> policies = new ConcurrentHashMap<>();

  /**
   * A link that does what the feature says.
   *
   * @throws IllegalArgumentException if it cannot: the message says why
   */
  public RedactionLink(Redaction redaction, TimeSource time) {
    this.redaction = redaction;
    this.time = time;
    this.host = new HostRules(redaction.patterns(), redaction.words());
    this.suffixKey = redaction.suffixKey();
    compiled(redaction.policy());
    redaction.ofModels().forEach(this::compiled);
  }

  /** What such a link would mask in a text. */
  public static RedactionPreview preview(Redaction redaction, String text) {
    return Preview.of(redaction, text);
  }

  @Override
  public LinkSpec spec() {
    return SPEC;
  }

  @Override
  public EventStream intercept(Chain chain) {
    LlmRequest<?> request = chain.request();
    CallContext context = chain.context();
    if (redaction.isShadow()) {
      lookOnly(context, request);
      return chain.proceed(request);
    }
    RequestMasker masker = masker(context, policy(context, request));
    RequestContent masked = masked(context, masker, request.content());
    EventStream answer = chain.proceed(request.withContent(masked));
    return masker.vault().isEmpty()
        ? answer
        : new RestoredStream(
            answer, masker.vault(), tool -> isRestored(tool, request), isJson(request));
  }

  /** Whether arguments of a tool are restored: also where they are the answer that is wanted. */
  private boolean isRestored(String tool, LlmRequest<?> request) {
    return redaction.trusts(tool) || AnswerTool.isIn(request, tool);
  }

  /** The model that is asked for, by the request or by the client's default. */
  private static @Nullable String model(CallContext context, LlmRequest<?> request) {
    return ((Scope) context).call().nameFor(request);
  }

  /** Whether the text of the answer is JSON, as the request wants it. */
  private static boolean isJson(LlmRequest<?> request) {
    ResponseFormat format =
        request.content() instanceof ChatContent chat ? chat.responseFormat() : null;
    return (format != null && format != ResponseFormat.text())
        || request.option(ExpectedAnswer.class) != null;
  }

  private RequestMasker masker(CallContext context, RedactionPolicy wanted) {
    String tenant = context.caller().tenant();
    Suffixes suffixes =
        suffixKey == null ? null : new Suffixes(suffixKey, tenant == null ? "" : tenant);
    long budget = redaction.budget().toNanos();
    return new RequestMasker(compiled(wanted), new Vault(suffixes), time, budget);
  }

  private RequestContent masked(CallContext context, RequestMasker masker, RequestContent content) {
    try {
      return masker.mask(new Attachments(redaction.attachments(), masker).applied(content));
    } finally {
      Report.of(masker.redactions()).to(context);
    }
  }

  private RedactionPolicy policy(CallContext context, LlmRequest<?> request) {
    String model = model(context, request);
    try {
      return redaction.policy(context.caller(), model);
    } catch (Throwable e) { // the host's function for callers; its message may hold anything
      throw Refusal.broken("the policy for the caller throws " + e.getClass().getName());
    }
  }

  /** Says what would be masked or refused. Nothing that goes wrong with it ends a call. */
  private void lookOnly(CallContext context, LlmRequest<?> request) {
    try {
      RedactionPolicy wanted = policy(context, request);
      RequestMasker masker = masker(context, wanted.reporting());
      boolean isRefused = isRefused(context, masker, request.content());
      Report report = Report.of(masker.redactions()).asShadowOf(wanted);
      if (!isRefused && report.refused().isEmpty() && !report.figures().isEmpty()) {
        isRefused(context, masker(context, wanted), request.content());
      }
      report.to(context);
    } catch (LlmException broken) {
      noteRefusal(context, broken);
    } catch (Throwable broken) { // without its message, which may quote the text
      String what = broken.getClass().getName();
      context.trail().note(SPEC.name(), "could not tell what it would mask: it met " + what);
    }
  }

  /** Whether a request would be refused; says so. */
  private boolean isRefused(CallContext context, RequestMasker masker, RequestContent content) {
    try {
      masker.mask(new Attachments(redaction.attachments(), masker).applied(content));
      return false;
    } catch (LlmException refused) {
      noteRefusal(context, refused);
      return true;
    }
  }

  private static void noteRefusal(CallContext context, LlmException refused) {
    context.trail().note(SPEC.name(), "would have refused it: " + Refusal.problem(refused));
  }

  private CompiledPolicy compiled(RedactionPolicy policy) {
    CompiledPolicy known = policies.get(policy);
    if (known != null) {
      return known;
    }
    CompiledPolicy made = CompiledPolicy.of(policy, redaction, host);
    if (policies.size() < MOST_POLICIES) {
      policies.put(policy, made);
    }
    return made;
  }
}
