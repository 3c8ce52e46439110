package io.llmgw.providers.aws.sso;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** Where the tools of AWS keep the token of a session, for one another. */
final class SsoTokenFile {
  private static final System.Logger log = System.getLogger(SsoTokenFile.class.getName());

  private final Path path;

  SsoTokenFile(Path path) {
    this.path = path;
  }

  /**
   * The token; null where nobody has logged in.
   *
   * @throws IOException when the file cannot be read; the message shows nothing of it
   */
  @Nullable SsoToken read() throws IOException {
    try {
      return SsoToken.of(Files.readString(path));
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /**
   * Puts a token there in one step: what renews it may be of use once only, so the other tools have
   * to find its successor. Where that cannot be, they log in.
   */
  void write(SsoToken token) {
    try {
      // Only its owner may read what this makes.
      Path next = Files.createTempFile(path.toAbsolutePath().getParent(), "llmgw", ".json");
      try {
        Files.write(next, token.text().getBytes(StandardCharsets.UTF_8));
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(next);
      }
    } catch (IOException e) {
      log.log(
          System.Logger.Level.WARNING,
          "the renewed token of the SSO session cannot be kept: {0}",
          e.getClass().getSimpleName());
    }
  }
}
