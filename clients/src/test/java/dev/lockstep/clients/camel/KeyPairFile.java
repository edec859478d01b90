package dev.lockstep.clients.camel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;

/// A key that a client signs with, in a file that only lives as long as the build's folder.
record KeyPairFile(Path path) {
    static final String PASSWORD = "changeit";

    private static final String ALIAS = "client";
    private static final int MOST_SECONDS = 60;

    /// Made by the JDK's own tool.
    static KeyPairFile make() throws IOException, InterruptedException {
        Path path = Files.createTempDirectory(Path.of("target"), "keys").resolve("client.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=client",
                        "-validity",
                        "3650",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        path.toString())
                .redirectErrorStream(true)
                .redirectOutput(path.resolveSibling("keytool.log").toFile())
                .start();
        if (!keytool.waitFor(MOST_SECONDS, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            keytool.destroyForcibly();
            throw new IllegalStateException(Files.readString(path.resolveSibling("keytool.log")));
        }
        return new KeyPairFile(path);
    }

    X509Certificate certificate() throws IOException, GeneralSecurityException {
        return (X509Certificate)
                KeyStore.getInstance(path.toFile(), PASSWORD.toCharArray()).getCertificate(ALIAS);
    }
}
