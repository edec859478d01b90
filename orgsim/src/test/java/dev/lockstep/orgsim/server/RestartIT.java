package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartIT {
    @TempDir
    private Path folder;

    @Test
    void keepsItsRecordsAndForgetsItsSessions() {
        String organization;
        String token;
        try (var org = new TestOrg(OrgsimSettings.defaults().keptIn(folder))) {
            token = org.token();
            organization = org.server().org().organizationId();
            assertThat(RawSoap.call(org, "65.0", RawSoap.message(token, RawSoap.createAccount("Kept")))
                            .body())
                    .contains("<success>true</success>");
        }

        try (var org = new TestOrg(OrgsimSettings.defaults().keptIn(folder))) {
            assertThat(org.server().org().organizationId()).isEqualTo(organization);
            assertThat(org.get("/services/data/v65.0/limits", "Authorization", "Bearer " + token)
                            .statusCode())
                    .isEqualTo(401);
            assertThat(RawSoap.call(org, "65.0", RawSoap.message(token, "<getUserInfo/>"))
                            .body())
                    .contains("<sf:exceptionCode>INVALID_SESSION_ID</sf:exceptionCode>");
            assertThat(org.query("SELECT COUNT() FROM Account WHERE Name = 'Kept'")
                            .body())
                    .contains("\"totalSize\":1");
        }
    }

    @Test
    void saysThatAPortIsTaken() {
        try (var org = TestOrg.start()) {
            int port = URI.create(org.server().url()).getPort();

            assertThatExceptionOfType(OrgsimNotStarted.class)
                    .isThrownBy(
                            () -> OrgsimServer.start(OrgsimSettings.defaults().onPort(port)))
                    .withMessageContaining("can't listen on 127.0.0.1:" + port)
                    .withMessageContaining("--port");
        }
    }

    @Test
    void saysThatAFolderCannotBeUsed() throws java.io.IOException {
        Path file = Files.createFile(folder.resolve("taken"));

        assertThatExceptionOfType(OrgsimNotStarted.class)
                .isThrownBy(() -> OrgsimServer.start(OrgsimSettings.defaults().keptIn(file)))
                .withMessageContaining("can't keep its data in " + file)
                .withMessageContaining("--data");
    }
}
