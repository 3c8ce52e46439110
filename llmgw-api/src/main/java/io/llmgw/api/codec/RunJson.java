package io.llmgw.api.codec;

import io.llmgw.api.content.Message;
import io.llmgw.api.json.Json;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.response.Round;
import io.llmgw.api.response.Run;
import io.llmgw.api.response.ToolUse;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Usage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an answer came about in several calls. */
final class RunJson {
  private RunJson() {}

  static @Nullable FieldWriter write(@Nullable Run run) {
    if (run == null) {
      return null;
    }
    Json value = run.value();
    FieldWriter out =
        new FieldWriter()
            .put("id", run.id())
            .list("rounds", run.rounds(), RunJson::writeRound)
            .list("messages", run.messages(), MessageJson::write);
    return value == null ? out : out.json("value", value);
  }

  static Run read(FieldReader in) {
    String id = in.string("id");
    List<Round> rounds = in.list("rounds", RunJson::readRound);
    List<Message> messages = in.list("messages", MessageJson::read);
    Json value = in.has("value") ? in.json("value") : null;
    return in.into(() -> new Run(id, rounds, messages, value));
  }

  private static FieldWriter writeRound(Round round) {
    return new FieldWriter()
        .put("callId", round.callId())
        .put("target", round.target())
        .word("finishReason", round.finishReason())
        .time("latency", round.latency())
        .object("usage", UsageJson.write(round.usage()))
        .object("cost", UsageJson.write(round.cost()))
        .list("tools", round.tools(), RunJson::writeTool);
  }

  private static Round readRound(FieldReader in) {
    String callId = in.string("callId");
    String target = in.stringOr("target");
    FinishReason reason = in.word("finishReason", FinishReason.class);
    Duration latency = in.time("latency");
    Usage usage = ServedJson.readUsage(in.objectOr("usage"));
    Cost cost = UsageJson.readCost(in.object("cost"));
    List<ToolUse> tools = in.list("tools", RunJson::readTool);
    return in.into(() -> new Round(callId, target, reason, latency, usage, cost, tools));
  }

  private static FieldWriter writeTool(ToolUse tool) {
    return new FieldWriter()
        .put("name", tool.name())
        .time("duration", tool.duration())
        .word("outcome", tool.outcome());
  }

  private static ToolUse readTool(FieldReader in) {
    String name = in.stringOr("name");
    Duration duration = in.time("duration");
    ToolUse.Outcome outcome = in.word("outcome", ToolUse.Outcome.class);
    return in.into(() -> new ToolUse(name, duration, outcome));
  }
}
