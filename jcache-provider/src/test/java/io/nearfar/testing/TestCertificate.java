package io.nearfar.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A self-signed certificate for {@code localhost} and {@code 127.0.0.1}, made by the JDK's own
 * tool. Immutable.
 */
public final class TestCertificate {
  private static final String PASSWORD = "changeit";
  private static final String ALIAS = "redis";
  private static final int PATIENCE_SECONDS = 60;

  private final Path directory;

  private TestCertificate(Path directory) {
    this.directory = directory;
  }

  /** Makes one; its files are in the directory. */
  static TestCertificate create(Path directory) {
    TestCertificate made = new TestCertificate(directory);
    try {
      made.generate();
      made.export();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return made;
  }

  private void generate() throws IOException, InterruptedException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "1000",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store("key").toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.log").toFile())
            .start();
    if (!keytool.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      keytool.destroyForcibly();
      throw new IllegalStateException(
          "No certificate: " + Files.readString(directory.resolve("keytool.log")));
    }
  }

  private void export() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store("key"))) {
      keys.load(in, PASSWORD.toCharArray());
    }
    Certificate certificate = keys.getCertificate(ALIAS);
    writePem("key", "PRIVATE KEY", keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
    writePem("certificate", "CERTIFICATE", certificate.getEncoded());
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry(ALIAS, certificate);
    try (OutputStream out = Files.newOutputStream(store("trust"))) {
      trust.store(out, PASSWORD.toCharArray());
    }
  }

  private void writePem(String name, String type, byte[] content) throws IOException {
    Base64.Encoder encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
    String text =
        "-----BEGIN %s-----%n%s%n-----END %s-----%n"
            .formatted(type, encoder.encodeToString(content), type);
    Files.writeString(pem(name), text, StandardCharsets.US_ASCII);
  }

  private Path store(String name) {
    return directory.resolve(name + ".p12");
  }

  private Path pem(String name) {
    return directory.resolve(name + ".pem");
  }

  /** The lines of {@code redis.conf} that make a server use it. */
  List<String> config() {
    return List.of(
        "tls-cert-file \"" + pem("certificate") + '"',
        "tls-key-file \"" + pem("key") + '"',
        "tls-ca-cert-file \"" + pem("certificate") + '"',
        "tls-auth-clients no");
  }

  /** A PKCS12 store with the certificate, for clients; its password is {@link #password()}. */
  public Path trustStore() {
    return store("trust");
  }

  /** The same with its key, for clients that have to show who they are; the same password. */
  public Path keyStore() {
    return store("key");
  }

  /** The password of the stores. */
  public String password() {
    return PASSWORD;
  }

  /** The certificate as a PEM file. */
  public Path pem() {
    return pem("certificate");
  }
}
