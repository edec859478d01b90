package dev.lockstep.clients;

import dev.lockstep.orgsim.pubsub.PubSubSettings.TlsFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

/// What an org proves its name with at the loopback addresses, made for one run of tests. Nobody trusts it who isn't
/// told to.
///
/// @param trustStore where a JVM finds the certificate as one that it may trust
public record ServerCertificate(TlsFiles files, Path trustStore) {
    public static ServerCertificate make() {
        try {
            return of(KeyPairFile.make("-ext", "SAN=dns:localhost,ip:127.0.0.1"));
        } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static ServerCertificate of(KeyPairFile pair) throws IOException, GeneralSecurityException {
        Path certificate = Files.writeString(pair.path().resolveSibling("certificate.pem"), pair.certificatePem());
        Path key = Files.writeString(pair.path().resolveSibling("key.pem"), pair.keyPem());
        return new ServerCertificate(new TlsFiles(certificate, key), trustStore(pair));
    }

    private static Path trustStore(KeyPairFile pair) throws IOException, GeneralSecurityException {
        Path path = pair.path().resolveSibling("trusted.p12");
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("org", pair.certificate());
        try (OutputStream out = Files.newOutputStream(path)) {
            trusted.store(out, KeyPairFile.PASSWORD.toCharArray());
        }
        return path;
    }
}
