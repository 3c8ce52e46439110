package io.llmgw.api.codec;

import io.llmgw.api.response.LlmResponse;
import io.llmgw.api.response.ResponseHead;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.Usage;

/** What answers of every operation have in common. */
record AnswerFrame(Usage usage, Served served, ResponseHead head) {

  /** Writes it behind the fields of the answer itself. */
  static FieldWriter behind(FieldWriter own, LlmResponse response) {
    return own.object("usage", UsageJson.write(response.usage()))
        .object("served", ServedJson.write(response.served()))
        .object("head", ResponseJson.writeHead(response.head()));
  }

  static AnswerFrame read(FieldReader in) {
    Usage usage = ServedJson.readUsage(in.objectOr("usage"));
    Served served = ServedJson.read(in.object("served"));
    ResponseHead head = ResponseJson.readHead(in.objectOr("head"));
    return new AnswerFrame(usage, served, head);
  }
}
