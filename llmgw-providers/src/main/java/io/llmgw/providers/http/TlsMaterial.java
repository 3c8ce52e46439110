package io.llmgw.providers.http;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Whom to trust besides the authorities of the JDK, and what to show of oneself. Immutable. */
final class TlsMaterial {
  private final List<X509Certificate> trusted;
  private final KeyManager @Nullable [] keys;

  TlsMaterial(List<X509Certificate> trusted, KeyManager @Nullable [] keys) {
    this.trusted = List.copyOf(trusted);
    this.keys = keys;
  }

  /** The certificates that this store trusts. */
  static List<X509Certificate> trustedBy(KeyStore store) {
    List<X509Certificate> trusted = new ArrayList<>();
    try {
      for (String alias : Collections.list(store.aliases())) {
        if (store.isCertificateEntry(alias)
            && store.getCertificate(alias) instanceof X509Certificate certificate) {
          trusted.add(certificate);
        }
      }
    } catch (KeyStoreException e) {
      throw new IllegalArgumentException("the key store to trust is not loaded", e);
    }
    if (trusted.isEmpty()) {
      throw new IllegalArgumentException("the key store to trust has no trusted certificate in it");
    }
    return trusted;
  }

  static KeyManager[] keysOf(KeyStore store, char[] password) {
    KeyManager[] managers = managers(store, password);
    try {
      for (String alias : Collections.list(store.aliases())) {
        Certificate shown = store.getCertificate(alias);
        if (shown != null
            && store.getKey(alias, password) instanceof PrivateKey secret
            && !MatchingKeys.mayMatch(secret, shown.getPublicKey())) {
          throw new IllegalArgumentException(
              "the private key of alias '"
                  + alias
                  + "' in the key store of the client is not that of its certificate");
        }
      }
      return managers;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the key store of the client cannot be used", e);
    }
  }

  private static KeyManager[] managers(KeyStore store, char[] password) {
    try {
      boolean found = false;
      for (String alias : Collections.list(store.aliases())) {
        found |= store.isKeyEntry(alias);
      }
      if (!found) {
        throw new IllegalArgumentException("the key store of the client has no private key in it");
      }
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, password);
      return factory.getKeyManagers();
    } catch (UnrecoverableKeyException e) {
      throw new IllegalArgumentException(
          "the password does not open the private key of the client", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the key store of the client cannot be used", e);
    }
  }

  static KeyManager[] keysOf(Path certificate, Path key) {
    List<X509Certificate> chain = new PemFile(certificate).certificates();
    PublicKey shown = chain.get(0).getPublicKey();
    PrivateKey secret = new PemFile(key).privateKey(shown.getAlgorithm());
    if (!MatchingKeys.mayMatch(secret, shown)) {
      throw new IllegalArgumentException(
          "the key in file "
              + key
              + " is not that of the first certificate in file "
              + certificate
              + ", which has to be the client's own");
    }
    try {
      char[] password = "memory only".toCharArray();
      KeyStore store = empty();
      store.setKeyEntry("client", secret, password, chain.toArray(new Certificate[0]));
      return managers(store, password);
    } catch (KeyStoreException e) {
      throw new IllegalArgumentException(
          "file " + certificate + " is not the certificate chain of its key", e);
    }
  }

  void applyTo(OkHttpClient.Builder client) {
    try {
      X509TrustManager trust = trustManager();
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, new TrustManager[] {trust}, null);
      client.sslSocketFactory(context.getSocketFactory(), trust);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot use the TLS settings", e);
    }
  }

  /** One manager over one store: two in a row would build no path through certificates of both. */
  private X509TrustManager trustManager() throws GeneralSecurityException {
    X509TrustManager jdk = over(null);
    if (trusted.isEmpty()) {
      return jdk;
    }
    KeyStore store = empty();
    int number = 0;
    for (X509Certificate certificate : jdk.getAcceptedIssuers()) {
      store.setCertificateEntry("jdk-" + number++, certificate);
    }
    for (X509Certificate certificate : trusted) {
      store.setCertificateEntry("own-" + number++, certificate);
    }
    return over(store);
  }

  private static X509TrustManager over(@Nullable KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager trust) {
        return trust;
      }
    }
    throw new KeyStoreException("no X.509 trust manager");
  }

  private static KeyStore empty() throws KeyStoreException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    try {
      store.load(null, null);
    } catch (IOException | GeneralSecurityException e) {
      throw new KeyStoreException(e);
    }
    return store;
  }
}
