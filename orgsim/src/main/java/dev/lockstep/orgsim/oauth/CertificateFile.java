package dev.lockstep.orgsim.oauth;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/// A certificate as an administrator uploads it: X.509, in PEM or DER.
public final class CertificateFile {
    private CertificateFile() {}

    /// Reads the first one of the file.
    ///
    /// @throws IllegalArgumentException when there is none in the file
    public static X509Certificate read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (IOException | CertificateException e) {
            throw new IllegalArgumentException("%s holds no X.509 certificate.".formatted(file), e);
        }
    }
}
