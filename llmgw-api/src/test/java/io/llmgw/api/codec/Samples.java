package io.llmgw.api.codec;

import io.llmgw.api.content.CacheMark;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Leniency;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.request.ReasoningSettings;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.response.RateLimit;
import io.llmgw.api.response.RateLimits;
import io.llmgw.api.response.ResponseHead;
import io.llmgw.api.response.Round;
import io.llmgw.api.response.Run;
import io.llmgw.api.response.ToolUse;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.TrailEntry;
import io.llmgw.api.usage.Usage;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One of everything that can be written. */
final class Samples {
  private Samples() {}

  static List<Message> conversation() {
    byte[] bytes = {1, 2, 3};
    Media link = new Media.Link(URI.create("https://example.com/a?token=t"), "image/png");
    return List.of(
        Message.system("Be brief.").withCacheMark(CacheMark.LONG),
        Message.developer("In English."),
        Message.user(
                Part.text("Look: \u00e4 \ud83d\ude00 \"quoted\""),
                new Part.Image(link, Part.Image.Detail.HIGH),
                Part.image(Media.of(bytes, "image/jpeg")),
                Part.audio(Media.of(bytes, "audio/wav")),
                Part.video(Media.of(URI.create("gs://bucket/film"))),
                Part.document(Media.of(bytes, "application/pdf"), "scan.pdf"))
            .withName("ada"),
        Message.assistant(
            List.of(
                new Part.Reasoning("Hm.", "c2lnbmVk", "anthropic"),
                new ProviderItem(
                    "anthropic", "redacted_thinking", Json.ofText("{\"data\": \"x\", \"n\":1.0}")),
                new Part.Text("I call a tool."),
                new ToolCall(
                    "call-1",
                    "weather",
                    Json.ofText("{ \"city\" : \"Oslo\" }"),
                    Map.of("thought_signature", Json.ofText("\"s\""))),
                new ToolCall("call-2", "weather", Json.ofText("{\"city\":")))),
        Message.tool(
            ToolResult.json("call-1", Json.ofText("{\"degrees\": -3.50}")),
            ToolResult.error("call-2", "no such city")),
        Message.assistant(List.of(new Part.Refusal("No."))),
        Message.assistant(List.of()));
  }

  static ChatRequest request() {
    return ChatRequest.builder()
        .model("openai/gpt-5-mini")
        .messages(conversation())
        .tools(
            new ToolSpec(
                "weather",
                "Weather of a city",
                Json.ofText("{\"type\":\"object\"}"),
                true,
                CacheMark.SHORT),
            new ToolSpec("bare", null, Json.object(), false, null))
        .toolChoice(ToolChoice.named("weather"))
        .responseFormat(ResponseFormat.schema("answer", Json.ofText("{\"type\":\"object\"}")))
        .stop("END", "\n\n")
        .metadata("ticket", "7")
        .userId("u-17")
        .extraBody("service_tier", "flex")
        .extraBody("nothing", null)
        .extraHeader("x-trace", "abc")
        .temperature(0.5)
        .topP(0.9)
        .topK(40)
        .maxOutputTokens(300)
        .seed(Long.MIN_VALUE)
        .frequencyPenalty(-1)
        .presencePenalty(1.25)
        .parallelToolCalls(false)
        .reasoning(new ReasoningSettings(ReasoningEffort.HIGH, 2048))
        .option(
            Timeouts.connect(Duration.ofSeconds(1))
                .write(Duration.ofSeconds(2))
                .firstToken(Duration.ofMillis(1500))
                .idle(Duration.ofSeconds(3))
                .leastProgress(10, Duration.ofSeconds(4))
                .attempt(Duration.ofSeconds(60))
                .total(Duration.ofMinutes(2)))
        .option(Leniency.DROP)
        .build();
  }

  static ChatResponse response() {
    Usage usage =
        Usage.builder()
            .reported(TokenKind.INPUT, 812)
            .reported(TokenKind.CACHED_INPUT, 0)
            .estimated(TokenKind.OUTPUT, 300)
            .atLeast(TokenKind.REASONING, 12)
            .build();
    Cost cost = Cost.estimated(new BigDecimal("0.0069"), "USD");
    AttemptRecord failed =
        new AttemptRecord(
            1,
            "openai/gpt-5-mini",
            "main",
            AttemptState.FAILED,
            ErrorKind.values()[0],
            true,
            false,
            Duration.ofMillis(12),
            null,
            Usage.UNKNOWN,
            Cost.UNKNOWN,
            null,
            List.of());
    AttemptRecord succeeded =
        new AttemptRecord(
            2,
            "openai/gpt-5-mini",
            null,
            AttemptState.SUCCEEDED,
            null,
            false,
            true,
            Duration.ofMillis(900),
            Duration.ofMillis(250),
            usage,
            cost,
            null,
            List.of());
    Served served =
        new Served(
            "call-7",
            "openai/gpt-5-mini",
            "gpt-5-mini-2025-08-07",
            "main",
            CacheStatus.MISS,
            List.of(failed, succeeded),
            Duration.ofMillis(950),
            usage,
            cost,
            List.of(new TrailEntry(Duration.ofMillis(3), "router", "took the second target")));
    ResponseHead head =
        new ResponseHead(
            "resp-1",
            "gpt-5-mini-2025-08-07",
            "req-1",
            200,
            new RateLimits(
                List.of(
                    new RateLimit("requests", 100L, 99L, Duration.ofMillis(600)),
                    new RateLimit("tokens", null, null, null))),
            Map.of("x-request-id", "req-1"),
            "Amazon Bedrock");
    return ChatResponse.of(
        conversation().get(3), FinishReason.TOOL_CALLS, "tool_calls", usage, served, head);
  }

  /** The answer of a run: a tool was called, then the value was given that was asked for. */
  static ChatResponse responseOfARun() {
    ChatResponse plain = response();
    Round asked =
        new Round(
            "call-6",
            "openai/gpt-5-mini",
            FinishReason.TOOL_CALLS,
            Duration.ofMillis(700),
            plain.usage(),
            plain.served().cost(),
            List.of(
                new ToolUse("weather", Duration.ofMillis(40), ToolUse.Outcome.SUCCEEDED),
                new ToolUse(null, Duration.ZERO, ToolUse.Outcome.UNKNOWN_TOOL)));
    Round answered =
        new Round(
            "call-7",
            null,
            FinishReason.STOP,
            Duration.ofMillis(950),
            Usage.UNKNOWN,
            Cost.UNKNOWN,
            List.of());
    Message last = Message.assistant("{ \"degrees\" : -3.50 }");
    Run run =
        new Run(
            "run-1",
            List.of(asked, answered),
            List.of(conversation().get(3), conversation().get(4), last),
            Json.ofText("{ \"degrees\" : -3.50 }"));
    return ChatResponse.of(
            last, FinishReason.STOP, null, plain.usage(), plain.served(), ResponseHead.NONE)
        .in(last, FinishReason.STOP, run, plain.usage(), plain.served());
  }
}
