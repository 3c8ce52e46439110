package io.llmgw.providers.operation;

import io.llmgw.api.content.Media;
import io.llmgw.providers.json.RequestBytes;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.media.MediaBytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A form with one file (RFC 7578). The boundary is made of the hash of all that is in it, so that
 * it cannot stand there, and one request is one sequence of bytes. Not thread-safe.
 */
final class Multipart {
  private static final int BOUNDARY_CHARS = 40;
  private static final String BINARY = "application/octet-stream";
  private static final Map<String, String> ENDINGS =
      Map.ofEntries(
          Map.entry("audio/mpeg", "mp3"),
          Map.entry("audio/mp3", "mp3"),
          Map.entry("audio/wav", "wav"),
          Map.entry("audio/mpga", "mpga"),
          Map.entry("audio/x-wav", "wav"),
          Map.entry("audio/wave", "wav"),
          Map.entry("audio/vnd.wave", "wav"),
          Map.entry("audio/ogg", "ogg"),
          Map.entry("audio/opus", "ogg"),
          Map.entry("audio/flac", "flac"),
          Map.entry("audio/x-flac", "flac"),
          Map.entry("audio/mp4", "m4a"),
          Map.entry("audio/m4a", "m4a"),
          Map.entry("audio/x-m4a", "m4a"),
          Map.entry("audio/aac", "aac"),
          Map.entry("audio/webm", "webm"),
          Map.entry("video/mp4", "mp4"),
          Map.entry("video/webm", "webm"));

  private final Map<String, List<String>> fields = new LinkedHashMap<>();

  /** Adds a field, or replaces what has that name. */
  Multipart field(String name, String value) {
    return field(name, List.of(value));
  }

  /** Adds a field for each of these values, or replaces what has that name. */
  Multipart field(String name, List<String> values) {
    fields.put(name, values.stream().map(WireJson::wellFormed).toList());
    return this;
  }

  /** The whole form; the file comes last, so that a server knows what it is for. */
  RequestBytes with(String fileField, Media.Bytes file) {
    byte[] content = file.bytes();
    String boundary = boundary(content);
    RequestBytes out = new RequestBytes("multipart/form-data; boundary=" + boundary);
    fields.forEach(
        (name, values) -> {
          for (String value : values) {
            begin(out, boundary, name, "");
            write(out, "\r\n" + value + "\r\n");
          }
        });
    String bare = MediaBytes.bareType(file);
    String type = isPlain(bare) ? bare : BINARY; // its parameters say nothing that a host reads
    String ending = ENDINGS.getOrDefault(type, "bin");
    begin(out, boundary, fileField, "; filename=\"audio." + ending + "\"");
    write(out, "Content-Type: " + type + "\r\n\r\n");
    out.write(content, 0, content.length);
    write(out, "\r\n--" + boundary + "--\r\n");
    return out;
  }

  private static void begin(RequestBytes out, String boundary, String name, String more) {
    write(out, "--" + boundary + "\r\n");
    write(out, "Content-Disposition: form-data; name=\"" + escaped(name) + "\"" + more + "\r\n");
  }

  /** WHATWG HTML, 4.10.22.7: names are escaped so. */
  private static String escaped(String name) {
    return WireJson.wellFormed(name).replace("\n", "%0A").replace("\r", "%0D").replace("\"", "%22");
  }

  /** Whether it can stand in a header as it is: what the caller gives as a type may be anything. */
  private static boolean isPlain(String type) {
    return type.chars().allMatch(c -> c > ' ' && c < 127);
  }

  private static void write(RequestBytes out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.write(bytes, 0, bytes.length);
  }

  private String boundary(byte[] content) {
    MessageDigest hash = sha256();
    for (List<String> values : fields.values()) {
      values.forEach(value -> hash.update(value.getBytes(StandardCharsets.UTF_8)));
    }
    hash.update(content);
    return "llmgw-" + HexFormat.of().formatHex(hash.digest()).substring(0, BOUNDARY_CHARS);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
