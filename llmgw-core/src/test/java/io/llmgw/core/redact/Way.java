package io.llmgw.core.redact;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.answer.ValueStream;
import io.llmgw.api.content.Message;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.scripted.Script;
import java.util.List;

/** The ways in which a program may ask. */
enum Way {
  TEXT {
    @Override
    String ask(LlmClient llm, String text) {
      return llm.prompt(text).text();
    }
  },
  SYSTEM {
    @Override
    String ask(LlmClient llm, String text) {
      return llm.prompt("q").system(text).send().text();
    }
  },
  CONVERSATION {
    @Override
    String ask(LlmClient llm, String text) {
      return llm.chat(List.of(Message.user(text))).text();
    }
  },
  SEND_ASYNC {
    @Override
    String ask(LlmClient llm, String text) {
      return llm.sendAsync(ChatRequest.of(text)).join().text();
    }
  },
  PROMPT_ASYNC {
    @Override
    String ask(LlmClient llm, String text) {
      return llm.prompt(text).async().join().text();
    }
  },
  STREAM {
    @Override
    String ask(LlmClient llm, String text) {
      try (ChatStream stream = llm.prompt(text).stream()) {
        return String.join("", stream.text());
      }
    }
  },
  PUBLISH {
    @Override
    String ask(LlmClient llm, String text) {
      DoorResult result = Door.PUBLISH.open(llm, ChatRequest.of(text));
      if (result.error() != null) {
        throw result.error();
      }
      return result.text();
    }
  },
  VALUE {
    @Override
    String ask(LlmClient llm, String text) {
      return llm.prompt(text).as(Person.class).mail();
    }
  },
  VALUE_STREAM {
    @Override
    String ask(LlmClient llm, String text) {
      try (ValueStream<Person> stream = llm.prompt(text).streamAs(Person.class)) {
        return stream.value().mail();
      }
    }
  },
  EMBED {
    @Override
    String ask(LlmClient llm, String text) {
      llm.embed(text);
      return EveryWayTest.EMAIL;
    }
  },
  EMBED_ASYNC {
    @Override
    String ask(LlmClient llm, String text) {
      llm.embedAsync(EmbeddingRequest.of(text)).join();
      return EveryWayTest.EMAIL;
    }
  };

  /** What is asked for where a value is. */
  record Person(String mail) {}

  /** Asks so, and gives what came back. */
  abstract String ask(LlmClient llm, String text);

  boolean isValue() {
    return this == VALUE || this == VALUE_STREAM;
  }

  void answer(Script script) {
    if (this == EMBED || this == EMBED_ASYNC) {
      script.events(new VectorProduced(0, new float[] {1}));
    } else {
      script.text(isValue() ? "{\"mail\":\"<EMAIL_1>\"}" : "<EMAIL_1>", 4);
    }
  }
}
