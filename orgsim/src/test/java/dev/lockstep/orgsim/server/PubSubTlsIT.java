package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.orgsim.pubsub.PubSubSettings;
import dev.lockstep.orgsim.pubsub.PubSubSettings.TlsFiles;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Pub/Sub API by TLS, and starts that fail.
class PubSubTlsIT {
    private static final String ACCOUNTS = "/data/AccountChangeEvent";

    @TempDir
    private Path folder;

    private Path certificate;
    private Path key;

    @BeforeEach
    void makeKey() throws IOException {
        SigningKey made = SigningKey.create(folder, "RSA");
        certificate = folder.resolve("RSA.pem");
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(made.key().getEncoded());
        key = Files.writeString(
                folder.resolve("key.pem"),
                "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n".formatted(body),
                StandardCharsets.US_ASCII);
    }

    private static OrgsimSettings with(Path certificate, Path key) {
        return OrgsimSettings.defaults()
                .withPubSub(PubSubSettings.defaults().encryptedBy(new TlsFiles(certificate, key)));
    }

    @Test
    void isEncryptedWhereThereIsACertificate() throws IOException {
        var trusting = TlsChannelCredentials.newBuilder()
                .trustManager(certificate.toFile())
                .build();
        try (var org = new TestOrg(with(certificate, key));
                var client = PubSubClient.encrypted(org, trusting, "test");
                var plain = PubSubClient.of(org)) {
            assertThat(client.topic(ACCOUNTS).getCanSubscribe()).isTrue();
            assertThat(catchThrowableOfType(StatusRuntimeException.class, () -> plain.topic(ACCOUNTS))
                            .getStatus()
                            .getCode())
                    .isEqualTo(Status.Code.UNAVAILABLE);
        }
    }

    @Test
    void saysThatAFileIsNoCertificateOrNoKey() {
        assertThatThrownBy(() -> OrgsimServer.start(with(key, key)))
                .isInstanceOf(OrgsimNotStarted.class)
                .hasMessageContaining("can't prove its name");
        assertThatThrownBy(() -> OrgsimServer.start(with(certificate, certificate)))
                .isInstanceOf(OrgsimNotStarted.class)
                .hasMessageContaining("can't prove its name");
        assertThatThrownBy(() -> OrgsimServer.start(with(folder.resolve("nothing"), key)))
                .isInstanceOf(OrgsimNotStarted.class)
                .hasMessageContaining("nothing");
    }

    @Test
    void saysThatThePortIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, OrgsimSettings.defaults().address())) {
            OrgsimSettings settings = OrgsimSettings.defaults()
                    .withPubSub(PubSubSettings.defaults().onPort(taken.getLocalPort()));
            assertThatThrownBy(() -> OrgsimServer.start(settings))
                    .isInstanceOf(OrgsimNotStarted.class)
                    .hasMessageContaining("--pubsub-port");
        }
    }
}
