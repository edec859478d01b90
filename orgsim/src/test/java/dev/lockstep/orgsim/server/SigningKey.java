package dev.lockstep.orgsim.server;

import dev.lockstep.orgsim.oauth.CertificateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;

/// A key and the certificate that goes with it, made by the JDK's own tool.
record SigningKey(PrivateKey key, X509Certificate certificate) {
    private static final String PASSWORD = "changeit";

    static SigningKey create(Path folder, String algorithm) {
        Path store = folder.resolve(algorithm + ".p12");
        Path certificate = folder.resolve(algorithm + ".pem");
        String bits = algorithm.equals("RSA") ? "2048" : "256";
        keytool(
                "-genkeypair",
                "-alias",
                "key",
                "-keyalg",
                algorithm,
                "-keysize",
                bits,
                "-dname",
                "CN=test",
                "-keystore",
                store);
        keytool("-exportcert", "-rfc", "-alias", "key", "-file", certificate, "-keystore", store);
        try (var in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            return new SigningKey(
                    (PrivateKey) keys.getKey("key", PASSWORD.toCharArray()), CertificateFile.read(certificate));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keytool(Object... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        command.add("-storepass");
        command.add(PASSWORD);
        try {
            int code = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("keytool ended with " + code);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// A JWT of these claims, as JSON.
    String jwt(String claims) {
        return jwt("{\"alg\":\"RS256\"}", claims);
    }

    String jwt(String header, String claims) {
        String signed =
                base64(header.getBytes(StandardCharsets.UTF_8)) + "." + base64(claims.getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature =
                    Signature.getInstance(key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.UTF_8));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
