package io.llmgw.docs;

/**
 * The colours of a picture.
 *
 * @param text of what is read first
 * @param quiet text of what is read second
 * @param line of the path of a call
 * @param panel behind a row
 * @param engine fill of the engine's slots
 * @param policy fill of the slots of policies
 * @param border around the slots of policies
 * @param yours fill of the slots for links of one's own
 * @param accent around those, and the gate of redaction
 * @param strong text in those
 */
record Palette(
    String text,
    String quiet,
    String line,
    String panel,
    String engine,
    String policy,
    String border,
    String yours,
    String accent,
    String strong) {
  /** On a white page. */
  static final Palette LIGHT =
      new Palette(
          "#1f2933", "#5c6b7a", "#9aa8b5", "#f5f7f9", "#dde4ea", "#ffffff", "#b9c5d0", "#dff1ec",
          "#1b7f6b", "#0f5547");

  /** On a dark page. */
  static final Palette DARK =
      new Palette(
          "#e6edf3", "#9aa7b4", "#586675", "#161c23", "#2c3743", "#10151b", "#46535f", "#12382f",
          "#3fb699", "#a9e5d5");
}
