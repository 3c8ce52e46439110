package io.llmgw.providers.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Reads PEM (RFC 7468) with what the JDK has. Its messages name the file, never what is in it. */
final class PemFile {
  private static final String KEY_BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String KEY_END = "-----END PRIVATE KEY-----";

  private final Path path;

  PemFile(Path path) {
    this.path = path;
  }

  /** All certificates, in their order; at least one. */
  List<X509Certificate> certificates() {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (var certificate : factory.generateCertificates(new ByteArrayInputStream(bytes()))) {
        certificates.add((X509Certificate) certificate);
      }
    } catch (CertificateException e) {
      throw new IllegalArgumentException("file " + path + " is no PEM file of certificates", e);
    }
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException("file " + path + " has no certificate in it");
    }
    return certificates;
  }

  /** The one private key. */
  PrivateKey privateKey(String algorithm) {
    String text = new String(bytes(), StandardCharsets.ISO_8859_1);
    int begin = text.indexOf(KEY_BEGIN);
    int end = text.indexOf(KEY_END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          "file "
              + path
              + " has no unencrypted PKCS #8 key ("
              + KEY_BEGIN
              + "): make one with openssl pkcs8 -topk8 -nocrypt");
    }
    try {
      String body = text.substring(begin + KEY_BEGIN.length(), end);
      byte[] encoded = Base64.getMimeDecoder().decode(body);
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // Without the cause: it may quote the key.
      throw new IllegalArgumentException(
          "the key in file " + path + " is not the " + algorithm + " key that its certificate has");
    }
  }

  private byte[] bytes() {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new IllegalArgumentException("file " + path + " cannot be read", e);
    }
  }
}
