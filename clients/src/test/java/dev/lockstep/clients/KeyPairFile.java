package dev.lockstep.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A key that somebody signs with, and its certificate by itself, in a file that only lives as long as the build's
/// folder.
public record KeyPairFile(Path path) {
    public static final String PASSWORD = "changeit";

    private static final String ALIAS = "pair";
    private static final int CHARACTERS_A_LINE = 64;
    private static final int MOST_SECONDS = 60;

    /// Made by the JDK's own tool.
    ///
    /// @param more what the tool is told beside the usual
    public static KeyPairFile make(String... more) throws IOException, InterruptedException {
        Path path = Files.createTempDirectory(Path.of("target"), "keys").resolve("pair.p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=lockstep.example",
                "-validity",
                "3650",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                path.toString()));
        command.addAll(List.of(more));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(path.resolveSibling("keytool.log").toFile())
                .start();
        if (!keytool.waitFor(MOST_SECONDS, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            keytool.destroyForcibly();
            throw new IllegalStateException(Files.readString(path.resolveSibling("keytool.log")));
        }
        return new KeyPairFile(path);
    }

    public X509Certificate certificate() throws IOException, GeneralSecurityException {
        return (X509Certificate) store().getCertificate(ALIAS);
    }

    /// The certificate in PEM.
    String certificatePem() throws IOException, GeneralSecurityException {
        return pem("CERTIFICATE", certificate().getEncoded());
    }

    /// The key in PEM, by PKCS 8 and without a password.
    public String keyPem() throws IOException, GeneralSecurityException {
        return pem("PRIVATE KEY", store().getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
    }

    private static String pem(String what, byte[] bytes) {
        String body =
                Base64.getMimeEncoder(CHARACTERS_A_LINE, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, body);
    }

    private KeyStore store() throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(path.toFile(), PASSWORD.toCharArray());
    }
}
