package io.llmgw.api.speech;

/** How sound is written. */
public enum SpeechFormat {
  /** MP3. */
  MP3("audio/mpeg"),
  /** Opus, in an Ogg file. */
  OPUS("audio/ogg"),
  /** AAC. */
  AAC("audio/aac"),
  /** FLAC, without loss. */
  FLAC("audio/flac"),
  /** WAV, without loss and not compressed. */
  WAV("audio/wav"),
  /** Samples without any header: 16 bits, signed, the lowest byte first, mostly 24 kHz. */
  PCM("audio/pcm");

  private final String mediaType;

  SpeechFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /** Its media type, such as {@code audio/mpeg}. */
  public String mediaType() {
    return mediaType;
  }
}
