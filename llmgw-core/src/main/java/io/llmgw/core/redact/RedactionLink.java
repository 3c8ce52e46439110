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
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.observe.CallFact;
import io.llmgw.api.redact.AttachmentPolicy;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.redact.RedactionPolicy;
import io.llmgw.api.redact.RedactionPreview;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.time.TimeSource;
import io.llmgw.core.chain.Scope;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Masks what leaves, and restores what comes back. Thread-safe. */
public final class RedactionLink implements Interceptor {
  private static final LinkSpec SPEC =
      LinkSpec.named("redaction").in(Slot.REDACT).holding(Holding.window(Placeholder.LONGEST));

  /** A host may make a policy for each tenant, but not without bound. */
  private static final int MOST_POLICIES = 256;

  private final Redaction redaction;
  private final TimeSource time;
  private final Map<RedactionPolicy, CompiledPolicy> policies = new ConcurrentHashMap<>();

  /** A link that does what the feature says. */
  public RedactionLink(Redaction redaction, TimeSource time) {
    this.redaction = redaction;
    this.time = time;
    compiled(redaction.policy());
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
    if (redaction.attachments() == AttachmentPolicy.BLOCK) {
      Attachments.refuseAny(request.content());
    }
    CallContext context = chain.context();
    CompiledPolicy policy = compiled(redaction.policy(context.caller(), model(context, request)));
    RequestMasker masker = new RequestMasker(policy, time, redaction.budget().toNanos());
    RequestContent masked = masked(masker, request.content());
    if (!masker.counts().isEmpty()) {
      tell(context, masker.counts());
    }
    EventStream answer = chain.proceed(request.withContent(masked));
    return masker.vault().isEmpty()
        ? answer
        : new RestoredStream(answer, masker.vault(), this::isRestored, isJson(request));
  }

  /** Whether arguments of a tool are restored: also where they are the answer that is wanted. */
  private boolean isRestored(String tool) {
    return tool.equals(ExpectedAnswer.TOOL_NAME) || redaction.trusts(tool);
  }

  /** The model that is asked for, by the request or by the client's default. */
  private static @Nullable String model(CallContext context, LlmRequest<?> request) {
    return context instanceof Scope scope ? scope.call().nameFor(request) : request.model();
  }

  /** Whether the text of the answer is JSON, as the request wants it. */
  private static boolean isJson(LlmRequest<?> request) {
    ResponseFormat format =
        request.content() instanceof ChatContent chat ? chat.responseFormat() : null;
    return (format != null && format != ResponseFormat.text())
        || request.option(ExpectedAnswer.class) != null;
  }

  private static RequestContent masked(RequestMasker masker, RequestContent content) {
    try {
      return masker.mask(content);
    } catch (IllegalArgumentException e) {
      // A placeholder cannot stand there, as in an address. Without the cause, which may quote it.
      throw LlmException.of(
              ErrorKind.BLOCKED,
              "redaction: a text cannot be masked where it stands; nothing was sent")
          .build();
    }
  }

  private CompiledPolicy compiled(RedactionPolicy policy) {
    CompiledPolicy known = policies.get(policy);
    if (known != null) {
      return known;
    }
    CompiledPolicy made = CompiledPolicy.of(policy, redaction.detectors());
    if (policies.size() < MOST_POLICIES) {
      policies.put(policy, made);
    }
    return made;
  }

  private static void tell(CallContext context, Map<EntityType, Integer> counts) {
    StringBuilder note = new StringBuilder("masked");
    counts.forEach(
        (type, count) -> {
          note.append(note.length() > 6 ? ", " : " ").append(count).append(' ').append(type);
          context
              .recorder()
              .record(CallFact.REDACTED_INPUT, type.name().toLowerCase(Locale.ROOT), count);
        });
    context.trail().note(SPEC.name(), note.toString());
  }
}
