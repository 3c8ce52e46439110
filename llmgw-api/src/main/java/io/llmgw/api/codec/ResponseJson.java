package io.llmgw.api.codec;

import io.llmgw.api.content.Message;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.response.RateLimit;
import io.llmgw.api.response.RateLimits;
import io.llmgw.api.response.ResponseHead;
import io.llmgw.api.response.Run;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer. */
final class ResponseJson {
  private ResponseJson() {}

  static FieldWriter write(ChatResponse response) {
    return new FieldWriter()
        .object("message", MessageJson.write(response.message()))
        .word("finishReason", response.finishReason())
        .put("rawFinishReason", response.rawFinishReason())
        .object("usage", UsageJson.write(response.usage()))
        .object("served", ServedJson.write(response.served()))
        .object("head", writeHead(response.head()))
        .object("run", RunJson.write(response.run()));
  }

  static ChatResponse read(FieldReader in) {
    Message message = MessageJson.read(in.object("message"));
    FinishReason reason = in.word("finishReason", FinishReason.class);
    String raw = in.stringOr("rawFinishReason");
    Usage usage = ServedJson.readUsage(in.objectOr("usage"));
    Served served = ServedJson.read(in.object("served"));
    ResponseHead head = readHead(in.objectOr("head"));
    FieldReader run = in.objectOr("run");
    Run led = run == null ? null : RunJson.read(run);
    ChatResponse plain = in.into(() -> ChatResponse.of(message, reason, raw, usage, served, head));
    return led == null ? plain : plain.in(message, reason, led, usage, served);
  }

  static FieldWriter writeHead(ResponseHead head) {
    return new FieldWriter()
        .put("responseId", head.responseId())
        .put("model", head.model())
        .put("requestId", head.requestId())
        .put("httpStatus", head.httpStatus() == 0 ? null : head.httpStatus())
        .list("rateLimits", head.rateLimits().all(), ResponseJson::writeLimit)
        .texts("headers", head.headers())
        .put("upstream", head.upstream());
  }

  /** A head of which nothing is known is left out. */
  static ResponseHead readHead(@Nullable FieldReader in) {
    if (in == null) {
      return ResponseHead.NONE;
    }
    String responseId = in.stringOr("responseId");
    String model = in.stringOr("model");
    String requestId = in.stringOr("requestId");
    Integer status = in.smallOr("httpStatus");
    List<RateLimit> limits = in.list("rateLimits", ResponseJson::readLimit);
    Map<String, String> headers = in.texts("headers");
    String upstream = in.stringOr("upstream");
    return in.into(
        () ->
            new ResponseHead(
                responseId,
                model,
                requestId,
                status == null ? 0 : status,
                new RateLimits(limits),
                headers,
                upstream));
  }

  private static FieldWriter writeLimit(RateLimit limit) {
    return new FieldWriter()
        .put("scope", limit.scope())
        .put("limit", limit.limit())
        .put("remaining", limit.remaining())
        .time("reset", limit.reset());
  }

  private static RateLimit readLimit(FieldReader in) {
    String scope = in.string("scope");
    Long limit = in.wholeOr("limit");
    Long remaining = in.wholeOr("remaining");
    Duration reset = in.timeOr("reset");
    return in.into(() -> new RateLimit(scope, limit, remaining, reset));
  }
}
