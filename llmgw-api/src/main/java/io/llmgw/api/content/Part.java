package io.llmgw.api.content;

import io.llmgw.api.json.Json;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a message. Text and media may stand in most messages; calls, reasoning and refusals
 * come from the model; results answer its calls. No part's {@code toString} shows text.
 *
 * <p>Immutable and thread-safe.
 */
public sealed interface Part
    permits Part.Text,
        Part.Image,
        Part.Audio,
        Part.Video,
        Part.Document,
        Part.Reasoning,
        Part.Refusal,
        Part.Structured,
        ToolCall,
        ToolResult,
        ProviderItem {

  /** The length of its text in UTF-16 chars, JSON as written; 0 for media. */
  default long textLength() {
    return 0;
  }

  /** Plain text. */
  static Part text(String text) {
    return new Text(text);
  }

  /** An image, in as much detail as the provider thinks right. */
  static Part image(Media media) {
    return new Image(media, Image.Detail.AUTO);
  }

  /** Sound. */
  static Part audio(Media media) {
    return new Audio(media);
  }

  /** A film. */
  static Part video(Media media) {
    return new Video(media);
  }

  /** A document without a name. */
  static Document document(Media media) {
    return new Document(media, null);
  }

  /** A document with the name that the model is told, usually a file's. */
  static Document document(Media media, String name) {
    return new Document(media, name);
  }

  /**
   * Plain text.
   *
   * @param text the text; may be empty
   */
  record Text(String text) implements Part {
    /** Checks for null. */
    public Text {
      Objects.requireNonNull(text, "text");
    }

    @Override
    public long textLength() {
      return text.length();
    }

    @Override
    public String toString() {
      return "Text[" + text.length() + " chars]";
    }
  }

  /**
   * An image.
   *
   * @param media its bytes or address
   * @param detail how closely the model looks
   */
  record Image(Media media, Detail detail) implements Part {
    /** Checks for null. */
    public Image {
      Objects.requireNonNull(media, "media");
      Objects.requireNonNull(detail, "detail");
    }

    @Override
    public long textLength() {
      return media.textLength();
    }

    /** How closely the model looks at an image, which decides what it costs. */
    public enum Detail {
      /** As the provider thinks right. */
      AUTO,
      /** Coarsely and cheaply. */
      LOW,
      /** Closely. */
      HIGH
    }
  }

  /**
   * Sound.
   *
   * @param media its bytes or address
   */
  record Audio(Media media) implements Part {
    /** Checks for null. */
    public Audio {
      Objects.requireNonNull(media, "media");
    }

    @Override
    public long textLength() {
      return media.textLength();
    }
  }

  /**
   * A film.
   *
   * @param media its bytes or address
   */
  record Video(Media media) implements Part {
    /** Checks for null. */
    public Video {
      Objects.requireNonNull(media, "media");
    }

    @Override
    public long textLength() {
      return media.textLength();
    }
  }

  /**
   * A document, such as a PDF.
   *
   * @param media its bytes or address
   * @param name the name that the model is told; null for none
   * @param cited whether the answer shall say which places of it it rests on
   */
  record Document(Media media, @Nullable String name, boolean cited) implements Part {
    /** Checks for null. */
    public Document {
      Objects.requireNonNull(media, "media");
    }

    /** A document that the answer need not cite. */
    public Document(Media media, @Nullable String name) {
      this(media, name, false);
    }

    /**
     * Whether it is text by its media type, which a model without eyes for pages can read: {@code
     * text/*}, JSON and XML ({@code application/json}, {@code application/xml}, {@code +json},
     * {@code +xml}); not where the type is unknown.
     */
    public boolean isText() {
      String type = media.mediaType();
      if (type == null) {
        return false;
      }
      int parameters = type.indexOf(';');
      String bare =
          (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
      return bare.startsWith("text/")
          || bare.equals("application/json")
          || bare.equals("application/xml")
          || bare.endsWith("+json") // RFC 6839
          || bare.endsWith("+xml");
    }

    /** The same document, of which the answer shall say which places it rests on. */
    public Document withCitations() {
      return new Document(media, name, true);
    }

    @Override
    public long textLength() {
      return media.textLength() + (name == null ? 0 : name.length());
    }

    @Override
    public String toString() {
      return "Document[" + media + (name == null ? "]" : ", named]");
    }
  }

  /**
   * What the model thought before it answered.
   *
   * @param text the thoughts, or a summary of them; may be empty where the provider keeps them
   * @param signature the provider's proof that they are its own, opaque; it goes back unchanged,
   *     and only to the provider that made it; null for none
   * @param provider the name of the provider whose model thought so, which alone is sent it again;
   *     null if that is not known: then none is. Only without a signature
   */
  record Reasoning(String text, @Nullable String signature, @Nullable String provider)
      implements Part {
    /** Checks that a signature says whose it is. */
    public Reasoning {
      Objects.requireNonNull(text, "text");
      if (signature != null && provider == null) {
        throw new IllegalArgumentException("a signature needs the provider that made it");
      }
    }

    /**
     * Reasoning of an unknown model, for people to read: no provider is sent it. What is to go back
     * to a model names its provider.
     */
    public Reasoning(String text) {
      this(text, null, null);
    }

    @Override
    public long textLength() {
      return text.length();
    }

    @Override
    public String toString() {
      String signed = signature == null ? "]" : ", signed by " + provider + "]";
      return "Reasoning[" + text.length() + " chars" + signed;
    }
  }

  /**
   * What the model said instead of an answer.
   *
   * @param text its words; may be empty
   */
  record Refusal(String text) implements Part {
    /** Checks for null. */
    public Refusal {
      Objects.requireNonNull(text, "text");
    }

    @Override
    public long textLength() {
      return text.length();
    }

    @Override
    public String toString() {
      return "Refusal[" + text.length() + " chars]";
    }
  }

  /**
   * JSON in the result of a tool; it stands nowhere else.
   *
   * @param json the value; must be valid
   */
  record Structured(Json json) implements Part {
    /** Checks that it is valid. */
    public Structured {
      if (!json.isValid()) {
        throw new IllegalArgumentException("structured content must be valid JSON: " + json);
      }
    }

    @Override
    public long textLength() {
      return json.text().length();
    }
  }
}
