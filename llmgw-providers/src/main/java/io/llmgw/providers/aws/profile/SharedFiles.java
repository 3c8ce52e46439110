package io.llmgw.providers.aws.profile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The two files in which the tools of AWS keep their profiles (AWS SDKs and Tools Reference Guide,
 * "Location of the shared files"). Either may be missing. What the first says of a profile counts
 * more.
 *
 * @param credentials usually {@code ~/.aws/credentials}
 * @param config usually {@code ~/.aws/config}
 * @param ssoTokens the folder of the tokens that logins leave, {@code ~/.aws/sso/cache}
 */
public record SharedFiles(Path credentials, Path config, Path ssoTokens) {
  static final String PROFILE = "profile";

  private static final int MAX_BYTES = 1024 * 1024;
  private static final String ATTRIBUTES = "size,lastModifiedTime,creationTime,fileKey";

  /** Those that an environment names, else the usual ones of this user. */
  public static SharedFiles of(Map<String, String> environment) {
    Path folder = folder();
    return new SharedFiles(
        file(
            environment.getOrDefault("AWS_SHARED_CREDENTIALS_FILE", ""),
            folder.resolve("credentials")),
        file(environment.getOrDefault("AWS_CONFIG_FILE", ""), folder.resolve("config")));
  }

  /** These two, with the usual folder of tokens, which no variable names. */
  public SharedFiles(Path credentials, Path config) {
    this(credentials, config, folder().resolve("sso").resolve("cache"));
  }

  private static Path folder() {
    return Path.of(System.getProperty("user.home", ""), ".aws");
  }

  private static Path file(String named, Path usual) {
    return named.isBlank() ? usual : Path.of(named.strip());
  }

  /**
   * The settings of a profile, by names in lower case.
   *
   * @throws IllegalArgumentException when no file has it; the message shows nothing of them
   * @throws IOException when a file is there and cannot be read
   */
  public Map<String, String> read(String profile) throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    boolean found = ProfileText.addTo(all, text(config), profile, PROFILE);
    found |= ProfileText.addTo(all, text(credentials), profile, "");
    if (!found) {
      throw new IllegalArgumentException(
          "profile '" + profile + "' is neither in " + credentials + " nor in " + config);
    }
    return Map.copyOf(all);
  }

  /**
   * The settings of a session of SSO, by names in lower case.
   *
   * @throws IllegalArgumentException when the file of settings does not have it
   * @throws IOException when it is there and cannot be read
   */
  public Map<String, String> readSession(String name) throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    if (!ProfileText.addTo(all, text(config), name, "sso-session")) {
      throw new IllegalArgumentException("its sso_session is not in " + config);
    }
    return Map.copyOf(all);
  }

  private static String text(Path path) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (NoSuchFileException e) {
      return "";
    }
    if (bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException("the file " + path + " has more than 1 MiB");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Tells one state of the files from the next. */
  Stamp look() throws IOException {
    return new Stamp(look(credentials), look(config));
  }

  private static FileStamp look(Path path) throws IOException {
    try {
      // The change of an inode is kept by Unix alone; nobody can set it back.
      boolean unix = path.getFileSystem().supportedFileAttributeViews().contains("unix");
      return new FileStamp(
          Files.readAttributes(path, unix ? "unix:ctime," + ATTRIBUTES : ATTRIBUTES));
    } catch (NoSuchFileException e) {
      return FileStamp.NONE;
    }
  }

  record Stamp(FileStamp credentials, FileStamp config) {}

  /** What a file system says of a file; a file that takes its place may have its size and time. */
  record FileStamp(Map<String, Object> attributes) {
    static final FileStamp NONE = new FileStamp(Map.of());
  }
}
