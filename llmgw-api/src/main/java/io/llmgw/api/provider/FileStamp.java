package io.llmgw.api.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Tells one state of a file from the next, links followed. Size and time of change do not: a file
 * that is put in its place may have both of the one before, as what unpacks or copies it keeps
 * times, and clocks of file systems are coarse.
 *
 * @param attributes what the file system says of it by one look, without the time of the last read
 */
record FileStamp(Map<String, Object> attributes) {
  private static final String EVERYWHERE = "size,lastModifiedTime,creationTime,fileKey";

  /** That of the file as it is now. */
  static FileStamp of(Path path) throws IOException {
    // The change of an inode is kept by Unix alone; nobody can set it back.
    boolean unix = path.getFileSystem().supportedFileAttributeViews().contains("unix");
    String asked = unix ? "unix:ctime," + EVERYWHERE : EVERYWHERE;
    return new FileStamp(Files.readAttributes(path, asked));
  }
}
