package io.llmgw.core.redact;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.answer.ValueStream;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.event.DocumentRanked;
import io.llmgw.api.event.InputJudged;
import io.llmgw.api.event.MediaProduced;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.TokensCounted;
import io.llmgw.api.event.TranscriptDescribed;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.moderation.ModerationVerdict;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.rerank.RankedDocument;
import io.llmgw.api.rerank.RerankRequest;
import io.llmgw.api.speech.SpeechRequest;
import io.llmgw.api.transcription.TranscriptDetails;
import io.llmgw.api.transcription.TranscriptDetails.Segment;
import io.llmgw.api.transcription.TranscriptionRequest;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.scripted.Script;
import java.time.Duration;
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
  },
  MODERATE {
    @Override
    String ask(LlmClient llm, String text) {
      llm.moderate(text);
      return EveryWayTest.EMAIL;
    }

    @Override
    void answer(Script script) {
      script.events(new InputJudged(0, new ModerationVerdict(false, List.of())));
    }
  },
  RERANK_BY {
    @Override
    String ask(LlmClient llm, String text) {
      llm.rerank(text, List.of("d"));
      return EveryWayTest.EMAIL;
    }

    @Override
    void answer(Script script) {
      script.events(new DocumentRanked(new RankedDocument(0, 1)));
    }
  },
  RERANK_ASYNC {
    @Override
    String ask(LlmClient llm, String text) {
      llm.rerankAsync(RerankRequest.of("q", List.of(text))).join();
      return EveryWayTest.EMAIL;
    }

    @Override
    void answer(Script script) {
      script.events(new DocumentRanked(new RankedDocument(0, 1)));
    }
  },
  IMAGE {
    @Override
    String ask(LlmClient llm, String text) {
      return llm.generateImage(text).image().revisedPrompt();
    }

    @Override
    void answer(Script script) {
      script.events(
          new MediaProduced(0, Part.image(Media.of(new byte[] {1}, "image/png"))),
          new TextDelta(0, "<EMAIL"),
          new TextDelta(0, "_1>"));
    }
  },
  SPEAK {
    @Override
    String ask(LlmClient llm, String text) {
      llm.speak(SpeechRequest.builder().text("hello").instructions(text).build());
      return EveryWayTest.EMAIL;
    }

    @Override
    void answer(Script script) {
      script.events(new MediaProduced(0, Part.audio(SOUND)));
    }
  },
  SPEAK_ASYNC {
    @Override
    String ask(LlmClient llm, String text) {
      llm.speakAsync(SpeechRequest.of(text)).join();
      return EveryWayTest.EMAIL;
    }

    @Override
    void answer(Script script) {
      SPEAK.answer(script);
    }
  },
  TRANSCRIBE {
    @Override
    String ask(LlmClient llm, String text) {
      TranscriptionRequest asked = TranscriptionRequest.builder().audio(SOUND).prompt(text).build();
      return llm.transcribe(asked).text();
    }

    @Override
    void answer(Script script) {
      script.text("<EMAIL_1>", 4);
    }
  },
  TRANSCRIBE_TIMED {
    @Override
    String ask(LlmClient llm, String text) {
      TranscriptionRequest asked = TranscriptionRequest.builder().audio(SOUND).prompt(text).build();
      return llm.transcribeAsync(asked).join().segments().get(0).text();
    }

    @Override
    void answer(Script script) {
      Segment segment = new Segment(Duration.ZERO, Duration.ofSeconds(1), "<EMAIL_1>");
      script.events(
          new TextDelta(0, "<EMAIL_1>"),
          new TranscriptDescribed(new TranscriptDetails(null, null, List.of(segment))));
    }
  },
  COUNT {
    @Override
    String ask(LlmClient llm, String text) {
      llm.countTokens(ChatRequest.of(text));
      return EveryWayTest.EMAIL;
    }

    @Override
    void answer(Script script) {
      script.events(new TokensCounted(7));
    }
  },
  COUNT_ASYNC {
    @Override
    String ask(LlmClient llm, String text) {
      llm.countTokensAsync(ChatRequest.builder().system(text).user("q").build()).join();
      return EveryWayTest.EMAIL;
    }

    @Override
    void answer(Script script) {
      COUNT.answer(script);
    }
  };

  static final Media.Bytes SOUND = Media.of(new byte[] {1}, "audio/wav");

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
