package io.llmgw.api.content.media;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a ZIP archive is a file of, from the names in it. Nothing is unpacked, so no archive
 * can be a bomb here.
 */
final class ZipSignature {
  private static final String ZIP = "application/zip";
  private static final int ENTRY = 0x02014b50;
  private static final int ENTRY_BYTES = 46;
  private static final int END = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int MAX_COMMENT = 65_535;

  private static final Map<String, String> BY_FOLDER =
      Map.of(
          "word/",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "xl/",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "ppt/",
          "application/vnd.openxmlformats-officedocument.presentationml.presentation");

  private ZipSignature() {}

  /** Whether files of that type are ZIP archives. */
  static boolean isZip(String mediaType) {
    return mediaType.equals(ZIP)
        || mediaType.equals("application/epub+zip")
        || mediaType.startsWith("application/vnd.openxmlformats-officedocument.")
        || mediaType.startsWith("application/vnd.oasis.opendocument.");
  }

  static String of(byte[] zip) {
    String stored = storedType(zip);
    return isZip(stored) ? stored : byFolder(zip);
  }

  /** OpenDocument 1.3, part 2, 3.3: the type is the first entry, {@code mimetype}, as it is. */
  private static String storedType(byte[] zip) {
    String head = new String(zip, 0, Math.min(zip.length, 160), StandardCharsets.ISO_8859_1);
    if (!head.startsWith("mimetype", 30)) {
      return "";
    }
    int length = Math.min(number(zip, 18, 4), head.length() - 38);
    return length > 0 ? head.substring(38, 38 + length) : "";
  }

  /** APPNOTE.TXT 4.3: the directory at the end of the archive lists all names. */
  private static String byFolder(byte[] zip) {
    int end = end(zip);
    int entries = end < 0 ? 0 : number(zip, end + 10, 2);
    int at = end < 0 ? 0 : number(zip, end + 16, 4);
    for (int i = 0; i < entries; i++) {
      if (at < 0 || at > zip.length - ENTRY_BYTES || number(zip, at, 4) != ENTRY) {
        return ZIP;
      }
      int length = number(zip, at + 28, 2);
      String type = typeOf(zip, at + ENTRY_BYTES, length);
      if (type != null) {
        return type;
      }
      at += ENTRY_BYTES + length + number(zip, at + 30, 2) + number(zip, at + 32, 2);
    }
    return ZIP;
  }

  private static int end(byte[] zip) {
    int last = zip.length - END_BYTES;
    for (int at = last; at >= Math.max(0, last - MAX_COMMENT); at--) {
      if (number(zip, at, 4) == END) {
        return at;
      }
    }
    return -1;
  }

  private static @Nullable String typeOf(byte[] zip, int from, int length) {
    int shown = Math.min(Math.min(length, 8), zip.length - from);
    String name = new String(zip, from, shown, StandardCharsets.ISO_8859_1);
    int slash = name.indexOf('/');
    return slash < 0 ? null : BY_FOLDER.get(name.substring(0, slash + 1));
  }

  private static int number(byte[] zip, int at, int bytes) {
    int number = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      number = number << 8 | (at + i < zip.length ? zip[at + i] & 0xff : 0);
    }
    return number;
  }
}
